"""OpenStack Swift with its S3 interface on loopback: a program of its own, run by a Python that has ``swift``.

One process, three storage servers with one device each, memory for a cache.  It says where it listens in one line of JSON.
"""

import json
import sys
import tempfile
from pathlib import Path

import eventlet

eventlet.monkey_patch()

from eventlet import wsgi  # noqa: E402
from swift.account.server import AccountController  # noqa: E402
from swift.common.middleware import gatekeeper, listing_formats, tempauth  # noqa: E402
from swift.common.middleware.catch_errors import filter_factory as catch_errors  # noqa: E402
from swift.common.middleware.s3api import s3api  # noqa: E402
from swift.common.middleware.slo import filter_factory as slo  # noqa: E402
from swift.common.ring import RingBuilder  # noqa: E402
from swift.container.server import ContainerController  # noqa: E402
from swift.obj.server import ObjectController  # noqa: E402
from swift.proxy.server import Application  # noqa: E402


class Memory(dict):
    """As much of memcached as the proxy asks for."""

    def get(self, key, default=None, **_):
        return super().get(key, default)

    def set(self, key, value, **_):
        self[key] = value

    def incr(self, key, delta=1, **_):
        self[key] = self.get(key, 0) + delta
        return self[key]

    def delete(self, key, **_):
        self.pop(key, None)


class WithCache:
    """Puts the cache into every request."""

    def __init__(self, application):
        self._application, self._cache = application, Memory()

    def __call__(self, environ, start_response):
        environ["swift.cache"] = self._cache
        return self._application(environ, start_response)


def serve(application, port=0):
    socket = eventlet.listen(("127.0.0.1", port))
    eventlet.spawn(wsgi.server, socket, application, open("/dev/null", "w"))  # noqa: SIM115, PTH123
    return socket.getsockname()[1]


def write_ring(folder, name, port):
    builder = RingBuilder(4, 1, 0)
    builder.add_dev({"region": 1, "zone": 1, "weight": 1, "ip": "127.0.0.1", "port": port, "device": "sda1"})
    builder.rebalance()
    builder.get_ring().save(str(folder / f"{name}.ring.gz"))


def main():
    folder = Path(tempfile.mkdtemp(dir="/dev/shm", prefix="swift-"))
    (folder / "sda1").mkdir()
    (folder / "swift.conf").write_text("[swift-hash]\nswift_hash_path_suffix = test\n")
    from swift.common import utils

    utils.SWIFT_CONF_FILE = str(folder / "swift.conf")
    utils.HASH_PATH_SUFFIX, utils.HASH_PATH_PREFIX = b"test", b""
    conf = {
        "devices": str(folder),
        "swift_dir": str(folder),
        "mount_check": "false",
        "bind_ip": "127.0.0.1",
        "account_autocreate": "true",
    }
    for kind, controller in (
        ("account", AccountController),
        ("container", ContainerController),
        ("object", ObjectController),
    ):
        write_ring(folder, kind, serve(controller(conf)))
    application = Application(conf, account_ring=None, container_ring=None)
    filters = (
        (slo, {}), (tempauth.filter_factory, {"user_test_tester": "testing .admin", "reseller_prefix": "AUTH"}),
        (s3api.filter_factory, {"location": "us-east-1", "auth_pipeline_check": "false"}), (listing_formats.filter_factory, {}),
        (gatekeeper.filter_factory, {}), (catch_errors, {}),
    )  # fmt: skip
    for make, options in filters:
        application = make(conf | options)(application)
    port = serve(WithCache(application))
    sys.stdout.write(json.dumps({"url": f"http://127.0.0.1:{port}"}) + "\n")
    sys.stdout.flush()
    eventlet.hubs.get_hub().switch()


if __name__ == "__main__":
    main()
