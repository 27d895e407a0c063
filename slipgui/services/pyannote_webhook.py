"""A delivery to a webhook, sent as pyannoteAI sends one: to see whether it comes in.  Blocking."""

from collections.abc import Mapping
from urllib.parse import urlsplit

from slipgui.services.error_map import TRANSPORT_ERRORS, Call, Progressed, Step, error_from_exception
from slipgui.services.http import Network, Timings, make_body_client

_ANSWER_S = 10.0
"""pyannoteAI waits no longer."""


def send_delivery(address: str, body: bytes, headers: Mapping[str, str], network: Network) -> int:  # noqa: DOC503 - raises what a function returns
    """The status of the answer.

    Parameters
    ----------
    address
        Public https address of the webhook.
    body
        What is delivered.
    headers
        With its signature.
    network
        Proxy and certificates of the user.

    Raises
    ------
    ServiceError
        When the address cannot be reached.
    """
    try:
        with make_body_client(address, Timings(answer_s=_ANSWER_S), network) as client:
            kinds = {"Content-Type": "application/json"}
            with client.stream("POST", address, content=body, headers=kinds | dict(headers)) as response:
                return response.status_code
    except TRANSPORT_ERRORS as cause:
        parts = urlsplit(address)
        call = Call(Step.FETCH, "source", "POST", parts.path, parts.hostname or "", (address,))
        error = error_from_exception(call, cause, Progressed(has_begun=True, is_sent=True))
    raise error
