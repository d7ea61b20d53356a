"""One attempt at one address: ask only for what is not here yet, take it in piece by piece, and know a whole file from a part of one."""

from __future__ import annotations

import re
import zlib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from http import HTTPStatus

from assets.sources.remote.address import Address
from assets.sources.remote.connection import Response, TimeLimit
from assets.sources.remote.errors import RefusedError, UnavailableError
from assets.sources.remote.provenance import Provenance
from assets.sources.remote.session import Session
from assets.sources.remote.store import Begun, Partial

_CONTENT_RANGE = re.compile(r"bytes (\d{1,15})-\d{1,15}/(\d{1,15}|\*)")
_UNZIPPED = 256 * 1024  # bytes at a time


@dataclass(frozen=True, slots=True)
class Served:
    """What a server said about a file that is whole now, in its ``Partial``."""

    final_url: str
    status: int
    media_type: str | None
    etag: str | None
    last_modified: str | None


def attempt(url: str, session: Session, partial: Partial, known: Provenance | None) -> Served | Provenance:
    """Fetch the address into ``partial``; gives ``known`` back where the server says that this is still what it has.

    Raises :class:`RefusedError` or :class:`UnavailableError`; what has arrived then stays in ``partial`` if it can be gone on with.
    """
    begun = partial.begun()

    def headers(address: Address) -> Mapping[str, str]:
        """What is known about an address, told to that address alone and not to one that redirects to it."""
        if begun is not None and begun.final_url == address.url:
            return {"Range": f"bytes={partial.size()}-", "If-Range": begun.validator}
        return _conditions(known) if known is not None and known.final_url == address.url else {}

    with session.get(url, headers, TimeLimit(session.settings.total_timeout)) as response:
        if response.status == HTTPStatus.NOT_MODIFIED:
            if known is not None:
                return known
            raise RefusedError("The server answers that nothing has changed, which it was not asked; check the address in a browser.")
        resumed = response.status == HTTPStatus.PARTIAL_CONTENT and begun is not None and _goes_on(response, begun, partial.size())
        if response.status != HTTPStatus.OK and not resumed:
            partial.drop()
            raise UnavailableError("The server did not go on where the download had stopped; it begins anew.")
        if not resumed:
            partial.start(_resumable(response))
        _take_in(response, partial, session.settings.largest)
    return _served(response)


def _conditions(known: Provenance) -> dict[str, str]:
    conditions = {"If-None-Match": known.etag, "If-Modified-Since": known.last_modified}
    return {name: value for name, value in conditions.items() if value is not None}


def _goes_on(response: Response, begun: Begun, size: int) -> bool:
    """Whether an answer of status 206 begins where we have stopped, and is of the same file."""
    part = _CONTENT_RANGE.match(response.header("Content-Range") or "")
    now = (response.header("ETag"), response.header("Last-Modified"))
    return part is not None and int(part[1]) == size and begun.validator in (*now, None) and _encoding(response) is None


def _resumable(response: Response) -> Begun | None:
    """By what the rest could be asked for later, were this to break off."""
    etag = response.header("ETag")
    strong = etag if etag is not None and not etag.startswith("W/") else None
    validator = strong or (response.header("Last-Modified") if etag is None else None)
    return Begun(response.address.url, validator) if validator is not None and _encoding(response) is None else None


def _take_in(response: Response, partial: Partial, largest: int) -> None:
    """Append the answer's body to the part. What could not be gone on with is removed when it breaks off, for whatever reason."""
    try:
        if partial.size() + (response.length() or 0) > largest:
            raise _too_large(largest)
        with partial.path.open("ab") as stream:
            for chunk in _decoded(response):
                stream.write(chunk)
                if stream.tell() > largest:
                    raise _too_large(largest)
        _check_whole(response, partial.size())
    except RefusedError as error:
        if isinstance(error, _TooLargeError) or partial.begun() is None:
            partial.drop()
        raise
    except BaseException:  # Ctrl-C too
        if partial.begun() is None:
            partial.drop()
        raise


class _TooLargeError(RefusedError):
    """The file is larger than is taken in."""


def _too_large(largest: int) -> _TooLargeError:
    return _TooLargeError(f"The file is larger than the {largest / 2**20:.0f} MB that are fetched; save what is needed of it by hand.")


def _check_whole(response: Response, size: int) -> None:
    part = _CONTENT_RANGE.match(response.header("Content-Range") or "") if response.status == HTTPStatus.PARTIAL_CONTENT else None
    if part is not None and part[2] != "*" and int(part[2]) != size:
        raise UnavailableError(f"The server sent {size} bytes of {part[2]}.")
    if size == 0:
        raise RefusedError("The server sent an empty page; check the address in a browser.")


def _encoding(response: Response) -> str | None:
    encoding = (response.header("Content-Encoding") or "identity").lower()
    return None if encoding == "identity" else encoding


def _decoded(response: Response) -> Iterator[bytes]:
    """The body unpacked: some servers compress although they are asked not to."""
    encoding = _encoding(response)
    if encoding is None:
        yield from response.chunks()
        return
    if encoding not in ("gzip", "x-gzip", "deflate"):
        raise RefusedError(f"The server sends the page packed as {encoding[:20]!r}, which was not asked for; save the page by hand.")
    unpacker = zlib.decompressobj(wbits=47)  # gzip or zlib, as its head says
    try:
        for chunk in response.chunks():
            packed = chunk
            while packed and not unpacker.eof:  # in pieces, so that a small file that unpacks to a huge one is found out early
                yield unpacker.decompress(packed, _UNZIPPED)
                packed = unpacker.unconsumed_tail
        yield unpacker.flush()
    except zlib.error:
        raise UnavailableError("The server sent a packed page that cannot be unpacked.") from None
    if not unpacker.eof:
        raise UnavailableError("The server sent a packed page that ends too early.")


def _served(response: Response) -> Served:
    media_type = response.header("Content-Type")
    return Served(
        final_url=response.address.url,
        status=response.status,
        media_type=media_type[:200] if media_type else None,
        etag=response.header("ETag"),
        last_modified=response.header("Last-Modified"),
    )
