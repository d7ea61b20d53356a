"""Which element of a page holds the plan itself: the innermost that has all data tables and nearly all sentences."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection

from selectolax.lexbor import LexborNode

# Elements that may hold an article; a paragraph or a list is part of one.
ARTICLE_TAGS = frozenset(("body", "div", "section", "article", "main", "td", "center", "font", "form", "table", "tbody", "tr", "span"))
_SHARE = 0.95  # of all sentences that the article must hold; notes on copyright and the like make up the rest
_LEAST_SENTENCES = 5  # with fewer, nothing tells the article from the page around it


def find_article(body: LexborNode, data_tables: Collection[int]) -> LexborNode:
    """The element that holds the plan; the body where nothing tells. ``data_tables``: ``mem_id`` of the tables it must hold."""
    sentences: Counter[int] = Counter()
    tables: Counter[int] = Counter()
    for node in body.traverse(include_text=True):
        if node.is_text_node:
            if count := (node.text_content or "").count("。"):
                _count_upwards(node, count, sentences)
        elif node.mem_id in data_tables:
            _count_upwards(node, 1, tables)
    total, n_tables = sentences[body.mem_id], tables[body.mem_id]
    if total < _LEAST_SENTENCES:
        return body
    article = body
    while (inner := _inner(article, sentences, tables, _SHARE * total, n_tables)) is not None:
        article = inner
    return article


def _count_upwards(node: LexborNode, count: int, counts: Counter[int]) -> None:
    above = node.parent
    while above is not None:
        counts[above.mem_id] += count
        if above.tag == "body":
            return
        above = above.parent


def _inner(node: LexborNode, sentences: Counter[int], tables: Counter[int], least: float, n_tables: int) -> LexborNode | None:
    for child in node.iter():
        if child.tag in ARTICLE_TAGS and sentences[child.mem_id] >= least and tables[child.mem_id] == n_tables:
            return child
    return None
