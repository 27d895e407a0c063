"""The folder that releases are announced in, on loopback, with a key of the tests' own."""

import json
from contextlib import contextmanager

from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from cryptography.hazmat.primitives.serialization import Encoding, PublicFormat
from starlette.responses import RedirectResponse, Response
from support.running_app import running_app

PAGE = "https://github.com/slipgui/slipgui/releases/tag/v0.9.0"
DOCUMENT, SIGNATURE = "/latest.json", "/latest.json.sig"


class ReleaseFolder:
    """What lies there, and what was asked for."""

    def __init__(self, key=None):
        self.key = key or Ed25519PrivateKey.generate()
        self.files = {}
        self.former_answers = {}
        """By path what is answered once before the file."""
        self.asked = []
        self.agents = set()
        self.url = ""

    @property
    def public_key(self):
        return self.key.public_key().public_bytes(Encoding.PEM, PublicFormat.SubjectPublicKeyInfo)

    def announce(self, version="0.9.0", **changes):
        told = {"product": "slipgui", "version": version, "published": "2026-12-01", "page": PAGE} | changes
        self.put(json.dumps(told).encode())

    def put(self, document, key=None):
        self.files = {DOCUMENT: document, SIGNATURE: (key or self.key).sign(document)}

    async def __call__(self, scope, receive, send):
        if scope["type"] != "http":
            await (await receive() and send({"type": "lifespan.startup.complete"}))
            await (await receive() and send({"type": "lifespan.shutdown.complete"}))
            return
        path = scope["path"]
        self.asked.append(path)
        self.agents.add(dict(scope["headers"]).get(b"user-agent", b"").decode())
        content = self.former_answers.pop(path, None) or self.files.get(path)
        if isinstance(content, str):
            answer = RedirectResponse(content, status_code=302)
        else:
            answer = Response(content or b"", status_code=404 if content is None else 200)
        await answer(scope, receive, send)


@contextmanager
def release_folder():
    """A folder while it is served."""
    folder = ReleaseFolder()
    with running_app(folder) as url:
        folder.url = url
        yield folder
