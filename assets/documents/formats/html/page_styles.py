"""What a page's tags and styles do to how text is seen, settled in its tree before it is read.

The page's own style sheets hide, strike through and raise text by class as its style attributes do by hand. Hidden elements get the
attribute ``hidden``; struck-through and raised ones become the text that :mod:`assets.documents.writing.looks` makes of them.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from selectolax.lexbor import LexborHTMLParser, LexborNode, SelectolaxError

from assets.documents.formats.html.nodes import is_block, is_hidden
from assets.documents.writing.looks import HIDDEN, PLAIN, Aside, Look, seen
from assets.language.quantity import has_digit

_STRUCK_TAGS, _RAISED_TAG = frozenset({"s", "strike", "del"}), "sup"
_UNSEEN = re.compile(
    r"display\s*:\s*none|visibility\s*:\s*(?:hidden|collapse)|opacity\s*:\s*0(?:\.0+)?\s*(?:;|!|$)|text-indent\s*:\s*-\d{4,}"
    r"|(?:left|top)\s*:\s*-\d{4,}|clip\s*:\s*rect\(\s*0[^)]*0[a-z]*\s*\)|color\s*:\s*transparent",
    re.I,
)
_SHOWN = re.compile(r"display\s*:\s*(?!none)[a-z]|visibility\s*:\s*visible", re.I)
_NO_SIZE = re.compile(r"font-size\s*:\s*0(?:\.0+)?(?:[a-z%]+)?\s*(?:;|!|$)", re.I)
_STRUCK = re.compile(r"text-decoration[a-z-]*\s*:[^;]*line-through", re.I)
_RAISED = re.compile(r"vertical-align\s*:\s*super|mso-text-raise\s*:\s*[1-9]", re.I)
_COMMENT = re.compile(r"/\*.*?\*/", re.S)
_AT_BLOCK = re.compile(r"@[^{;]*\{(?:[^{}]*\{[^{}]*\})*[^{}]*\}")
_RULE = re.compile(r"(?P<selector>[^{}]{1,300})\{(?P<said>[^{}]*)\}")
_STATE = re.compile(r":(?!root)")  # :hover and the like hold for a moment only; ::before is no element
_MOST_RULES = 400  # of a page's style sheets that hide, strike or raise
_MOST_NODES = 20_000
_MOST_UNSEEN = 0.5  # of a page's letters that its style sheet may hide; more of them a script shows


def settle(tree: LexborHTMLParser, aside: Aside) -> None:
    """Change the tree of a page as its tags and styles set its text; what is struck through is taken ``aside``."""
    body = tree.body
    if body is None:
        return
    _by_style_sheets(tree, body, aside)
    for node in body.css("[style]"):
        style = node.attributes.get("style") or ""
        if _UNSEEN.search(style) or (_NO_SIZE.search(style) and not _has_sizes_inside(node)):
            node.attrs["hidden"] = ""
    marked = [node for node in body.css("s, strike, del, sup, [style]") if _look(node) is not PLAIN]
    for node in marked[:_MOST_NODES]:
        _replace(node, _look(node), aside)


def _has_sizes_inside(node: LexborNode) -> bool:
    """Whether parts of an element have a size of their own: pages set rows to no size to close the gaps between cells."""
    return any(inner.mem_id != node.mem_id for inner in node.css("[style*='font-size']"))


def _look(node: LexborNode) -> Look:
    style = node.attributes.get("style") or ""
    if node.tag in _STRUCK_TAGS or _STRUCK.search(style):
        return Look(struck=True)
    return Look(raised=True) if node.tag == _RAISED_TAG or _RAISED.search(style) else PLAIN


def _replace(node: LexborNode, look: Look, aside: Aside) -> None:
    """Put what a person sees in the place of an element; one with cells or lines inside keeps them and loses their text."""
    if node.parent is None or is_hidden(node.attributes) or any(is_hidden(above.attributes) for above in _above(node)):
        return
    text = node.text()
    following = node.next
    while look.raised and following is not None and not following.is_text_node and _look(following).raised:
        text += following.text()  # one mark in pieces: <sup>[</sup><sup>1</sup><sup>]</sup>
        spent, following = following, following.next
        spent.decompose()
    said = seen(text, look, _before(node), aside) if text.strip() else text
    if said == node.text():
        return
    if node.tag in ("td", "th", "p", "li", "div") or (look.struck and node.css_first("p, div, li, td, br") is not None):
        for leaf in list(node.traverse(include_text=True)):
            if leaf.is_text_node:
                leaf.replace_with(" ")
        return
    node.replace_with(said)


def _above(node: LexborNode) -> Iterator[LexborNode]:
    parent = node.parent
    while parent is not None and parent.tag != "body":
        yield parent
        parent = parent.parent


def _before(node: LexborNode) -> str:
    """The text that stands right before an element in its line or cell."""
    at: LexborNode | None = node
    while at is not None:
        previous = at.prev
        while previous is not None:
            if not previous.is_text_node and (previous.tag == "br" or is_block(previous.tag or "", previous.attributes)):
                return ""
            if (text := (previous.text_content if previous.is_text_node else previous.text()) or "").strip():
                return text
            previous = previous.prev
        at = at.parent
        if at is None or is_block(at.tag or "", at.attributes):
            return ""
    return ""


def _by_style_sheets(tree: LexborHTMLParser, body: LexborNode, aside: Aside) -> None:
    """Give elements what the page's own style sheets say of them as if their style attribute said it."""
    unseen: dict[int, LexborNode] = {}
    for selector, said in _rules(tree):
        try:
            nodes = body.css(selector)[:_MOST_NODES]
        except SelectolaxError:
            continue  # a selector that the parser does not know hides nothing
        for node in nodes:
            if _UNSEEN.search(said):
                unseen[node.mem_id] = node
            elif _SHOWN.search(said):
                unseen.pop(node.mem_id, None)
            if told := "; ".join(match[0] for pattern in (_STRUCK, _RAISED, _NO_SIZE) if (match := pattern.search(said))):
                node.attrs["style"] = f"{node.attributes.get('style') or ''}; {told}"
    by_hand = [node for node in unseen.values() if not _SHOWN.search(node.attributes.get("style") or "")]
    if sum(len(node.text()) for node in by_hand) > _MOST_UNSEEN * len(body.text()):
        return  # folds and tabs that a script opens
    for node in by_hand:
        if has_digit(text := node.text()) and "。" in text:
            aside.take(text, HIDDEN)
        node.attrs["hidden"] = ""


def _rules(tree: LexborHTMLParser) -> Iterator[tuple[str, str]]:
    """The rules of a page's style sheets that hide, show, strike or raise: selector and what it says; none for print or small screens."""
    count = 0
    for sheet in tree.css("style"):
        for match in _RULE.finditer(_AT_BLOCK.sub("", _COMMENT.sub("", sheet.text()))):
            selector, said = match["selector"].strip(), match["said"]
            if any(pattern.search(said) for pattern in (_UNSEEN, _SHOWN, _STRUCK, _RAISED, _NO_SIZE)) and not _STATE.search(selector):
                count += 1
                if count > _MOST_RULES:
                    return
                yield selector, said
