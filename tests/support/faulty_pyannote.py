"""pyannoteAI on a wire that can be broken anywhere: ``PyannoteContract`` behind the sockets of ``FaultServer``.

``service.order("GET", JOB, answer(429))`` breaks the next poll; whatever is not ordered is answered by the contract.
"""

import re
from typing import Any
from urllib.parse import urlsplit

from support.fault_server import Exchange, FaultServer, Reaction, Recorded, response
from support.faulty_service import Order
from support.pyannote_contract import PyannoteContract
from support.toy_service import RecordedRequest

KEY = "team-key-5d1b7e90"
MEDIA_INPUT, VOICEPRINT, IDENTIFY = "^/v1/media/input$", "^/v1/voiceprint$", "^/v1/identify$"
JOB, STORE = "^/v1/jobs/", "^/store/"


class FaultyPyannote(FaultServer):
    """The service; a context manager.  ``contract`` holds what it knows and answers."""

    def __init__(self) -> None:
        super().__init__(kept_body_bytes=1 << 24)
        self.contract = PyannoteContract(KEY)
        self.contract.address = self.url
        self._orders: list[Order] = []

    def order(self, method: str, path: str, *reactions: Reaction, times: int = 1) -> None:
        """Have the next requests of this method, whose path matches, meet these reactions, in this order."""
        self._orders += [Order(method, path, reaction) for reaction in reactions * times]

    def sent(self, method: str, path: str = "") -> list[Recorded]:
        """The requests of this method whose path matches, in order of arrival."""
        return [r for r in self.requests if r.method == method and re.search(path, urlsplit(r.target).path)]

    @property
    def calls(self) -> list[str]:
        """All requests, as method and first two parts of the path, polls once each."""
        return [f"{r.method} {'/'.join(urlsplit(r.target).path.split('/')[:3])}" for r in self.requests]

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


def job(members: dict[str, Any] | None = None, **more: Any) -> Reaction:
    """A job with the id that was asked for and these members; a member given as ``...`` is left out."""

    def react(exchange: Exchange) -> None:
        job_id = urlsplit(exchange.request.target).path.rpartition("/")[2]
        told = {"jobId": job_id, "status": "succeeded"} | (members or {}) | more
        exchange.read_body()
        exchange.send(response(200, {name: value for name, value in told.items() if value is not ...}))

    return react
