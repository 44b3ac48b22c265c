"""What comes in with a request and goes out with an answer."""

from __future__ import annotations

from typing import Any

import msgspec
from starlette.requests import Request
from starlette.responses import Response

from neurarium.lab.text import Refusal, Text


class TooLarge(Refusal):
    """A body that is larger than it may be."""


async def body(request: Request, most: int) -> bytes:
    """The whole body, if it is not larger than this many bytes; raises `TooLarge`."""
    whole = bytearray()
    async for part in request.stream():
        whole += part
        if len(whole) > most:
            raise TooLarge(
                Text(
                    f"The server takes at most {most} bytes here. Choose a smaller file.",
                    f"Der Server nimmt hier höchstens {most} Bytes an. Bitte eine kleinere Datei wählen.",
                )
            )
    return bytes(whole)


def json(value: Any, status: int = 200) -> Response:
    """A value as JSON."""
    return Response(msgspec.json.encode(value), status_code=status, media_type="application/json")


def download(data: bytes, media_type: str, name: str, **headers: str) -> Response:
    """A file to be kept."""
    disposition = {"content-disposition": f'attachment; filename="{name}"'}
    return Response(data, media_type=media_type, headers={**disposition, **headers})
