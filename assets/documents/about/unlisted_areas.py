"""Parks, towns and streets that a title or a body's name begins with: the registry does not hold them, so they keep their print."""

from __future__ import annotations

import re
from typing import NamedTuple

PARK = "park"
_PARK_WORD = (
    r"(?:自创区|自主创新示范区|高新技术产业开发区|高新技术产业园区|高新技术开发区|高新园区|高新区|经济技术开发区|经济开发区|经开区|开发区|科技城|科学城|大学城"
    r"|工业园区|科技园区|产业园区|农业科技园区|农高区|综合保税区|保税区|示范区|新区|合作区|实验区|试验区|科创走廊|创新走廊|科技园|产业园)"
)
_OPENING = re.compile(r"[“\"《「『<\[]*")
_PARK = re.compile(rf"(?P<name>(?P<head>[\u4e00-\u9fff·—()]{{2,26}}?){_PARK_WORD})(?!域)")
# 乡镇企业, 城镇化 and 乡村振兴 name no town.
_TOWN_WORD = r"(?:镇(?![化容村域级])|乡(?![镇村土贤愁风情亲])|街道(?!化)|苏木)"
_TOWN = re.compile(rf"(?P<name>(?P<head>[\u4e00-\u9fff]{{1,8}}?){_TOWN_WORD})")
TOWN_AT_END = re.compile(_TOWN_WORD)
# 特色小镇, 科技下乡, 水晶之乡; and an area that the registry does not know stands in it: 某某市盛泽镇.
_NO_TOWN = re.compile(
    r"(?:新型|特色|中心|重点|试点|示范|产业|科技|各|小)*(?:城|乡|村|小|集|重|强|名|建制|水|侨|家|故|老|下|返|进)?(?:镇|乡|街道)$|.*之乡$|.{2,}[省市县区]."
)
# Words that make the park a thing the plan does something with: 嘉兴市推进高新区建设… is the city's plan.
_NOT_IN_NAME = re.compile(
    r"推进|加快|建设|促进|支持|关于|发展|推动|深化|打造|创建|实施|规划|计划|提升|加强|科技创新|争创|申报|若干|与|和|全市|全省"
)


class Named(NamedTuple):
    """The area that a title or issuer names (no code where its name means several alike), and where its names stand."""

    code: str | None
    start: int
    end: int


class Unit(NamedTuple):
    """A park or town that a title or issuer begins with; ``head`` tells it from others (松山湖 of 松山湖高新区)."""

    name: str
    head: str
    start: int
    end: int
    level: str | None

    def lies_in(self, named: Named, said: str) -> bool:
        """Whether the area named in the same words is the one around: before a town; in a park's name, or behind it: 中国科技城(绵阳)."""
        if self.level is None:
            return named.start < self.start
        return named.start < self.end or (named.start == self.end + 1 and said[self.end] == "(")


def unit_of(said: str, printed: str, named: Named) -> Unit | None:
    """The park or town that a title or issuer begins with; None where what it begins with is an area of its own (浦东新区)."""
    opening = _OPENING.match(said)
    begin = opening.end() if opening else 0
    start = max(begin, named.end) if named.start <= begin else begin
    park = _PARK.match(said, begin)
    if park and park.end() > start and not _NOT_IN_NAME.search(said, start, park.end()):
        return Unit(printed[begin : park.end()], park["head"], begin, park.end(), PARK)
    town = _TOWN.match(said, start)
    if town is None or named.start < town.end() <= named.end or _NO_TOWN.match(town["name"]) or _NOT_IN_NAME.search(town["name"]):
        return None
    return Unit(printed[start : town.end()], town["name"], start, town.end(), None)
