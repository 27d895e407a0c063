"""AudioVerify's catalogue: what it knows of a track of its own, and licences for it; each call tried once."""

from dataclasses import replace
from typing import Any

from slipgui.core.track_record import Licence, LicenceOrder, TrackRecord
from slipgui.services.api_client import ApiClient, decoded
from slipgui.services.audioverify_catalogue_json import decode_licence, decode_track_record
from slipgui.services.audioverify_json import checked_id
from slipgui.services.error_map import Step
from slipgui.services.redaction import redact

LANGUAGE = "en"
"""Of translatable fields; no other is known to exist."""
LICENCE_PATH = "/api/v1/licenses/generate"
"""Without a slash at its end, unlike the others."""


class AudioVerifyCatalogue(ApiClient):
    """The catalogue behind a partner key; parameters as ``ApiClient``."""

    async def get_track(self, track_id: str) -> TrackRecord:
        """What is known of a track.

        Parameters
        ----------
        track_id
            As an internal match gave it.

        It raises ``ContractError`` when the id is no UUID; nothing is asked then.
        """
        checked_id(track_id, "track_id", self.name)
        call = self._call(Step.TRACK, "GET", f"/api/v4/{LANGUAGE}/tracks/{track_id}/")
        answer = await self._ask(call, None)
        record = decoded(call, answer, lambda body: decode_track_record(body, expected_id=track_id))
        return replace(record, document=redact(record.document, (self._api_key,)))

    async def generate_licence(self, order: LicenceOrder) -> Licence:
        """A new licence: it counts, each time it is asked for.

        Parameters
        ----------
        order
            Checked.
        """
        checked_id(order.track_id, "track_id", self.name)
        call = self._call(Step.LICENCE, "POST", LICENCE_PATH)
        document: dict[str, Any] = {"track_id": order.track_id}
        if order.project:
            document["project_name"] = order.project
        answer = await self._ask(call, document, headers={"X-User-ID": order.user_id})
        return replace(decoded(call, answer, decode_licence), project=order.project)
