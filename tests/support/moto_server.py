"""moto's S3 on loopback behind a check of every signature: a program of its own, which says where it listens in one line of JSON.

moto itself takes tampered and expired addresses (facts/transfer.md, section 4).
"""

import io
import json
import logging
import sys
from collections.abc import Callable, Iterable
from typing import Any

from moto.server import DomainDispatcherApplication, create_backend_app
from support.bucket_signature import is_body_signed, is_signed
from werkzeug.serving import make_server

from slipgui.server.sigv4 import Credentials

StartResponse = Callable[..., Any]


class Checked:
    """A WSGI application that lets signed requests through to another one.

    Parameters
    ----------
    application
        The other one.
    credentials
        Those that sign.
    """

    def __init__(self, application: Any, credentials: Credentials) -> None:
        self._application, self._credentials = application, credentials

    def __call__(self, environ: dict[str, Any], start_response: StartResponse) -> Iterable[bytes]:
        headers = {
            name.removeprefix("HTTP_").replace("_", "-").lower(): value
            for name, value in environ.items()
            if name.startswith("HTTP_") or (name in ("CONTENT_TYPE", "CONTENT_LENGTH") and value)
        }
        body = environ["wsgi.input"].read(int(environ.get("CONTENT_LENGTH") or 0))
        environ["wsgi.input"] = io.BytesIO(body)
        target = environ["RAW_URI"]
        if not (
            is_signed(environ["REQUEST_METHOD"], target, headers, self._credentials) and is_body_signed(headers, body)
        ):
            start_response("403 Forbidden", [("Content-Type", "application/xml")])
            return [b"<Error><Code>SignatureDoesNotMatch</Code></Error>"]
        answer: Iterable[bytes] = self._application(environ, start_response)
        return answer


def main(access_key: str, secret: str) -> None:
    """Serve until the program is ended."""
    logging.getLogger("werkzeug").setLevel(logging.ERROR)
    application = Checked(DomainDispatcherApplication(create_backend_app), Credentials(access_key, secret))
    server = make_server("127.0.0.1", 0, application, threaded=True)
    sys.stdout.write(json.dumps({"url": f"http://127.0.0.1:{server.server_port}"}) + "\n")
    sys.stdout.flush()
    server.serve_forever()


if __name__ == "__main__":
    main(*sys.argv[1:])
