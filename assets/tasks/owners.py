"""Bodies that answer for a task: a printed list of them to single names, each written one way.

All functions take folded text (see :func:`assets.language.fold.fold`): names come out with half-width brackets, in simplified
script and without white space.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from assets.language.fold import squeeze
from assets.tasks.duties import Owner, Part, role_of, with_first_leading

_DUTY = "(?:责任|牵头|配合|负责|主管|主责|主办|承办|协办|协同|协助|协作|参与|参加|完成|实施|落实|支持|指导)"
# 责任单位, 牵头部门, 主要责任单位, 牵头(责任)单位, 责任单位及配合单位. 建设单位 and 承担单位 carry a project out and answer for no task.
_UNIT = "(?:单位|部门|主体|科室|处室)"
OWNER_LABEL = (
    rf"(?:主要|第一|直接|共同|具体|各)?{_DUTY}(?:[、和及/]?\(?{_DUTY}\)?)*{_UNIT}"
    rf"(?:[和及/(]{_DUTY}?(?:{_UNIT}|(?:完成)?时[限间])\)?)?"
)
_LABEL = re.compile(OWNER_LABEL)
_ANY_LABEL = re.compile(r"(?:^|(?<=[\s,;。、)]))(?P<label>[^\s,;:。]{2,16})\s*:")
_LEADING_LABEL = re.compile(rf"^\s*{OWNER_LABEL}\s*")

_BY_RANK = "(?:按照?|依照?|依据|根据|结合)(?:各自|自身)?(?:工作)?(?:职责|职能|实际|任务)*(?:分工)?"
_HOW = rf"(?:{_BY_RANK}|分工|共同|联合|分别|各自|具体|主要|统筹|认真|抓好)*"
# 市科技局、市教育局按职责分工负责; these verbs stand in no body's name, so they part bodies even with no sign between.
_DUTY_PHRASE = re.compile(rf"{_HOW}(?:牵头|负责|配合)(?:牵头|负责|配合|组织|协调|落实|实施|推进|统筹)*|会同")
_DUTY_TAIL = re.compile(rf"{_HOW}(?:参与|参加|协助|协同|落实|实施|承担|推进|主办|协办|支持|指导)+$|{_BY_RANK}$")
_WITH = "会同"  # A会同B负责: A leads, B helps
_DUTY_BRACKET = re.compile(rf"\((?:{_DUTY}(?:单位|部门)?|[^()]*\d[^()]*[年月日][^()]*)\)")
# What parts a list into stretches, and says something of the bodies before it: 市科技局(牵头),市财政局、市人社局参与.
_SAID = re.compile(rf"(?P<bracket>{_DUTY_BRACKET.pattern})|{_DUTY_PHRASE.pattern}|{_HOW}(?:参与|参加|协助|协同|主办|协办)+(?=[,;。]|$)")
_BREAK = re.compile(r"<br\s*/?>", re.I)
_SIGNS = re.compile(r"[()、,;/。|\[\]]")
_JOINT = re.compile(r"以及|[和及与或]|\s+")
_AND_OTHERS = re.compile(r"等(?:部门|单位|机构)?$")
# 市科技局等有关部门 names two: the office, and the departments concerned.
_AND_CONCERNED = re.compile(r"等(?=(?:各|其他|[省市县区]直|[省市县区]级|[省市县区])*(?:有关|相关)(?:部门|单位|委办局))")
_LEADING_WORD = re.compile(r"^(?:由|和|及|与|等)(?!平)")
# 2025年底前, 长期坚持, 列首位的为牵头单位, 下同: what else stands in the bracket.
_NO_BODY = re.compile(r"^\d|\d{4}年|\d月|底前$|^(?:长期|持续|全年|常年|每年|年度|年底)|^(?:单位|部门|主体|下同)$|[列排].{0,3}[首一]|^\W*$")

# Bodies by what their names end in. Those of the first kind are public for certain; of the second a bracket may speak in any sense.
_PUBLIC = (
    r"局|委|办|厅|(?<!干)部|政府|管委会|委员会|办公室|小组|指挥部|中心|科协|工商联|联合会|总工会|妇联|残联|文联|社科联|政协|人大|海关|"
    r"法院|检察院|支行|分行|人民银行|供销社|街道|(?<!城)市|县|(?<!社)区|州|(?<!乡)镇|乡|旗|部门|单位|公司|集团"
)
_OTHER_BODY = r"大学|学院|学校|高校|院校|院所|研究院|研究所|医院|企业|机构|协会|学会|商会|理事会|银行|馆|站|园|基地|联盟|处|所|队"
_PUBLIC_BODY = re.compile(rf"(?:{_PUBLIC})(?:\([^()]*\))?$")
_BODY = re.compile(rf"(?:{_PUBLIC}|{_OTHER_BODY})(?:\([^()]*\))?$|^各[^()]*\([^()]*\)$")
LONGEST_NAME = 40  # characters; what is longer is a sentence

# The area that a list's first name prints and the next ones leave out: 市科技局、财政局. 市场监管局 and 市政公用局 begin with none.
_AREA = re.compile(
    r"^(?:自治[区州]|[省县州盟旗](?!域)|市(?!场|容|政(?:公用|园林|工程|设施|管理|绿化)|民(?:中心|服务))|区(?!块链|域))"
    r"(?=[^县区州盟旗乡镇(市]|市[场政容])"
)
_PARTY = re.compile(r"^(?:自治[区州]|[省市县区州盟旗])委(?=.)")
_NOT_OF_AREA = re.compile(r"^(?:国家|中国|中共|中央|国务院|各|驻|有关|相关|其他|全[省市县区]|本|团[省市县区])")
_OF_PLACE = re.compile(r"^.{1,8}?(?<!城)[市县区州盟旗镇乡](?=.)")
_OFFICE = re.compile(
    r"(?:(?<!分)(?<!支)局|委|办|厅|办公室|委员会|中心|小组|科协|工商联|联合会|总工会|工会|妇联|残联|文联|社科联|团委|政协|人大|法院|检察院|政府|"
    r"农科院|社科院|档案馆|图书馆|科技馆|供销社)(?:\([^()]*\))?$"
)
_PARTY_OFFICE = re.compile(r"^(?:组织部|宣传部|统战部|政法委)$")
_BARE_GOVERNMENT = re.compile(r"^(?:人民)?政府$|^管委会$")
_GOVERNMENT = re.compile(r"(?:政府|管委会|管理委员会|党工委|党委)$")
_PARTY_TAIL = re.compile(r"(?:党工委|党委)$")
# 各县、市、区人民政府 and 各镇、街道 are one body: the signs stand between kinds of areas.
_KIND_OF_AREA = re.compile(r"^各?(?:[省市州盟县区旗镇乡]|自治县)$")
_KINDS_GO_ON = re.compile(r"^(?:[市州盟县区旗镇乡]|自治县|街道|开发区|园区|功能区){1,2}(?:$|人民政府|政府|党委|党工委|管委会|办事处)")


def owners_in(folded: str) -> tuple[Owner, ...]:
    """The bodies that a printed list names, in order, each once: 市科技局、财政局,各高校 gives 市科技局, 市财政局, 各高校.

    Labels (责任单位:), duties (牵头, 按职责分工负责) and deadlines are taken off; what another label heads (完成时限:) is no owner.
    """
    parts = [part for segment, role in _owned_segments(_BREAK.sub("、", folded)) for part in _parts(segment, role)]
    return tuple(with_first_leading(completed(part for part in parts if is_name(part.name)), folded))


def duties_in(folded: str) -> tuple[Owner, ...] | None:
    """The bodies of a list that assigns duties without any label (市科技局牵头,市财政局配合); None where the text is anything else."""
    folded = folded.strip("。 ")
    if names_owners(folded):
        return None
    return _public_bodies(folded) if _DUTY_PHRASE.search(folded) or _DUTY_TAIL.search(folded) else None


def bodies_in(folded: str) -> tuple[Owner, ...] | None:
    """The bodies of a list of public bodies and nothing else (工业和信息化部、公安部); None where the text is anything else."""
    return _public_bodies(folded)


def completed(owners: Iterable[Owner]) -> tuple[Owner, ...]:
    """The owners, each once, with the area that a list prints once: 市科技局、财政局,高新区 gives 市财政局, but leaves 高新区 as it is."""
    area = party = before = ""
    found: dict[str, Part | None] = {}
    for printed, role in owners:
        if of_area := _AREA.match(printed):
            of_party = _PARTY.match(printed)
            area, party = of_area[0], of_party[0] if of_party else f"{of_area[0]}委"
        elif _is_office_elsewhere(printed):
            area = ""  # 红旗区科技局、财政局 does not say whose 财政局 it is
        before = _with_area(printed, area, party, before)
        found[before] = found.get(before) or role
    return tuple(Owner(name, role) for name, role in found.items())


def is_name(part: str) -> bool:
    """Whether a part of a list may be a body's name at all: no date, no remark, no sentence."""
    return len(part) <= LONGEST_NAME and not _NO_BODY.search(part)


def is_owner_label(words: str) -> bool:
    """Whether folded words without white space are a label of owners: 责任单位, 牵头部门."""
    return bool(_LABEL.fullmatch(words))


def names_owners(folded: str) -> bool:
    """Whether some label of owners stands in the text, with its colon: 完成时限:2022年;责任单位:市科技局."""
    return any(is_owner_label(squeeze(label["label"])) for label in _ANY_LABEL.finditer(folded))


def _public_bodies(folded: str) -> tuple[Owner, ...] | None:
    parts = [part for segment, role in _owned_segments(folded) for part in _parts(segment, role) if is_name(part.name)]
    all_public = bool(parts) and all(len(name) > 1 and _BODY.search(name) for name, _ in parts) and _PUBLIC_BODY.search(parts[0].name)
    return completed(parts) if all_public else None


def _owned_segments(folded: str) -> Iterator[tuple[str, Part | None]]:
    """What stands behind each label of owners, with the label's role.

    What stands before the first counts only where it assigns duties (市科技局牵头;配合单位:…).
    """
    labels = list(_ANY_LABEL.finditer(folded))
    first = folded[: labels[0].start() if labels else len(folded)]
    if not labels or _DUTY_PHRASE.search(first):
        leading = _LEADING_LABEL.match(first)
        yield _LEADING_LABEL.sub("", first), role_of(leading[0]) if leading else None
    ends = [*(label.start() for label in labels[1:]), len(folded)]
    for label, end in zip(labels, ends, strict=False):  # without any label there is an end all the same
        if is_owner_label(squeeze(label["label"])):
            yield folded[label.end() : end], role_of(label["label"])


def _parts(segment: str, of_label: Part | None) -> Iterator[Owner]:
    """The list's parts without duties, remarks and the words around them, each with what the duty behind it says, else its label."""
    start, behind_with, before = 0, False, ""
    for said in _SAID.finditer(segment):
        stretch, start = before + segment[start : said.start()], said.end()
        if stretch.count("(") > stretch.count(")"):
            before = f"{stretch};"  # said inside a bracket, of whatever stands in it
            continue
        names, before = list(_names(stretch)), ""
        role: Part | None = "help" if behind_with else "lead" if said[0] == _WITH else role_of(said[0]) or of_label
        of_all = of_label if said["bracket"] else role  # 市科技局、市财政局(配合): the bracket is the last one's alone
        yield from (Owner(name, role if name is names[-1] else of_all) for name in names)
        behind_with = said[0] == _WITH
    yield from (Owner(name, "help" if behind_with else of_label) for name in _names(before + segment[start:]))


def _names(stretch: str) -> Iterator[str]:
    waiting = ""  # a kind of area that goes on: 各县 of 各县、市、区人民政府
    for piece in _pieces(stretch):
        tight = squeeze(piece)
        if waiting and not _KINDS_GO_ON.match(tight):
            yield waiting
            waiting = ""
        if _KIND_OF_AREA.match(tight):
            waiting = f"{waiting}、{tight}" if waiting else tight
            continue
        yield from _soft_parts(f"{waiting}、{piece}" if waiting else piece)
        waiting = ""
    if waiting:
        yield waiting


def _pieces(segment: str) -> Iterator[str]:
    """The segment split at signs that stand outside brackets: 各县(市、区)政府 stays whole."""
    start = depth = 0
    for sign in _SIGNS.finditer(segment):
        if sign[0] in "([":
            depth += 1
        elif sign[0] in ")]":
            depth = max(0, depth - 1)
        elif depth == 0:
            yield segment[start : sign.start()]
            start = sign.end()
    yield segment[start:]


def _soft_parts(piece: str) -> Iterator[str]:
    """The piece split at 和, 及 or a blank where a whole body stands before it: 市教育局和市科技局, not 市发展和改革委."""
    start = 0
    for joint in _JOINT.finditer(piece):
        left = squeeze(piece[start : joint.start()])
        outside = left.count("(") == left.count(")")
        if len(left) > 1 and outside and _BODY.search(left) and piece[joint.end() :].strip():
            yield from _trimmed(left)
            start = joint.end()
    yield from _trimmed(squeeze(piece[start:]))


def _trimmed(part: str) -> Iterator[str]:
    for name in _AND_CONCERNED.split(part):
        yield _LEADING_WORD.sub("", _AND_OTHERS.sub("", _DUTY_TAIL.sub("", name)))


def _is_office_elsewhere(name: str) -> bool:
    """Whether it is an office of another place: 红旗区科技局; after 高新区管委会 a list goes on with the city's offices."""
    of_place = _OF_PLACE.match(name) and not _NOT_OF_AREA.match(name)
    return bool(of_place and _OFFICE.search(name) and not _GOVERNMENT.search(name))


def _with_area(name: str, area: str, party: str, before: str) -> str:
    if _BARE_GOVERNMENT.match(name) and _PARTY_TAIL.search(before):
        return _PARTY_TAIL.sub("", before) + name  # 各区县党委、政府
    if not area or _AREA.match(name) or _NOT_OF_AREA.match(name) or _OF_PLACE.match(name):
        return name
    if _PARTY_OFFICE.match(name):
        return party + name
    return area + name if _OFFICE.search(name) else name
