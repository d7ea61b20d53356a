"""Several subjects before one verb or figure: listed, elided, written as one word, or one for each place."""

from __future__ import annotations

import re

from assets.language.completion import one_way
from assets.language.known import end_of_name_around
from assets.language.place_kinds import is_kind_of_place
from assets.language.tablewords import INDICATOR_TAIL
from assets.statements.names import MADE_OR_HAD, is_qualifier, kept_verb, qualified, zoned
from assets.tables.place_labels import is_place
from assets.tables.shape import is_known_name

_LIST_WORDS = re.compile(r"、|和(?![谐平美田])|与(?!会)|以?及(?![率格其时])")
_COUNTED_LIST = re.compile(r"(?:等)?[两二三四五六七八九\d]{1,2}(?:类|项|大|个|种)(?:平台|指标|产业|基地|机构|企业|产业基地|主体)$")
_TWIN = re.compile(r"(?:申请|授权|登记|转让|许可|获批|认定)(?:量|数量?|件数)?$")
# Words that several things share, written as one: 城乡居民 are 城镇居民 and 农村居民.
_PAIRED_WORDS = {
    "城乡": ("城镇", "农村"),
    "存贷款": ("存款", "贷款"),
    "牛羊": ("牛", "羊"),
    "进出口": ("进口", "出口"),
    "内外资": ("内资", "外资"),
    "客货运": ("客运", "货运"),
    "三次产业": ("第一产业", "第二产业", "第三产业"),
    "一二三产业": ("第一产业", "第二产业", "第三产业"),
    "一二三产": ("第一产业", "第二产业", "第三产业"),
    "三产业": ("第一产业", "第二产业", "第三产业"),  # the end of 一、二、三产业, whose 一、 reads like a number
}
# The other side of an account: 地方财政收入300亿元、支出3000亿元.
_OTHER_SIDE = {"支出": "收入", "贷款": "存款", "贷款余额": "存款余额", "出口": "进口", "出口额": "进口额", "出口总额": "进口总额"}
_TOWARDS = re.compile("[对向](?![口外比应]).*")  # 对非洲、拉美出口; not 对口支援资金、扶贫资金
_TRADE = re.compile(r"(?:进口|出口|贸易|投资|援助|销售)(?:总?[额值量])?(?:总额)?$")
_COUNT_WORD = re.compile(r"(?:数量|总数|[个家项件人]数|(?<!指|系|基|常|参|级|倍)数)$")
_ENDS_A_SUBJECT = re.compile(r"(?:数量|总数|数|总?量|率|额|值|比[重例]|强度|收入|支出|指数)$")
_AND_SUCH = re.compile(r"(?<![高中初同平])等[^、等]*?(?=(?:产量|产值|增加值|投资|收入|出口|余额|[一-鿿]{0,2}率)$)")
# What the last of listed subjects may say for all: 食品、药品抽检合格率, 交通、能源领域投资额.
_A_YEAR = "(?:平均每年|平均年|年均|年平均|年)"
_SHARED_TAIL = re.compile(
    rf"(?:(?:常住)?居民人均可支配收入|人均可支配收入|(?:{_A_YEAR}|总)?产量|(?:工业)?(?:总)?产值|(?:产业)?增加值|(?:产业)?规模|(?:(?:领域|行业|产业)?(?:固定资产)?投资额?)"
    r"|(?:进出口|出口|进口)(?:总?额|总?值)?|(?:营业|销售)?收入|支出|(?:各项)?[存贷]?款?余额|起数|人数|(?:申请|授权|拥有|登记)量|(?:[一-鿿]{2})?[一-鿿]{2}率|比[重例]|占比|数量|总[量数额]|(?:播种|种植|栽培)?面积|种植|里程|吞吐量|单产|总产|[产销]量|保有量|(?:零售|销售|成交|交易|批发)总?额|(?:市场)?[一-鿿]{2}率)$"
)
# Names that only say what of a thing is measured: 工业机器人产量…、出口量居全国第2位 speaks of 工业机器人出口量.
_OF_A_THING = re.compile(
    rf"{_A_YEAR}?(?:总?产量|总?产值|(?:进?出口|销售|保有|出栏|存栏)[量额]|销量|营收|营业收入|增加值|利润|利税|面积|单产|规模|总里程)"
)
_OF_A_FIGURE = re.compile(r"(?:(?:提升|增长|上升|下降|提高)幅度|增速|增幅|降幅|增量|占比)")


def listed_places(noun: str) -> tuple[list[str], str]:
    """The areas and zones that a noun lists first, and the name behind them: 旌阳区、广汉市研发投入; none where it lists one."""
    if not _LIST_WORDS.search(noun):
        return [], noun
    parts = [part.strip() for part in _LIST_WORDS.split(noun)]
    if not all(is_place(part) and not is_kind_of_place(part) for part in parts[:-1]):
        return [], noun
    zone, rest = zoned(parts[-1])
    if zone is None:  # 郊区高新技术企业, 黔南州高企: short forms, told by their neighbours
        size = next((size for size in range(2, min(len(parts[-1]), 10) + 1) if is_place(parts[-1][:size])), 0)
        zone, rest = parts[-1][:size], MADE_OR_HAD.sub("", parts[-1][size:])
    return ([*parts[:-1], zone], rest) if zone else ([], noun)


def twin_of(name: str, subject: str | None) -> str | None:
    """The other act on what was counted before, or the other side of its account; None where it is no such word.

    授权 after 专利申请 is 专利授权, 支出 after 地方财政收入 地方财政支出.
    """
    if subject and (side := _OTHER_SIDE.get(name)) and subject.endswith(side) and len(subject) > len(side) + 1:
        return subject.removesuffix(side) + name
    twin = _TWIN.search(subject) if subject and _TWIN.fullmatch(name) else None
    return subject[: twin.start()] + name if subject and twin and twin.start() >= 2 else None


def measured_of(name: str, subject: str | None) -> str | None:
    """A measure made whole by the thing spoken of last; None where the name says more or the subject does not say its measure."""
    if subject is None:
        return None
    if _OF_A_FIGURE.fullmatch(name):
        return re.sub(r"(?:总量|增速|增幅)$", "", subject) + name
    if not _OF_A_THING.fullmatch(name):
        return None
    if whole := one_way(name, subject):
        return whole if len(whole) >= len(name) + 2 else None
    tail = _SHARED_TAIL.search(subject)
    thing = subject[: tail.start()] if tail else ""
    if name.startswith("总"):
        thing = re.sub("^(?:新增|净增)", "", thing)
    return thing + name if len(thing) >= 2 else None


def measure_at_end(name: str) -> str:
    """What of a thing a name measures, the thing left out: 播种面积 of 小麦播种面积; empty where the name does not say."""
    tail = _SHARED_TAIL.search(name)
    return tail[0] if tail and tail.start() > 0 else ""


def is_one_count(noun: str) -> bool:
    """Whether one word of counting at the end of a list sums it up: 工程研究中心、重点实验室数量; not 高校数、学生数."""
    *others, last = noun.split("、")
    return bool(others) and bool(_COUNT_WORD.search(last)) and not any(map(_COUNT_WORD.search, others))


def grouped(noun: str, wanted: int) -> list[str]:
    """So many subjects of a list some of which hold 、 themselves (A、B数量、C are two); empty where it has not so many.

    A subject ends with a word of measure; where that gives too few, names of the catalogue are subjects too.
    """
    for counts_known in (False, True):
        parts = [""]
        for at, sign in enumerate(noun):
            within = end_of_name_around(noun, at) > at + 1
            is_end = _ENDS_A_SUBJECT.search(parts[-1]) or (counts_known and is_known_name(parts[-1]))
            if sign == "、" and not within and is_end:
                parts.append("")
            else:
                parts[-1] += sign
        if len(parts) == wanted > 1:
            return parts
    return []


def split_subjects(noun: str, wanted: int = 0) -> list[str]:
    """The subjects that one verb shares: 专利申请量、授权量 are two; each completed by the others where words are elided.

    ``wanted``: how many figures there are; where 、 alone parts so many, 和 and 及 are within names (软件和信息服务业).
    """
    verb = kept_verb(noun)
    noun = _COUNTED_LIST.sub("", noun)
    listed = _spread(noun[len(verb) :].replace("”“", "”、“"))
    parts = listed.split("、") if wanted > 1 and listed.count("、") + 1 == wanted else _LIST_WORDS.split(listed)
    parts = [part.strip() for part in parts if part.strip()]
    if len(parts) < 2:
        return [noun]
    last = parts[-1]
    out = []
    if verb and _COUNT_WORD.search(parts[0]):
        return [verb + parts[0], *parts[1:]]  # 引进人才数、专利授权量: the verb is the first one's own
    for part in parts:
        if is_qualifier(part) and not is_qualifier(last):
            out.append(verb + qualified(part, last))
        else:
            out.append(verb + _with_tail(part, last))
    first = out[0]
    for i, part in enumerate(out[1:], 1):
        if _TOWARDS.match(first) and not _TOWARDS.match(part) and _TRADE.search(last):
            out[i] = first[0] + part
        elif twin := twin_of(part, first):
            out[i] = twin
        elif len(part) <= 2 and len(first) > len(part) and first[-1] == part[-1]:
            out[i] = first[: len(first) - len(part)] + part
    return out


def paired(noun: str) -> list[str]:
    """The subjects that one word holds: 城镇居民…收入 and 农村居民…收入 of 城乡居民…收入; none where it holds one."""
    for word, held in _PAIRED_WORDS.items():
        before, found, behind_it = noun.partition(word)
        if found:
            return [before + one + behind_it for one in held]
    return []


def _spread(noun: str) -> str:
    """A list without the kind that sums it up: 动力电池、汽车等绿色产品产量 speaks of the output of each."""
    return _AND_SUCH.sub("", noun) if "、" in noun else noun


def _with_tail(part: str, last: str) -> str:
    """A part with the end that only the last prints: 食品、药品抽检合格率; 研发机构、研发活动覆盖率."""
    if part == last or is_known_name(part):
        return part
    if {part, last[:2]} == {"城镇", "农村"}:
        return part + last[2:]
    known = next((part + last[k:] for k in range(1, len(last)) if is_known_name(part + last[k:])), None)
    if known or INDICATOR_TAIL.search(part):
        return known or part
    if (at := last.rfind(part[-1], 0, len(part) + 2)) > 0 and len(last) - at > 2:
        return part + last[at + 1 :]  # 一产、三产增加值
    tail = _SHARED_TAIL.search(last)
    return part + tail[0] if tail and tail.start() > 0 else part + last[len(part) :] if len(part) <= 2 else part


def each_of(words: str) -> bool:
    """Whether the words before a figure say that it holds of each subject: 均增长, 都达到; not 年均, 人均."""
    return bool(re.search(r"(?<![年平人户亩])均|都(?!市)|双双|各\s*$", words))
