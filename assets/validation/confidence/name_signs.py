"""What the shape of a name tells of it: names that break off, begin with a verb or say only that there are some are rarely right."""

from __future__ import annotations

import re

from assets.language.edges import verb_at_front
from assets.language.tablewords import INDICATOR_TAIL
from assets.tables.shape import is_known_name

NameSigns = tuple[str, str, str, str]
_NOTHING_BUT = re.compile(
    r"(?:企业|项目|总量|数量|规模|投资|收入|资金|人才|机构|平台|中心|基地|任务|措施|活动|单位|地区|产品|总额|面积|增速|增量|产值)+"
)
_VERB = re.compile(
    r"(?:完成|推动|推进|实施|组织|开展|建设|建成|形成|达成|实现|支持|带动|覆盖|服务|推广|启动|落实|落地|打造|举办|出台|办理|解决|整治|拆除"
    r"|改造|创建|提升|培训|帮助|争取|安排|发布|制定|修订|入选|获|被|将|把|使|让|为|以|从|对|在|到|由|有|是|超|约|近|共|全|仅|已|其|各|该|等)"
)
_BROKEN_END = re.compile(r"[和的与及或等在为以对从由将把是达超约近共了,、:;]$")
_VERB_END = re.compile(
    r"(?:达到|达|完成|实现|建成|投产|运行|推进|增长|提高|下降|保持|稳定|开工|建设|改造|入库|上市|竣工|通车|使用|服务|覆盖)$"
)
_COUNT_IN_IT = re.compile(r"\d|[一二三四五六七八九十百千万亿两][个家项条批次场件大]")
_LIST = re.compile(r"[,、;:和及与]")


def signs_of_name(name: str | None) -> NameSigns:
    """Its length, how it begins and ends, and what it holds that names rarely hold."""
    if name is None:
        return ("name: none", "name begins: –", "name ends: –", "name holds: –")
    return (f"name: {_size(name)}", f"name begins: {_start(name)}", f"name ends: {_end(name)}", f"name holds: {_held(name)}")


def _size(name: str) -> str:
    if _NOTHING_BUT.fullmatch(name):
        return "a word for anything"
    if is_known_name(name):
        return "of the catalogue"
    sizes = ((2, "very short"), (4, "short"), (8, "middling"), (14, "long"), (22, "very long"))
    return next((size for most, size in sizes if len(name) <= most), "a whole clause")


def _start(name: str) -> str:
    if name.startswith(("新增", "净增")):
        return "with 新增"
    return "with a verb of making" if verb_at_front(name) else "with a verb" if _VERB.match(name) else "with a noun"


def _end(name: str) -> str:
    if _BROKEN_END.search(name):
        return "broken off"
    if _VERB_END.search(name):
        return "with a verb"
    return "like an indicator" if INDICATOR_TAIL.search(name) else "with another noun"


def _held(name: str) -> str:
    if _COUNT_IN_IT.search(name):
        return "a number"
    if any(sign in name for sign in '“”"《》'):
        return "quotation marks"
    if "(" in name or "（" in name:
        return "a bracket"
    return "a list" if _LIST.search(name) else "the sign of possession" if "的" in name else "nothing odd"
