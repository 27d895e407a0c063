"""Answers that are given while a body is on its way arrive, whatever the client does."""

import socket
from urllib.parse import urlsplit

import pytest
from support.local_service import LocalService

N_BYTES = 6_000_000


def send(service: LocalService, *headers: str, body: bytes = b"") -> bytes:
    """What comes back when the whole request is sent before anything is read."""
    parts = urlsplit(service.url)
    head = "\r\n".join(["POST /api/v4/video-recognition/ HTTP/1.1", f"Host: {parts.netloc}", *headers]) + "\r\n\r\n"
    with socket.create_connection((parts.hostname, parts.port), timeout=10) as connection:
        connection.sendall(head.encode() + body)
        received = b""
        while piece := connection.recv(1 << 16):
            received += piece
        return received


@pytest.mark.parametrize("connection", ["close", "keep-alive"])
def test_refusal_reaches_a_client_that_sends_everything_first(service: LocalService, connection: str) -> None:
    answer = send(service, f"Content-Length: {N_BYTES}", f"Connection: {connection}", body=bytes(N_BYTES))
    assert answer.startswith(b"HTTP/1.1 401")
    assert answer.endswith(b'{"detail": "Authentication credentials were not provided."}')


def test_refusal_of_a_chunked_body_reaches_its_sender(service: LocalService) -> None:
    chunk = b"f4240\r\n" + bytes(1_000_000) + b"\r\n"
    answer = send(service, "Transfer-Encoding: chunked", "Connection: close", body=chunk * 3 + b"0\r\n\r\n")
    assert answer.startswith(b"HTTP/1.1 401")


def test_refusal_comes_before_the_body_has_been_sent(service: LocalService) -> None:
    parts = urlsplit(service.url)
    head = f"POST /api/v4/video-recognition/ HTTP/1.1\r\nHost: {parts.netloc}\r\nContent-Length: {N_BYTES}\r\n\r\n"
    with socket.create_connection((parts.hostname, parts.port), timeout=10) as connection:
        connection.sendall(head.encode() + b"x")
        assert connection.recv(1 << 16).startswith(b"HTTP/1.1 401")
        connection.sendall(bytes(N_BYTES - 1))
        received = b""
        while piece := connection.recv(1 << 16):
            received += piece
        assert received in (b"", b'{"detail": "Authentication credentials were not provided."}')


def test_connection_is_kept_after_the_refusal_of_a_small_body(service: LocalService) -> None:
    parts = urlsplit(service.url)
    head = f"POST /api/v4/video-recognition/ HTTP/1.1\r\nHost: {parts.netloc}\r\nContent-Length: 5\r\n\r\n"
    with socket.create_connection((parts.hostname, parts.port), timeout=10) as connection:
        for _ in range(2):
            connection.sendall(head.encode() + b"hello")
            answer = b""
            while not answer.endswith(b"}"):
                answer += connection.recv(1 << 16)
            assert answer.startswith(b"HTTP/1.1 401")
            assert b"connection: close" not in answer.lower()
