"""What a file's bytes say, as the run finds it: sniffed once, then read."""

from __future__ import annotations

from assets.documents.reading.readers import Content, content_of
from assets.sources.media import binary_type
from expectations.registry import Regions


def content_in(data: bytes, regions: Regions) -> Content:
    """The content of bytes whose type is not known yet."""
    return content_of(data, binary_type(data), regions)
