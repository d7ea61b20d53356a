"""An area that a title names and the registry does not know: 菱渡市科技创新“十四五”规划 is about 菱渡市, whatever its code."""

from __future__ import annotations

import re

_OPENING = re.compile(r"[“\"《「『<\[]*(?:(?:19|20)\d\d年?(?:度)?)?(?:二?十?[一二三四五六七八九]五[”\"」』](?:时期)?)?")
_NAME = re.compile(
    r"(?P<name>[一-鿿]{2,4}(?P<sign>省|自治区|自治州|自治县|市|县|区|旗|盟|州))(?!场|域|级|政(?!府)|民(?!政)|长|区|委(?!员会))"
)
# No names: 新型城市, 智慧城市, 中心城区, 高新区, 全市, 农村地区, 革命老区, 特殊困难县, 沿江三市.
_NO_NAME = re.compile(
    r"[城地园社景林牧山灾库湾片新老郊矿厂校港街小辖各全本我该某](?:市|区|县)$|特区|试验区|示范区|合作区|开发区|保护区|保税区|功能区|园区|超市|股市|都市|县市|市县|区县"
    r"|[与和及的为对在向从由把被将]|建设|发展|推进|加快|促进|支持|推动|关于|加强|新型|智慧|中心|重点|困难|贫困|沿海|沿江|文明|卫生|海绵|宜居|韧性|绿色|创新|数字|法治|平安|健康|幸福|美丽|科技|人才|资本|金融|消费|专业|农贸|批发"
)
_SIGNS = {"province": ("省", "自治区"), "city": ("自治州", "州", "盟"), "county": ("县", "自治县", "旗", "区")}
_LEVELS = {sign: level for level, signs in _SIGNS.items() for sign in signs}


def unlisted_area(title: str) -> tuple[str, str | None] | None:
    """Name and level of the area that a (folded) title begins with; None where it begins with none.

    A 市 may be a city or of a county's level: its level is not told.
    """
    opening = _OPENING.match(title)
    match = _NAME.match(title, opening.end() if opening else 0)
    if match is None or _NO_NAME.search(match["name"]):
        return None
    return match["name"], _LEVELS.get(match["sign"])
