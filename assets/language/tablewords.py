"""The words of table headers and cells: by them a header, an attribute or a unit line is known for what it is.

All patterns expect folded text without white space (see :mod:`assets.language.fold`).
"""

from __future__ import annotations

import re

from assets.language.years import FAR_YEAR, FIVE_YEAR_WORD, YEAR

NUMBER_HEAD = re.compile(r"^(?:指标|任务)?(?:序号|编号|序|No\.?|项次)$", re.I)
INDICATOR_HEAD = re.compile(
    r"^(?:主要|具体|发展|核心|考核|评价|监测|创新|科技|规划|关键|细化|预期|二级|三级|单项|统计|量化|重点|工作|任务|评估|建设)*(?:发展)?指标(?:名称|内容|项目?|体系)?(?:\([^()]*\))?$"
    r"|^(?:名称|项目|(?:考核|评价|监测|目标)(?:内容|项目|名称)|指标及单位|指标\(单位\)|指标名称及单位)$"
)
# Things down the side, each with what is measured of it: 品名 | 播种面积(亩) | 产量(吨).
PRODUCT_HEAD = re.compile(r"^(?:主要|特色|工业|农业)*(?:农?产品|品名|品种|商品|作物|畜禽)(?:名称|种类|类别)?$")
MEASURE_HEAD = re.compile(
    r"^(?:总?产量|总?产值|增加值|[产销]销?量|(?:销售|零售|批发|交易|成交|出口|进口|进出口)总?额|(?:播种|种植|养殖|造林)面积"
    r"|营业收入|利润总?额|投资额|[存出]栏[量数]?|吞吐量|周转量|货运量|客运量)$"
)
UNIT_HEAD = re.compile(r"^(?:计量|计算|统计|指标)?单位$")
ATTRIBUTE_HEAD = re.compile(r"^(?:指标)?(?:属性|性质|类型|约束力)$")
CATEGORY_HEAD = re.compile(
    r"^(?:一级指标|(?:指标|目标|任务|工作|项目|重点)?(?:类别|分类|领域|维度|方面|类型|板块|大类|类目|门类|方向|专题|主题)|目标层|准则层|分项)$"
)
# What a task table calls its items; where such a table has a column of figures they are its indicators (主要任务 | 节点 | 指标数).
ITEM_HEAD = re.compile(r"^(?:重点|主要|工作|具体|分项|目标|发展|考核)*(?:任务|工作|工程|举措|事项)(?:名称|内容)?$")
# What a table of goals calls its names where it has none of indicators: 工作目标 | 2025年 | 2026年.
GOAL_HEAD = re.compile(r"^(?:工作|主要|发展|具体|建设|重点|预期|总体)*目标(?:内容|名称)?$")
PLACE_HEAD = re.compile(
    r"^(?:地区|区域|县\(?市?、?区?\)?|县市区|市县区?|区县|县区|市州|市\(州\)|辖区|单位|园区|街镇|镇?街道|乡镇|乡镇\(?街道\)?|街道\(?乡?镇\)?|镇街|镇\(?街道\)?"
    r"|各地|地方|行政区域?|责任主体|板块|组团|片区|功能区|(?:达标|实施|建设|评估|改造|更新|治理|整治|覆盖|涉及)(?:区域|片区|地块|街镇|乡镇))(?:名称)?$"
)
YEAR_AXIS_HEAD = re.compile(r"^(?:年份|年度|时间|时期|阶段|节点|时间节点)$")
GROWTH_HEAD = re.compile(r"年均|同比|环比|增长|增速|增幅|递增|提高|提升|变化|升降|增减|新增|净增|增量")
ADDED_HEAD = re.compile(r"增减|新增|净增|增量|增加")
DIFFERENCE_HEAD = re.compile(rf"{ADDED_HEAD.pattern}|变化|变动|升降|提高|提升")  # what it heads may be by how much two levels differ
# How many per cent a figure is of another year's: 2022年为2021年%, 总产出指数(上年=100).
INDEX_HEAD = re.compile(rf"为(?:上年|去年|上年同期|{YEAR}年?)(?:的)?\(?%|(?:上年|去年|{YEAR}年?|上年同期)(?:为|=)100")
OUTLOOK_HEAD = re.compile(r"展望|远景")  # beyond the plan's end
CUMULATIVE_HEAD = re.compile(r"累计|合计|总计")
BASE_WORDS = re.compile(r"本底|起始|基数|基期|基准|基础值|现状|实际|完成|实绩|实现值|实现情况|达到值|初期|期初|上年|现值|已有|预计|末值")
TARGET_WORDS = re.compile(
    r"考核值|考核要求|考核标准|达标值|达标要求|确保|终期|中期|目标|规划|预期|计划|期末|末期|任务|力争|期望|远景|展望|指标值|指标数|近期|远期"
    r"|起步期|成长期|成熟期|第[一二三四]阶段"
)
PERIOD_WORDS = re.compile(rf"{YEAR}|{FAR_YEAR}|{FIVE_YEAR_WORD}")
VALUE_HEAD = re.compile(
    rf"{YEAR}|{FAR_YEAR}|{FIVE_YEAR_WORD}|^(?:.{{0,6}}(?:{BASE_WORDS.pattern}|{TARGET_WORDS.pattern}).{{0,4}}|(?:[一二三四五六七八九十\d]年)?累计(?:数|值|量)?|[一二两三四五六七八九十\d]年(?:合计|总计|共计)(?:数|值|量)?|绝对(?:数|额|量|值)|(?:年末|期末|全年|本年)(?:数|额|量|值|实际)?|数值|指标值|值|数量|比重|构成|占比)$"
)
# What may stand beside the period in such a header: 2020年(实际), 2025年目标值(%), “十三五”末完成情况, 较2020年年均增长.
_BESIDE_PERIOD = re.compile(
    rf"\([^()]*\)|{BASE_WORDS.pattern}|{TARGET_WORDS.pattern}|{GROWTH_HEAD.pattern}|{CUMULATIVE_HEAD.pattern}|年度?|[末底初值数率]|情况|水平|全年|期间|时期|指标"
)
# What may stand beside the word of growth in a header: 五年累计增长(%), 比上年增长, 年均增速[累计]; 城镇新增就业人数 is a name.
_BESIDE_GROWTH = re.compile(rf"[\[(][^()\[\]]*[)\]]|[一二三四五六七八九十\d]年|[比较]|上年|去年|基期|期间|时期|{_BESIDE_PERIOD.pattern}")
# Another area's figure to compare with, not the plan's own.
REFERENCE_HEAD = re.compile(r"参考值|全国平均|全省平均|对标|标杆|排名第一")
# How much of a target was done: no figure of the indicator itself.
PROGRESS_HEAD = re.compile(
    r"(?:完成|实现)(?:率|比例|进度|程度|百分比)|^(?:目标|时序|序时)?进度|[占为](?:全年|年度|计划|目标).*%"
    r"|^完成(?:全年|年度|年)?(?:计划|目标|任务)的?\(?%"
)
# How much an indicator counts in an evaluation; 可再生能源消纳责任权重 is an indicator.
WEIGHT_HEAD = re.compile(r"^(?:指标|考核)?(?:(?<!责任)权重|权数|分值|满分|标准分)(?:\(.{1,3}\))?$")
OTHER_HEAD = re.compile(
    r"责任(?!权重|制|险)|牵头|配合|主管|备注|说明|来源|口径|解释|考核方式|依据|完成时限|联系|负责人|措施|参与单位|承担单位|实施单位|建设单位|主要内容|工作内容"
    r"|评价$|(?:进度|进展|达标|完成)判断$|评估结果|进展情况|指引|主要部门|责任部门|时间$|时限$|日期$"
)
# Columns that only tables of projects or of tasks have; an indicator table may have an owner's column (责任单位) all the same.
PROJECT_HEAD = re.compile(
    r"项目名称|建设内容|建设规模|总投资|建设年限|建设期限|起止年限|建设地点|建设性质|建设单位|实施单位|承担单位|主攻方向|研究方向|研究内容"
)
TASK_HEAD = re.compile(
    r"^(?:重点|主要|工作|具体|目标)*(?:任务|举措|措施|工作|事项)(?:名称|内容|事项)?$|^(?:工作内容|完成时限|时间节点|进度安排|任务分工)$"
)
# Columns of figures in a table of tasks.
FIGURES_HEAD = re.compile(r"指标数|指标值|目标值|目标数|任务量|任务数|数量|计划数|年度目标|工作目标")

YEAR_CELL = re.compile(rf"^{YEAR}年?$")
ATTRIBUTE_CELL = re.compile(r"^[(\[]?(?P<word>约束性|预期性|约束|预期|指导性|引导性|监测性)(?:指标)?[)\]]?$")
# What a column of results says instead of a figure; like an attribute it is no indicator's name.
STATUS_CELL = re.compile(
    r"^(?:已经?|超额|基本|提前|按期|如期|未|尚未|全面|部分|全部)*(?:完成|达标|达到|实现|达成)(?:目标|任务|情况|预期|指标)?$|^(?:进行中|进展顺利|推进中|滞后|正常|持续推进|符合预期|达到预期|√|是|否)$"
)
# What a column of remarks says of how a figure is counted: 不含自备电厂, 按新口径统计, 五年累计, 全时当量.
REMARK_CELL = re.compile(
    r"^(?:不?(?:含|包括|包含|计入)|仅含|均为|其余为|按(?!时|期)|以.{1,12}(?:计|为准|统计)|采用|根据|参照|详见|见附|同口径|可比价|现价)[^\d%]{1,24}$"
    r"|^(?:[一二三四五]年|[三五]年期?|规划期|期末|年度|历年|较?上年|当年)?(?:累计|年均|平均)(?:数|值)?$|^.{0,8}(?:口径|可比价|不变价|全时当量|快报数|初步核算数)$"
)
SEQUENCE_CELL = re.compile(r"^(?:[A-Z]?\d{1,2}|\(\d{1,2}\)|[①-⑳]|\d{1,2}[.、]|[一二三四五六七八九十]{1,3})$")
NUMBERING = re.compile(
    r"^(?:指标[一二三四五六七八九十\d]{1,3}[::、]|\d{1,2}\.(?=\d[A-Za-z])|\d{1,2}(?:\.\d{1,2})?[.、．](?!\d)|\(\d{1,2}\)|\(?[一二三四五六七八九十]{1,3}[)、]|[①-⑳][.、]?|[★☆▲△●○◆◇■□·•*#]+|[-—–]{1,2}(?=[^\d\s]))"
)
TAIL_BRACKET = re.compile(r"[(\[](?P<inside>[^()\[\]]*)[)\]](?P<marks>[*①-⑳¹²³#※]*|\[\d{1,2}\])$")
UNIT_LINE = re.compile(r"(?:计量|计算)?单位[::](?P<unit>[^,,;;)]+)")
# What an indicator's name ends in: 比重, 数, 额 …; categories (创新投入, 创新主体) end otherwise.
INDICATOR_TAIL = re.compile(
    r"(?:比重|比例|占比|比率|强度|增速|增长率|贡献率|覆盖率|数量|总数|个数|人数|家数|项数|件数|总量|总额|额|量|率|值|度|数|面积|收入|支出|经费|投资|产值|增加值|规模|指数|排名|位次|当量|余额|之比|寿命|年限|企业|机构|平台|中心|人才|人员|载体|项目|基地|工作站|孵化器|众创空间|实验室|研究院|生产总值|GDP|专利|论文|奖)$"
)
SUB_ROW = re.compile(r"^(?:其中[::,,]?|#|—+|-+|·)")
PARTED_BAND = re.compile(r"^按.{1,12}分(?:组|类)?[::]?$")  # what parts the total above it: 按性别分
TOTAL_PLACE = re.compile(r"^(?:合\s*计|总\s*计|小\s*计|全[市县区省州盟旗](?:合计|总计)?|全国|总目标|全[市县区省]目标)$")
NOTE_LINE = re.compile(
    r"^\(?(?:备?注|说明|注释|注解|资料来源|数据来源)[\d①-⑳]*\)?(?:\([^()]{1,12}\))?[::]|^(?:[①-⑳*※]|#(?=.{12}|[为按含指系]|.*[。.;:]$))\s*[^\d\s|]|^[\[〔]\s*[\]〕]|^(?:带|标)[“\"]?[*※#]"
)
CAPTION_LINE = re.compile(
    r"^(?:附?表|专栏|附件|图表|续表)\s*(?:\d+|[一二三四五六七八九十]+)?(?:[-—–.]\d+)?|(?:指标|指标体系|指标表|目标|目标表|情况表|一览表|分解表|任务表|汇总表|指标值)(?:\(.*\))?$"
)
# “2020年 99” or “末期（2025年）：1.2%” on a line of its own under an indicator's name.
# A page's number that was copied along: - 12 -, 第3页.
DATED_VALUE = re.compile(
    rf"^\s*(?P<head>(?:基期|中期|末期|期末|现状|目标|基数|实际|预期)?\(?(?:到|至)?{YEAR}年?(?:末|底)?(?:实际|目标|基数|现状|完成|预期|规划)?(?:值)?\)?)"
    r"\s*(?:[::]|\s|达到|为)\s*(?P<value>\S.*?)\s*$"
)
PAGE_NUMBER = re.compile(r"^[-—–]+\d{1,3}[-—–]+$|^[-—–]*第\d{1,3}页(?:共\d{1,3}页)?[-—–]*$")
CONTINUED = re.compile(r"^\(?(?:续表|续上表|接上表|表\s*[\d一二三四五六七八九十]+\s*\(?续)")


# A mark that points to a note below: 2020年①, 2020年¹, 2020年1), 2025年[2], 2020年*; the digit alone where <sup> was lost.
_END_OF_MARK = re.compile(r"[*#※①-⑳¹²³)\]\d]")
_HEAD_MARK = re.compile(r"(?<=[^\d(])(?:[*#※①-⑳¹²³]|\[\d{1,2}\]|(?<=[年值标])\(?\d{1,2}\)|(?<=年)\d(?!\d))+$")


def without_mark(cell: str) -> str:
    """A header's (folded, squeezed) word without the mark that points to a note: 2020年① is 2020年."""
    return _HEAD_MARK.sub("", cell) if _END_OF_MARK.match(cell, len(cell) - 1) else cell


def is_axis_head(cell: str) -> bool:
    """Whether a cell (folded, without white space) heads places or years down the side; 单位 rather heads units."""
    return bool((PLACE_HEAD.match(cell) or YEAR_AXIS_HEAD.match(cell)) and not UNIT_HEAD.match(cell))


def is_header_word(cell: str) -> bool:
    """Whether a (folded, squeezed) cell reads like a header: 指标名称, 单位, 2020年, “十四五”目标, 年均增长(%)."""
    cell = without_mark(cell)
    if not cell or len(cell) > 24:
        return False
    return bool(
        any(p.search(cell) for p in (NUMBER_HEAD, INDICATOR_HEAD, PRODUCT_HEAD, UNIT_HEAD, ATTRIBUTE_HEAD, CATEGORY_HEAD))
        or is_period_head(cell)
        or (
            GROWTH_HEAD.search(cell)
            and len(cell) <= 14
            and cell[0] not in "〔[(<>"
            and not any(c.isdecimal() for c in PERIOD_WORDS.sub("", cell))
            and len(_BESIDE_GROWTH.sub("", PERIOD_WORDS.sub("", cell))) <= 2
        )
        or (OTHER_HEAD.search(cell) and len(cell) <= 8)
    )


def is_period_head(cell: str) -> bool:
    """Whether a cell heads a column of values: it names a year or period, or says base or target, and hardly anything else.

    潍坊市“十四五”科技创新主要指标 names a period too, but is a caption.
    """
    cell = without_mark(cell)
    rest = PERIOD_WORDS.sub("", cell)
    if any(c.isdecimal() for c in rest) or not VALUE_HEAD.search(cell):
        return False
    return len(_BESIDE_PERIOD.sub("", rest)) <= 3
