"""What HTML elements are to a reader of the page: lines of their own, nothing at all, or running text."""

from __future__ import annotations

import re
from collections.abc import Iterator

from selectolax.lexbor import LexborNode

from assets.documents.writing.running_text import clean

_BLOCK_LIST = (
    "address article aside blockquote body caption center dd details div dl dt fieldset figcaption figure footer form h1 h2 h3 h4 h5 h6 "
    "header hr legend li main nav ol option p pre section summary table tbody td tfoot th thead tr ul"
)
_BLOCK_TAGS = frozenset(_BLOCK_LIST.split())
_BLOCK_STYLE = re.compile(r"display\s*:\s*(?:block|flex|grid|list-item|table)", re.I)
_BLOCK_ROLES = frozenset({"table", "row", "cell", "gridcell", "columnheader", "rowheader"})
_RAW_TAGS = frozenset({"pre", "xmp", "listing"})
_RAW_STYLE = re.compile(r"white-space\s*:\s*(?:pre|break-spaces)", re.I)
# Never seen by a reader, or no word of the text (how a character is read, printed above it). <title> feeds the metadata.
_DROPPED_LIST = "script style noscript template head title iframe object embed svg canvas audio video map param input textarea rt rp"
DROPPED_TAGS = frozenset(_DROPPED_LIST.split())
_HIDDEN_STYLE = re.compile(r"display\s*:\s*none|visibility\s*:\s*hidden", re.I)
_BOLD_STYLE = re.compile(r"font-weight\s*:\s*(?:bold|[6-9]00)", re.I)


def is_block(tag: str, attributes: dict[str, str | None]) -> bool:
    """Whether an element stands on lines of its own; pages lay out tables in spans and divs with a role or a style, too."""
    if tag in _BLOCK_TAGS:
        return True
    return bool(attributes) and (attributes.get("role") in _BLOCK_ROLES or _BLOCK_STYLE.search(attributes.get("style") or "") is not None)


def is_preformatted(tag: str, attributes: dict[str, str | None]) -> bool:
    """Whether an element prints line ends and blanks as the source has them."""
    return tag in _RAW_TAGS or (bool(attributes) and _RAW_STYLE.search(attributes.get("style") or "") is not None)


def is_hidden(attributes: dict[str, str | None]) -> bool:
    """Whether an element's attributes hide it from the reader."""
    if not attributes:
        return False
    return "hidden" in attributes or _HIDDEN_STYLE.search(attributes.get("style") or "") is not None


def is_bold(attributes: dict[str, str | None]) -> bool:
    """Whether an element's style sets its text in bold, as pages made by word processors do."""
    return bool(attributes) and _BOLD_STYLE.search(attributes.get("style") or "") is not None


def text_of(node: LexborNode) -> str:
    """The visible text of an element on one line: line breaks and blocks inside become a blank."""
    child = node.first_child
    if child is not None and child.is_text_node and child.next is None:
        return clean(child.text_content or "")
    return clean("".join(_pieces(node)))


def _pieces(node: LexborNode) -> Iterator[str]:
    stack = [node]
    while stack:
        item = stack.pop()
        if item.is_text_node:
            yield item.text_content or ""
            continue
        tag = item.tag or ""
        if tag == "br":
            yield " "
        elif tag not in DROPPED_TAGS and not is_hidden(attributes := item.attributes):
            if is_block(tag, attributes):
                yield " "
            stack.extend(reversed(list(item.iter(include_text=True))))
