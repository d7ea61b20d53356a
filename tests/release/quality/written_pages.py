"""The quality report written into a folder, and what a test asks of a page."""

from __future__ import annotations

from collections.abc import Mapping
from html.parser import HTMLParser
from pathlib import Path

import pandas as pd
from selectolax.lexbor import LexborHTMLParser, LexborNode

from assets.release.quality.page import write_quality
from tests.release.quality.quality_samples import INFO, REGISTRY

VOID = frozenset({"meta", "br", "hr", "img", "input", "link"})


def written(folder: Path, frames: Mapping[str, pd.DataFrame]) -> str:
    write_quality(folder / "quality.html", frames, REGISTRY, INFO)
    return (folder / "quality.html").read_text(encoding="utf-8")


def page(folder: Path, frames: Mapping[str, pd.DataFrame]) -> LexborHTMLParser:
    return LexborHTMLParser(written(folder, frames))


def one(tree: LexborHTMLParser | LexborNode, selector: str) -> LexborNode:
    found = tree.css(selector)
    assert len(found) == 1, f"{selector}: {len(found)}"
    return found[0]


def said(node: LexborNode) -> str:
    """A node's text on one line."""
    return " ".join(node.text().split())


def by_id(tree: LexborHTMLParser, anchor: str) -> LexborNode:
    return one(tree, f'[id="{anchor}"]')


def targets_of(node: LexborNode) -> list[str]:
    return [str(link.attributes["href"])[1:] for link in node.css("a")]


class Nesting(HTMLParser):
    """Fails where a tag is closed that is not open, or stays open."""

    def __init__(self) -> None:
        super().__init__()
        self.open: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        assert len({name for name, _ in attrs}) == len(attrs), f"an attribute of {tag} stands twice"
        if tag not in VOID:
            self.open.append(tag)

    def handle_endtag(self, tag: str) -> None:
        assert self.open and self.open.pop() == tag, f"{tag} is closed out of turn"


def assert_well_formed(html: str) -> None:
    nesting = Nesting()
    nesting.feed(html)
    nesting.close()
    assert nesting.open == []


def assert_every_link_resolves(tree: LexborHTMLParser) -> None:
    anchors = [str(node.attributes["id"]) for node in tree.css("[id]")]
    assert len(anchors) == len(set(anchors))
    links = [str(node.attributes["href"]) for node in tree.css("[href]")]
    assert links and {link for link in links if link[1:] not in set(anchors)} == set()
