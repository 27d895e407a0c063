"""A recognition service on a wire that can be broken anywhere: the contract of ``ToyService`` behind the sockets of ``FaultServer``.

``service.order("GET", POLL, reset_after(0))`` breaks the next poll; whatever is not ordered is answered by the contract.
"""

import json
import re
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any
from urllib.parse import urlsplit

from support.fault_server import Exchange, FaultServer, Reaction, Recorded, response
from support.toy_service import BASE, RecordedRequest, ToyService

SUBMIT = re.escape(BASE) + "$"
UPLOAD_URL = re.escape(BASE) + "upload-url/$"
POLL = re.escape(BASE) + "[0-9a-f-]{36}/$"
STORAGE = "^/temp/"
KEY = "partner-key-7f3a9c21"


class _Contract(ToyService):
    """The rules of the toy service, without its socket; knows what it signed."""

    def __init__(self) -> None:
        super().__init__(token=KEY)
        self.address = ""
        self.signatures: list[str] = []

    @property
    def url(self) -> str:
        return self.address

    def _sign(self, path: str, content_type: str, query: Mapping[str, str]) -> str:
        signature = super()._sign(path, content_type, query)
        self.signatures.append(signature)
        return signature


@dataclass
class Order:
    """A reaction that waits for its request."""

    method: str
    path: str
    reaction: Reaction


class FaultyService(FaultServer):
    """The service; a context manager.  ``contract`` holds what it knows and answers."""

    def __init__(self) -> None:
        super().__init__(kept_body_bytes=1 << 24)
        self.contract = _Contract()
        self.contract.address = self.url
        self._orders: list[Order] = []

    @property
    def token(self) -> str:
        return self.contract.token

    def order(self, method: str, path: str, *reactions: Reaction, times: int = 1) -> None:
        """Have the next requests of this method, whose path matches, meet these reactions, in this order."""
        self._orders += [Order(method, path, reaction) for reaction in reactions * times]

    def forget_orders(self) -> None:
        """Answer by the contract from now on."""
        self._orders.clear()

    def sent(self, method: str, path: str = "") -> list[Recorded]:
        """The requests of this method whose path matches, in order of arrival."""
        return [r for r in self.requests if r.method == method and re.search(path, urlsplit(r.target).path)]

    def _next_reaction(self, request: Recorded) -> Reaction:
        path = urlsplit(request.target).path
        for order in self._orders:
            if order.method == request.method and re.search(order.path, path):
                self._orders.remove(order)
                return order.reaction
        return self._by_contract

    def _by_contract(self, exchange: Exchange) -> None:
        exchange.read_body()
        exchange.send(self.contract_answer(exchange))

    def contract_answer(self, exchange: Exchange) -> bytes:
        """What the contract says to a request whose body was read."""
        request = exchange.request
        parts = urlsplit(request.target)
        headers = {name.lower(): value for name, value in request.headers}
        asked = RecordedRequest(request.method, parts.path, headers, request.body)
        said = self.contract.answer(asked, parts.query, is_chunked="transfer-encoding" in headers)
        return response(said.status, said.body, dict(said.headers))


def polled(members: dict[str, Any] | None = None, **more: Any) -> Reaction:
    """A completed job with the id that was asked for and these members; a member given as ``...`` is left out."""

    def react(exchange: Exchange) -> None:
        job = {"job_id": asked_id(exchange), "status": "completed", "track": None} | (members or {}) | more
        exchange.read_body()
        exchange.send(response(200, {name: value for name, value in job.items() if value is not ...}))

    return react


def polled_bytes(template: str, encoding: str = "utf-8", headers: dict[str, str] | None = None) -> Reaction:
    """A poll answered with this text, ``JOB`` in it replaced by the id that was asked for."""

    def react(exchange: Exchange) -> None:
        body = template.replace("JOB", asked_id(exchange)).encode(encoding)
        exchange.send(response(200, body, {"Content-Type": "application/json"} | (headers or {})))

    return react


def completed_text(track: object) -> str:
    """The text of a completed job, for ``polled_bytes``."""
    return json.dumps({"job_id": "JOB", "status": "completed", "track": track})


def asked_id(exchange: Exchange) -> str:
    """The job that a poll asks for."""
    return urlsplit(exchange.request.target).path.rstrip("/").rpartition("/")[2]
