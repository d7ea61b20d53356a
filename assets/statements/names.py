"""The indicator's name out of the words around a figure: verbs, places and hedges off, what is elided put back."""

from __future__ import annotations

import re
from functools import lru_cache

from assets.language.edge_words import MAKING, REACHING
from assets.language.edges import front_cuts, left_edge, right_edge, verb_at_front
from assets.language.known import known_over
from assets.language.place_kinds import is_kind_of_place
from assets.language.tablewords import INDICATOR_TAIL
from assets.statements.lexicon import (
    AMONG_END,
    CHANGE_NAME,
    LEVEL_START,
    QUALIFIER,
    RANK_END,
    RANKING,
    ZONE_START,
)
from assets.tables.place_labels import area_before, is_area
from assets.tables.shape import is_known_name

_KEPT = 2048  # words whose parting is kept: a figure's words are asked for by each step of its reading
_ABSTRACT = 4  # characters of a quality that something is done for: 粮食产能, 产业融合
_TAIL = 4  # characters of a known name that look like a verb: 水平, 培训
_MEASURES = ("量", "率", "额", "数", "值", "度", "面")  # 保有量 names something, 拥有 and 实施好 do not
_AFTER_MAKING = ("", "了", "出", "成")
_SIGNS = re.compile(r"[^\w]")
_ENUMERATOR = re.compile(
    r"^(?:[-—–·•●■◆]+|\(?[一二三四五六七八九十\d]{1,3}[)、.]|[一二三四五六七八九十]是|第[一二三四五六七八九十][,、](?!第))+"
)
_CONJUNCTION = re.compile(r"^(?:虽然|尽管|虽说|但是|然而|不过|同时|此外|另外|而且|并且)[,，]?")  # 虽然我市R&D经费投入达到6.17亿元,…
_SAYS = re.compile("^.{0,8}《[^《》]{2,30}》(?:提出|明确|要求|确定)(?=..)")  # 《纲要》提出地区生产总值年均增长5%左右
_PAIRED = re.compile("[“”《》()]")
_OPEN_QUOTES, _CLOSE_QUOTES = '“"《(', '”"》)'
# Where the words behind a figure stop being the name: at a verb that says what those counted do.
_BEHIND_END = re.compile(
    r"(?:(?:提升|提高|上升|增长|增加|下降|降低|发展|扩大|减少|跃升|攀升)(?:到|至|了)?|位列|位居|居|入住|签约|参加|来\S{0,4}(?:创新|创业|工作)|建立了|建立|进入|落户|落地|入选|获得|获|列入|纳入|通过"
    r"|被|整合|合并|划转|开展|用于|实现|达到|在(?!线|建|校|册)|从事|为(?!主)|向|与|以及其他|上市(?![公企后培])|挂牌(?!企)|投入运[营行]|投入使用|投产|建成|运行|揭牌|铺开|(?<=..)(?:全面|全部|有序|加快|陆续|相继|顺利|如期)(?=[一-鿿]{2})|完成|正式|成功|得到|提供|占|,|。)"
)
# Where such a verb belongs to what is counted: 20个粮食产能提升重点县, 5个产业融合发展项目; not 3家企业发展冷链项目.
_MOVES = ("提升", "提高", "发展", "扩大", "整合")
_COMPOUND = re.compile(r"[一-鿿]{0,4}(?:项目|工程|县|区|镇|村|行动|计划|专项|基地|中心|平台|企业|学校|集群|联盟|联合体)$")
# What is counted by a condition: 5家具备上市条件的硬核企业, 12个通过国家验收的基地.
_RELATIVE = re.compile(r"(?:具备|具有|拥有|符合|通过|满足)[^,。;、]{2,16}?的(?=[一-鿿]{2})")
_STEP = re.compile("(?:的)?大?(?:关口?|台阶|门槛)")  # 迈上3万亿元台阶 names nothing
_LEADS_ON = re.compile("[一-鿿]{1,2}[到至]")  # 由60%上调至80%
_BEHIND_START = re.compile(r"^(?:的|以上的?|左右的?|以内|等|多|余|各类|级以上)+")
_YEARS_BEHIND = re.compile(r"(?<=..)(?:连续|近)?[一二两三四五六七八九十\d]{1,2}年(?:来|间|内)?(?:$|(?=占))")  # 棉花产量连续4年占全国九成
_YEARS_LONG = re.compile(
    r"^(?:连续|近|过去|未来|今后|[前后](?=[一二两三四五]年))?[一二两三四五六七八九十\d]{1,2}年(?!义务|一贯|制)(?:来|间|内|累计)?"
)
_LISTED = re.compile(r"^(?P<list>(?:[^等]|(?<=[高中初同平])等)*、(?:[^等]|(?<=[高中初同平])等){2,})(?<![高中初同平])等(?P<kind>[^、]{4,})$")
# Words that stand for what was just listed: 两项指标分别居…, 三类平台分别达到….
_PRONOUN = re.compile(
    r"^(?:上述|以上|前述|这)?(?:[两二三四五六七八九十\d]{0,2}(?:项|类|者|大|个|种)?(?:指标|平台|产业|主体|数据)?(?:总?数?量)?|数量|总量|二者|两者|三者|后者|前者|该指标|首批|第一批|一批|剩余|其余|此前|(?:按)?(?:同口径|可比口径|可比价格?|不变价格?|现价)(?:计算)?|计算|免费|无偿|此时|届时|当时|之前|原|原来|其)$"
)
_COUNT_BEFORE_SHARE = re.compile(r"^(?:数量|总量|总数|总额|后者)(?=占)")  # 264家,数量占全省14%左右
_RECOGNISED = re.compile(r"^(?:经|新)?(?:认定|备案|登记|命名|获批|授牌)(?:的|了)?(?=(?:国家|省|市|县|区)(?:部)?级?)")
_ADDED = re.compile(r"^(?:五年|累计|每年)?(?:新增|净增)")
_BODY_LISTED = re.compile(r"^.*(?:大学|学院|研究[所院]|公司|集团)等(?=[^、]{3,}$)")  # 西南科技大学等高等院校
_QUOTED_LISTED = re.compile(r"^[^、]*[”》]等(?=[^、等]{4,}$)")  # 贵阳“青云市集”等夜间消费集聚区
_AVERAGE = re.compile(r"^\(?(?:高于|低于|高出|低出|领先|超过|超|比|较|是)?(?P<of>(?:全国|全省|全市|全区|世界|全球)平均(?:水平)?)$")
_SAID_AGAIN = re.compile(r"\([一-鿿]{1,4}\)$")
_IS_AVERAGE = re.compile(r"(?:全国|全省|全市|全区|世界|全球)平均(?:水平)?$")
OF_ALL_KINDS = re.compile("各级各类|各[类种]")
_SHARE_OF_SUM = re.compile(r"..占(?:GDP|(?:地区|国内)?生产总值)$")  # 民营经济增加值占GDP的65%
_GENERIC = re.compile(
    r"^(?:总量|总数|数量|总额|规模|总规模|占比|比重|比例|数|总值|增加值|产值|面积|总人数|人数|合计|其中|总|水平|覆盖率|增速|增幅|净增数|提高幅度)$"
)
_NUMBERED = ("数", "数量", "经费", "资金")
# A verb before what is counted as a number belongs to it: 累计申请专利数, 组织实施重点科技计划数; in 实现专利申请量 it does not.
_ACT_COUNTED = re.compile(
    r"^(?:累计|每年|年均)?(?:布局|组织|牵头|新)?(?:实施|组建|获批|获得|申请|承担|举办|登记注册|争取|引育|认定)(?!率).{2,}?(?<!总)(?:数|数量|经费|资金)(?:、|$)"
)
_OTHER_NAME_OF_ZONE = re.compile(r"(?<=[区园城])\([^()]{2,10}[区园城]\)$")  # 柳东新区(柳州高新区)
MADE_OR_HAD = re.compile(r"^(?:实现|完成|拥有|共有|建成|建有|的|内|分别)+")


@lru_cache(maxsize=_KEPT)
def clean(noun: str) -> str:
    """The words before a figure or verb as a name: enumerators, places, verbs of being there stripped off the front, brackets balanced."""
    name = _YEARS_LONG.sub("", _unquoted(noun))
    before = None
    while before != name:
        before = name
        name = _SAYS.sub("", name)
        name = _CONJUNCTION.sub("", _ENUMERATOR.sub("", _YEARS_LONG.sub("", name)))
        if name.partition("、")[0].endswith(_NUMBERED) and (acts := [at for at in front_cuts(name) if _ACT_COUNTED.match(name[at:])]):
            name = name[acts[0] :]
            break
        name = name[left_edge(name) :]
    listed = _LISTED.match(name)
    if (
        listed and len(listed["list"]) > 14 and listed["list"].count("、") > 1
    ):  # 智能制造、节能环保、新材料、电子信息等新兴产业团队; a short list is part of the name (孵化器、众创空间等孵化机构)
        name = listed["kind"]
    name = _QUOTED_LISTED.sub("", _BODY_LISTED.sub("", name))
    name = name.removesuffix("等") if "、" in name else name
    return _balanced(_YEARS_BEHIND.sub("", name.strip(" ,、:的")))


def _unquoted(noun: str) -> str:
    """The noun without blanks, and without a sign at its ends that has no partner within: “双一流”建设学科 keeps both."""
    name = noun.strip(" \"'")
    while name and name[0] in _OPEN_QUOTES + _CLOSE_QUOTES and not (name[0] in _OPEN_QUOTES and _partner(name[0]) in name):
        name = name[1:].lstrip()
    while name and name[-1] in _OPEN_QUOTES and name[-1] not in _CLOSE_QUOTES:
        name = name[:-1].rstrip()
    return name


def _partner(sign: str) -> str:
    return _CLOSE_QUOTES[_OPEN_QUOTES.index(sign)]


def _balanced(name: str) -> str:
    """The name without a bracket or quote that lost its partner: …(R&D is cut before it, 工程” loses the sign."""
    if not _PAIRED.search(name):
        return name.strip()
    for opening, closing in zip(_OPEN_QUOTES, _CLOSE_QUOTES, strict=True):
        if opening == closing:
            continue
        if name.count(opening) > name.count(closing):
            at = name.rfind(opening)
            name = (
                name[at + 1 :]
                if at == 0 or INDICATOR_TAIL.search(name[at + 3 :])
                else name[:at]
                if at > len(name) - 3
                else name.replace(opening, "", 1)
            )
        elif name.count(closing) > name.count(opening):
            name = name.replace(closing, "", 1)
    return name.strip()


def zoned(name: str) -> tuple[str | None, str]:
    """A zone parted from the name it stands before: 海宁经济开发区高新技术企业; the name is empty where only the zone stands."""
    name = _OTHER_NAME_OF_ZONE.sub("", name)
    if is_area(name):
        return name, ""
    area = area_before(name)
    if area and not is_known_name(name):
        return area, MADE_OR_HAD.sub("", name[len(area) :])
    match = ZONE_START.match(name)
    if not match or is_known_name(name) or verb_at_front(match["zone"]) or is_kind_of_place(match["zone"]):
        return None, name
    rest = match["rest"]
    if rest.startswith(("和", "与", "及", "、")):
        return None, name  # 建成生态文明建设示范区和实践创新基地57个
    if (
        not rest
        or is_known_name(rest)
        or is_known_name(CHANGE_NAME.sub("", rest))
        or (len(rest) >= 2 and INDICATOR_TAIL.search(rest) and not rest.startswith(("建设", "数", "总")))
    ):
        return match["zone"], rest
    return None, name


def share_of(name: str, subject: str | None) -> str:
    """A share without its subject takes the one spoken of last: 占GDP比重 after 全社会研发投入 is 全社会研发投入占GDP比重."""
    name = _COUNT_BEFORE_SHARE.sub("", name)
    if not name.startswith(("占", "相当于")) or subject is None:
        return f"{name}比重" if _SHARE_OF_SUM.search(name) else name
    whole = re.sub(r"(?:总量|总数|数量|总额|数)$", "", subject)
    whole = whole.split("占")[0] or whole
    return whole + name + ("" if re.search(r"比[重例率]|(?:占比|份额)$", name) else "比重")


def average_of(name: str, subject: str | None) -> str | None:
    """The average that a figure is compared with, named by the subject: 比全国平均水平(2.07%) is 研发经费投入强度全国平均水平."""
    average = _AVERAGE.match(name) if subject else None
    return f"{subject}{average['of']}" if average else None


def is_average(name: str) -> bool:
    """Whether a name is another area's average: 研发经费投入强度全国平均水平."""
    return bool(_IS_AVERAGE.search(name))


def of_subject(name: str, subject: str | None) -> str:
    """A short name made whole by the beginning of the subject before it, where the catalogue knows the two together.

    R&D经费41.2亿元,投入强度2.06% speaks of R&D经费投入强度; 技术合同3126项,成交额42亿元 of 技术合同成交额.
    """
    if subject is None or len(name) > 8 or is_known_name(name):
        return name
    for size in range(len(subject), 1, -1):
        if is_known_name(subject[:size] + name):
            return subject[:size] + name
    trimmed = re.sub(r"^(?:登记|全社会|输出|吸纳)", "", subject)
    return next((trimmed[:size] + name for size in range(len(trimmed), 1, -1) if is_known_name(trimmed[:size] + name)), name)


@lru_cache(maxsize=_KEPT)
def behind(words: str) -> str:
    """The name that stands behind its figure: 高新技术企业 in 培育120家以上高新技术企业."""
    words = _BEHIND_START.sub("", words.strip())
    if _STEP.match(words) or _LEADS_ON.fullmatch(words):
        return ""
    whole = _RELATIVE.match(words)  # verbs of a clause that 的 closes end no name
    stop = _BEHIND_END.search(words, whole.end() if whole else 0)
    if (
        stop
        and stop[0] in _MOVES
        and stop.start() >= _ABSTRACT
        and not INDICATOR_TAIL.search(words[: stop.start()])
        and _COMPOUND.fullmatch(words, stop.end())
    ):
        stop = None
    return _balanced((words[: stop.start()] if stop else words).strip(" 、的和及与"))


@lru_cache(maxsize=_KEPT)
def is_bare(noun: str) -> bool:
    """Whether nothing is left that could name anything."""
    last = noun[front_cuts(noun)[-1] :]
    rest = last if len(_SIGNS.sub("", last)) < 2 and not last.endswith(_MEASURES) else noun[left_edge(noun) :].strip()
    return len(_SIGNS.sub("", rest)) < 2 or bool(_PRONOUN.match(rest) or _PRONOUN.match(noun.strip()))


def is_generic(name: str) -> bool:
    """Whether a name only says what kind of figure it is: 总数, 占比."""
    return bool(_GENERIC.match(name))


def is_qualifier(name: str) -> bool:
    """Whether a name only says a level: 国家级, 省级以上."""
    return bool(QUALIFIER.match(name))


def qualified(level: str, total: str) -> str:
    """A level completed by what the total before it counts: 国家级 after 市级以上研发平台 is 国家级研发平台."""
    verb = kept_verb(total)  # 省级 after 引进国家级领军人才 is 引进省级领军人才
    kinds = OF_ALL_KINDS.match(total, len(verb))
    head = LEVEL_START.sub("", total[kinds.end() if kinds else len(verb) :])
    head = re.sub(r"(?:总数|数量|总量|数)$", "", head)
    head = LEVEL_START.sub("", _RECOGNISED.sub("", head))  # 认定市级以上研发平台
    return verb + re.sub(r"^其中[,:]?", "", level).removesuffix("的") + head


def kept_verb(name: str) -> str:
    """The verb that a name begins with and that belongs to what is counted: 引进, 新增."""
    match = _ADDED.match(name)
    return match[0] if match else verb_at_front(name)


def continued(name: str, topic: str | None) -> str:
    """A name whose beginning the topic before it ends with is one with it: 研发经费投入, then 投入总额 is 研发经费投入总额."""
    if topic:
        for size in (4, 3, 2):
            if len(name) > size and topic.endswith(name[:size]):
                return topic + name[size:]
    return name


def ranked(lead: str) -> str:
    """The words before a rank without those of ranking and without whom it is among; a ranking that goes on is part of the name.

    科技竞争力综合排名升至全国 is of 科技竞争力综合排名, 科技竞争力排名全国 of 科技竞争力.
    """
    noun = RANK_END.sub("", AMONG_END.sub("", RANK_END.sub("", lead)))
    ranking = RANKING.match(lead, len(noun))
    return lead[: ranking.end()] if ranking and noun else noun


@lru_cache(maxsize=_KEPT)
def reached(lead: str) -> tuple[str, str]:
    """The words before a figure parted into noun and verb: 高新技术企业总数力争达到 gives 高新技术企业总数 and 力争达到."""
    lead = lead.rstrip()
    cut = right_edge(lead, REACHING)
    if cut < len(lead):
        cut = known_over(lead, cut, _TAIL)  # 居民健康素养水平达到
    return lead[:cut], lead[cut:]


@lru_cache(maxsize=_KEPT)
def made(noun: str) -> tuple[str, str]:
    """The noun parted before a verb of making at its end: 围绕主导产业建设 gives 围绕主导产业 and 建设."""
    plain = _SAID_AGAIN.sub("", noun) if noun.endswith(")") else noun  # 新种(补种)
    ends = (plain.removesuffix(tail) for tail in _AFTER_MAKING)
    cut = next((cut for verbs in ends if (cut := right_edge(verbs, MAKING)) < len(verbs)), len(plain))
    if cut == len(plain) or known_over(noun, cut, _TAIL) > cut:  # 职业技能培训
        return noun, ""
    return noun[:cut], noun[cut:]
