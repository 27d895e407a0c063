"""An extension beside the contract: the cover of a track that an answer named."""

import asyncio

from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from slipgui.engine.catalogue import Catalogue
from slipgui.server.answers import detail_refusal

COVER_PATH = "/local/v1/tracks/{track_id:uuid}/cover/"


def cover_route(catalogue: Catalogue) -> Route:
    """``GET`` gives the small picture of a track as JPEG, 404 where there is no such track or it has none."""

    def read(track_id: str) -> bytes | None:
        track = catalogue.track(track_id)
        file = catalogue.cover_file(track) if track is not None else None
        try:
            return file.read_bytes() if file is not None else None
        except FileNotFoundError:  # the track lost it since
            return None

    async def get(request: Request) -> Response:
        picture = await asyncio.to_thread(read, str(request.path_params["track_id"]))
        if picture is None:
            raise detail_refusal(404, "Not found.")
        return Response(picture, media_type="image/jpeg")

    return Route(COVER_PATH, get, methods=["GET"])
