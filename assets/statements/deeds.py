"""Things counted by what they do: 43个社区获评“老年友好社区” counts 获评“老年友好社区”的社区, and 社区 alone would say too little."""

from __future__ import annotations

import re

from assets.statements.names import is_bare
from assets.tables.shape import is_known_name

_DEEDS = (
    "入选|获评|获批|获颁|获得|获|进入|跻身|挂牌|签约|参与|参加|达到|开展|完成|通过|列入|纳入|得到|接受|享受|用上|喝上|入驻|入住|落户|建立|实现|实施|接入|加入"
)
_SENTENCE = re.compile(rf"^(?P<who>[一-鿿]{{1,6}}?)(?:成功|已经?|均|都|全部)?(?P<does>(?:{_DEEDS})了?)(?P<what>(?![到至]|\d)[^,;。]{{2,24}})$")
_OF_A_SHARE = re.compile(r"^(?:以上|左右)?的")
_SHARES = ("%", "成")
_LONGEST = 4  # characters of what says too little by itself: 企业, 项目, 困难群众


def counted_by_deed(behind: str, unit: str) -> str | None:
    """The name of what stands behind a figure and does something; None where the words say nothing of the kind, or a name that is enough."""
    share = _OF_A_SHARE.match(behind) if unit in _SHARES else None
    if unit in _SHARES and share is None:
        return None
    said = _SENTENCE.match(behind[share.end() if share else 0 :].strip())
    if said is None or is_bare(said["what"]) or is_known_name(said["who"]) or (share is None and len(said["who"]) > _LONGEST):
        return None
    return f"{said['does']}{said['what'].strip()}的{said['who']}{'占比' if share else ''}"
