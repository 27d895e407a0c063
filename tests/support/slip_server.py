"""A Python that has loaded the libraries of others, and becomes ``slip`` as often as it is asked, each time in a process of its own.

What is of our own is loaded anew each time, as everywhere: loading the others is half of what a short command costs.
"""

import gc
import json
import os
import socket
import sys
from importlib import import_module
from runpy import run_module

LIBRARIES = (
    "anyio._backends._asyncio", "asyncio", "av", "click", "concurrent.futures.thread", "csv", "filelock", "h11",
    "httpcore", "httpx", "importlib.metadata", "keyring", "logging.handlers", "msgspec", "multiprocessing",
    "numpy.typing", "platformdirs", "rich.progress", "sqlite3", "statistics", "tenacity", "truststore", "wave",
    "xml.sax.saxutils",
)  # fmt: skip


def wait_for_order(connection: socket.socket) -> tuple[dict, list[int]]:
    """What to do and the three standard streams: in a new process, while the old one waits for more."""
    while True:
        order, streams, _, _ = socket.recv_fds(connection, 1 << 20, 3)
        if not order:
            sys.exit()
        child = os.fork()
        if child == 0:
            return json.loads(order), streams
        for stream in streams:
            os.close(stream)
        _, status = os.waitpid(child, 0)
        connection.send(str(os.waitstatus_to_exitcode(status)).encode())


def main() -> None:
    connection = socket.socket(fileno=int(sys.argv[1]))
    for library in LIBRARIES:
        import_module(library)
    gc.freeze()
    order, streams = wait_for_order(connection)
    connection.close()
    os.environ.clear()
    os.environ.update(order["environ"])
    os.chdir(order["folder"])
    for place, stream in enumerate(streams):
        os.dup2(stream, place)
        os.close(stream)
    sys.argv = ["slip", *order["arguments"]]
    run_module("slipgui.cli", run_name="__main__", alter_sys=True)


if __name__ == "__main__":
    main()
