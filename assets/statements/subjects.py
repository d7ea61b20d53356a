"""Whose figure it is: the subject before a figure, behind it, elided, listed or inherited from what the sentence spoke of."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from functools import lru_cache

from assets.language.edges import verb_at_front
from assets.language.known import known_over
from assets.language.tablewords import INDICATOR_TAIL
from assets.statements.choice.best import best
from assets.statements.choice.deeds import TOO_LITTLE, counted_by_deed
from assets.statements.choice.readings import chosen, of_part, of_served
from assets.statements.lexicon import PHYSICAL, SUCH_AS
from assets.statements.listed import each_of, grouped, is_one_count, listed_places, measured_of, paired, split_subjects, twin_of
from assets.statements.names import (
    average_of,
    behind,
    clean,
    continued,
    is_average,
    is_bare,
    is_generic,
    is_qualifier,
    made,
    of_subject,
    qualified,
    reached,
    share_of,
    zoned,
)
from assets.statements.possessions import done_by, owned
from assets.statements.slots import Slot
from assets.tables.shape import is_known_name

_KEPT = 2048  # clauses whose topic is kept: each figure behind one asks for it
# Where a clause without a figure stops naming its topic: 县域创新能力实现了跃升.
_TOPIC_END = re.compile(
    r"实现|取得|得到|进一步|不断|持续|显著|稳步|大幅|快速|明显|有效(?!发明|专利)|日益|逐步|全面|加快|跃|提升|提高|增强|壮大|优化|增长|改善|形成"
    r"|迈|连?跨|再?创(?=历史|新高|下)|突破|超过|居(?![民住家])|达(?!标)|由|从|水平|良好|较快|支撑|作用|贡献"
)
_TOPIC_TAIL = ("业", "总产", "能力", "效率", "实力", "投入", "水平")
_STOCK_MAKERS = ("落地", "建成", "引进", "培育", "组建")
_TOTAL_WORD = re.compile(r"总|数|合计|规模")
# 新登记经营主体147万户,总量达1461万户: the total is not of the new ones.
_NEWLY = re.compile("^(?:当年|全年|累计)?(?:新(?:登记|设立?|增|注册|认定|建)|净增)(?=..)")
# 提高计算机普及率,2005年达到4%以上: the verb before the name says nothing more.
_BETTERED = re.compile(
    r"^(?:不断|进一步|逐步|稳步|大力|努力|持续|着力|切实)*(?:提高|提升|扩大|增加|降低|保持|稳定)(?=.{2,}(?:率|比重|比例|强度|面积|产量|收入|总额|水平|规模|数|量)$)"
)
_BODIES = ("个", "家", "座", "处", "所")
_WHOLES = ("个", "座", "处")  # count parks, where 家 counts what is in them
_PARKS = re.compile(r"(?:园|园区|示范区|试验区|开发区)$")
_IN_ALL = re.compile(r"(?:共计|总计|合计|累计|共|约|近)+")
_SPENT_ON = re.compile(r"的?(?P<of>[一-鿿]{0,8}?)用于(?P<use>[一-鿿]{2,8})")
_JOINED = re.compile(r"(?:和|与|(?<![普惠涉])及)\s*$")
_HEADS_A_LIST = re.compile(r"(?:培育|打造|建设|发展|形成|做强)[^、]+[、和与及][^、]+$")
_IN_PART = re.compile(r"^其中[,:]?")
_RATES_EACH = re.compile(r"(?:[^、]{2,}率、)+[^、]{2,}率")  # two rates are never held together: A率、B率保持在95%以上
_RATIOS = ("%", "成")
_OF_AN_AREA = re.compile("(?<=..)占(?:全国|全省|全市|全球|世界)(?:的?比[重例]|份额)?$")  # 产量占全省90%、居全国第一: a rank of 产量
_SHARE_OF_COUNT = re.compile("(?<=[数量])(?:比例|比重|占比)$")  # 优良天数比例达到80%,增加8天: of 优良天数
_WITH = ("与", "同", "和")
_A_YEAR = re.compile("平均每年|[两二三四五]年(?:平均|年均)|年平均|年均|平均(?=年)")
# A clause that is nothing but a thing, and the measure of it in the next: 服装工业,2020年产量达到…; 食糖,年均生产….
_THING = re.compile(r"[一-鿿A-Za-z]{2,4}|[一-鿿]{2,10}[业品料材板机车油布煤钢纸剂肥药]")
_MEASURE = re.compile(r"(?P<how>平均每年|平均年|年均|年平均|年)?(?P<what>总?产量|总?产值|增加值|出口量|进口量|产销量|销量|生产)")
_TAIL = 4  # characters of a known name that look like the end of a topic


@dataclass(slots=True)
class Subjects:
    """The names a sentence has spoken of, and how the next figure gets its own."""

    levels: list[str] = field(default_factory=list)  # each with a figure of its own, in order
    heard: list[str] = field(default_factory=list)  # clauses without figures since the last name
    clause: str = ""  # the last clause without a figure
    total: str | None = None  # what 其中, 国家级 and the like are parts of
    zone: str | None = None  # the zone or area that the last names stood behind
    zones: list[str] = field(default_factory=list)  # of figures that 分别 gives one each

    @property
    def topic(self) -> str | None:
        """What a clause without figures names, the last that names anything; read only where a figure asks for it."""
        while self.heard:
            if (topic := _topic(self.heard[-1])) is not None:
                return topic
            self.heard.pop()
        return None

    @property
    def last(self) -> str | None:
        """What was spoken of last."""
        return self.topic or (self.levels[-1] if self.levels else None)

    def speak(self, name: str) -> None:
        """A figure of this name was read."""
        if not self.levels or self.levels[-1] != name:
            self.levels.append(name)
        self.heard.clear()
        self.clause = ""

    def hear(self, clause: str) -> None:
        """A clause without a figure may name what the next one measures: 县域创新能力实现了跃升,由26位提升到21位."""
        self.heard.append(clause)
        self.clause = clause

    def of_levels(self, slot: Slot, noun: str, verb: str, *, in_part: bool) -> list[str]:
        """The names of a slot's levels; empty where nothing tells."""
        spoken_of, self.zone, self.zones = self.zone, None, []
        if twin := twin_of(noun.strip(), self.last):
            return [twin]
        if "平均" in noun and (average := average_of(noun.strip(" ("), self.last)):
            return [average]
        before, maker = made(noun)
        after = behind(slot.behind)
        if named := self._behind(slot, noun, verb, maker, after):
            return named
        if not is_bare(before) and (maker.startswith("新") or maker in _STOCK_MAKERS):
            noun = (maker if maker.startswith("新") else "") + before  # 院士工作站新建5家 counts 新建院士工作站
        own = _IN_PART.sub("", noun.strip())
        self.zones, rest = listed_places(own)
        if not self.zones:
            own = chosen(clean(own), slot.figure)
            self.zones, rest = listed_places(own)
        if self.zones and not rest and slot.figure is not None and slot.figure.unit in _BODIES:
            self.zones, own = [], clean(own)  # 开发区和工业园区由162个整合为123个
        if self.zones:
            return self._of_zones(slot, rest or self.last, verb)
        self.zone, name = zoned(own)
        if self.zone and not name and slot.figure is not None and slot.figure.unit in _WHOLES and _PARKS.search(own):
            self.zone, name = None, own  # 新建国家现代农业产业园2个 counts parks
        name = share_of(name, self.last)
        if name.startswith("占"):
            return []  # 在占总人口90%以上的地区: nothing says of what the share is
        if is_qualifier(name):
            whole = after if len(after) >= 2 else self.total or self.last
            return [qualified(name, whole)] if whole else []
        if is_bare(name) or (maker and is_bare(before) and len(name) <= len(maker)):
            inherited = self.inherited(slot, verb)
            inherited = [_NEWLY.sub("", one) for one in inherited] if _TOTAL_WORD.match(name) else inherited
            self.zone = self.zone or (None if self.heard else spoken_of)  # 昌河市专利数由64件增加到128件: both are of 昌河市
            return [maker + one for one in inherited] if maker.startswith("新") else inherited
        if is_generic(name):
            return self._generic(slot, name)
        return self._in_turn(slot, name) or self._shared(slot, name, verb) or [self._completed(slot, name, in_part=in_part)]

    def _in_turn(self, slot: Slot, name: str) -> list[str]:
        """Totals of what was spoken of, each with its figure: 客运、货运量…,总量分别达到3、4万吨; empty where it is no such."""
        wanted = len(slot.group)
        if not (is_generic(name) or name.startswith("总")) or not len(self.levels) >= wanted > 1:
            return []
        each = [measured_of(name, one) for one in self.levels[-wanted:]]
        return [one for one in each if one] if all(each) else []

    def _generic(self, slot: Slot, name: str) -> list[str]:
        """A word of measure alone, of what was spoken of last: 总产值 of an industry, then 增加值 of it; empty where nothing was."""
        if in_turn := self._in_turn(slot, name):
            return in_turn
        if self.last is None or _TOTAL_WORD.match(name):
            return [_NEWLY.sub("", self.last)] if self.last else []
        return [measured_of(name, self.last) or self.last + name]

    def _behind(self, slot: Slot, noun: str, verb: str, maker: str, after: str) -> list[str]:
        """The name where the words behind the figure say it (培育120家高新技术企业); empty where those before it do."""
        if served := of_served(noun.strip(), slot, self.last):
            return [served]
        unit = slot.figure.unit or "" if slot.figure else ""
        if spent := _SPENT_ON.match(slot.behind) if unit in ("%", "成") else None:
            return self._share_spent(spent, "" if is_bare(noun) else clean(noun))
        deed = counted_by_deed(slot.behind, unit, with_whom=noun.strip() in _WITH) if len(slot.behind) > TOO_LITTLE else None
        if deed and (unit in _RATIOS or maker or is_bare(noun)):
            return [deed]
        if len(after) >= 2 and verb and _IN_ALL.fullmatch(verb) and PHYSICAL.search(unit):
            return [after]  # 完成东河村共计约1.4万平方米成套改造
        if len(after) >= 2 and _JOINED.search(noun):
            return [after]  # 首个国家中心和3所省级中心
        if len(after) >= 2 and _HEADS_A_LIST.match(noun.strip()) and unit == "个":
            return [after]  # 培育海洋牧场和农产品加工2个万亿级产业集群
        if len(after) >= 2 and (maker or is_bare(noun) or SUCH_AS.search(noun)):
            return [(maker if verb_at_front(maker) else "") + after]
        return []

    def _share_spent(self, spent: re.Match[str], own: str) -> list[str]:
        """一般公共预算支出3.4万亿元,74%以上用于民生; 将75%以上的财力用于民生; 新增财力的75%用于民生."""
        if whole := own or spent["of"]:
            return [f"{whole}用于{spent['use']}比重"]
        return [f"{spent['use']}支出占{self.last}比重"] if self.last else []

    def _of_zones(self, slot: Slot, name: str | None, verb: str) -> list[str]:
        """One name for each listed zone where 分别 or 均 says so; else the one figure is theirs together."""
        is_bound = slot.figure is not None and slot.figure.comparator not in ("=", "~")  # 泸州、内江经济总量突破2000亿元: each of them
        if name and len(slot.group) == 1 and not each_of(verb) and not is_bound:
            self.zone, self.zones = "、".join(self.zones), []
            return [name]
        return [name] * len(self.zones) if name else []

    def _shared(self, slot: Slot, name: str, verb: str) -> list[str]:
        """The subjects that share one verb (A和B分别达到x和y; A、B均达到100%); empty where there is only one."""
        wanted = len(slot.group)
        if wanted == 1 and _RATES_EACH.fullmatch(name):
            return [clean(part) for part in name.split("、")]
        if "分别" not in verb and wanted == 1 and not each_of(verb):
            return []
        parts = [clean(part) for part in split_subjects(name, wanted)]
        if len(parts) == 1 < wanted:
            parts = paired(parts[0]) or parts
        if len(parts) > wanted > 1:
            parts = grouped(name, wanted) or parts
        return parts if len(parts) in (1, wanted) or wanted == 1 or len(parts) > 1 else []

    def _of_clause(self, name: str) -> str | None:
        """A measure of what the clause before names and nothing else; None where it is no such clause."""
        thing, measure = self.clause.strip(), _MEASURE.fullmatch(name)
        if measure is None or not _THING.fullmatch(thing) or clean(reached(thing)[0]) != thing or _TOPIC_END.search(thing):
            return None
        return thing + (measure["how"] or "") + measure["what"].replace("生产", "产量")

    def _completed(self, slot: Slot, name: str, *, in_part: bool) -> str:
        if whole := self._of_clause(name):
            return whole
        name = done_by(name)
        if whole := measured_of(name, self.last):
            return whole
        if in_part:
            whole = best(of_part(name, self.total), slot.figure)
            return owned(whole, self.total)
        return owned(of_subject(continued(name, self.topic), self.last), self.last)

    def inherited(self, slot: Slot, verb: str) -> list[str]:
        """The last subjects, as many as the slot has figures; all of the sentence's for 均; else the last."""
        wanted = len(slot.group)
        if "分别" in verb or wanted > 1:
            listed = split_subjects(clean(_TOPIC_END.split(self.clause)[0]))
            if len(listed) == wanted > 1:
                return listed  # 万亿级产业、先进制造业集群从无到有,分别达2个、3个
            return self.levels[-wanted:] if len(self.levels) >= wanted else []
        if each_of(verb) and len(self.levels) > 1:
            return list(self.levels)
        last = self.last
        if last and any(time.role == "year" for time in slot.times):
            last = _A_YEAR.sub("", last)  # 粮食平均每年产量400万吨,其中2020年420万吨
        return [last] if last else []

    def of_changes(self, slot: Slot, name: str, *, is_new: bool) -> list[str]:
        """The names of growths and changes: their own, else those spoken of last."""
        wanted = len(slot.group)
        shares = "分别" in slot.lead or wanted > 1
        if is_new and (shares or each_of(slot.lead) or _are_names(name)):
            parts = split_subjects(name, wanted)
            held = paired(parts[0]) if len(parts) == 1 else []
            return held if len(held) == wanted else parts
        if is_new:
            return [name]
        if shares and len(self.levels) >= wanted:
            return self.levels[-wanted:]
        unit = slot.figure.unit or "" if slot.figure else ""
        last = self.last if unit in _RATIOS or unit.endswith("分点") else _SHARE_OF_COUNT.sub("", self.last or "")
        return [last] * wanted if last else []

    def of_ranks(self, *, all_of_them: bool) -> list[str]:
        """The names that a rank without a name of its own is about: all of the sentence's for 均, else the last."""
        if all_of_them and not self.topic:
            return list(dict.fromkeys(self.levels))
        return [_OF_AN_AREA.sub("", self.last)] if self.last else []

    def count(self, name: str, *, in_part: bool) -> None:
        """Remember a level, as the whole that parts may follow unless it is itself a part."""
        if is_average(name):
            return  # what a figure is compared with is no subject
        self.speak(name)
        if not is_qualifier(name) and not in_part:
            self.total = name


def _are_names(name: str) -> bool:
    """Whether what is listed are indicators each: 工业投资、民间投资; not 信息传输、软件和信息技术服务业增加值."""
    parts = name.split("、")
    return (
        len(parts) > 1
        and not is_known_name(name)
        and not is_one_count(name)
        and all(len(part) > 2 and INDICATOR_TAIL.search(part) for part in parts)
    )


@lru_cache(maxsize=_KEPT)
def _topic(clause: str) -> str | None:
    clause = _BETTERED.sub("", reached(clause)[0])  # 高新技术企业数量分别为:鱼峰区161家、柳北区98家
    stop = _TOPIC_END.search(clause)
    name = clean(clause[: known_over(clause, stop.start(), _TAIL)] if stop else clause)  # 人口自然增长率,平均每年控制在…
    return name if 3 <= len(name) <= 32 and (INDICATOR_TAIL.search(name) or name.endswith(_TOPIC_TAIL)) else None
