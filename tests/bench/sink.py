"""A server that throws bodies away: a PUT gets 200 with an ETag, a POST 201 with a job; prints its port.

``sink.py`` speaks http; ``sink.py CERTIFICATE KEY`` speaks https.
"""

import re
import socket
import ssl
import sys
import threading

STORED = b'HTTP/1.1 200 OK\r\nETag: "x"\r\nContent-Length: 0\r\nConnection: close\r\n\r\n'
JOB = b'{"job_id": "7b2c1e8a-0f4d-4a2b-9c11-7f5a2d9e3c10", "status": "queued", "track": null}'
TAKEN = (
    b"HTTP/1.1 201 Created\r\nContent-Type: application/json\r\nContent-Length: %d\r\nConnection: close\r\n\r\n%b"
    % (len(JOB), JOB)
)


def serve(connection: socket.socket, context: ssl.SSLContext | None) -> None:
    if context is not None:
        connection = context.wrap_socket(connection, server_side=True)
    with connection:
        head = b""
        while b"\r\n\r\n" not in head:
            part = connection.recv(65_536)
            if not part:
                return
            head += part
        head, _, begun = head.partition(b"\r\n\r\n")
        length = re.search(rb"(?i)content-length: (\d+)", head)
        left = int(length[1]) - len(begun) if length else 0
        if b"100-continue" in head.lower():
            connection.sendall(b"HTTP/1.1 100 Continue\r\n\r\n")
        buffer = bytearray(1 << 20)
        while left > 0:
            n = connection.recv_into(buffer)
            if not n:
                return
            left -= n
        connection.sendall(TAKEN if head.startswith(b"POST") else STORED)


def main() -> None:
    context = None
    if len(sys.argv) > 1:
        context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
        context.load_cert_chain(sys.argv[1], sys.argv[2])
    with socket.create_server(("127.0.0.1", 0)) as listener:
        sys.stdout.write(f"{listener.getsockname()[1]}\n")
        sys.stdout.flush()
        while True:
            threading.Thread(target=serve, args=(listener.accept()[0], context), daemon=True).start()


main()
