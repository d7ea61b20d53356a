"""What plans' sentences say besides names, as patterns on folded text; those of growth, rank, level and area are made of typed words."""

from __future__ import annotations

import re

from assets.language.phrases import phrase

# A change and not a level: 增长11.2%, 提高3个百分点, 增加87家 — without 到 or 至 behind.
CHANGE_END = phrase("change")
SHARE_REACHES = re.compile(r"(?:比例|比重|占比|[率度])(?:提[高升]到|提[高升]至|增加到|上升到|下降到|达到|达|为)(?:约|近|超过?)?$")
CHANGE_FALL = phrase("fall")
CHANGE_NAME = phrase("pace")
FROM_END = phrase("from")
AMONG = phrase("among")
# At the end too whoever else is named behind the verb: 居全国主要产煤省区, 居省会城市机场; 在六区两县中列.
AMONG_END = phrase("among at the end")
RANK_END = phrase("rank")
RANKING = phrase("ranking")
QUALIFIER = phrase("qualifier")
LEVEL_START = phrase("level")
STANDS_ALONE = phrase("stands alone")  # 医院 as a part of 卫生机构
# What follows a figure that is a bound inside a name (主营业务收入超100亿元的企业达到3家).
THRESHOLD_BEHIND = re.compile(
    r"^(?:的|级(?!以)|(?:及)?以上的?|及以上的?)[一-鿿]{2,}|^的(?=\d)|^(?:工业|民营|科技|骨干|龙头|重点|产业|经济)*(?:企业|项目|集群|园区|品种|产品|基金|团队|产业|县|市|区|镇|村)(?=\d|[一-鿿]{0,4}\d)"
)
# A bound and what it bounds, with no verb: 主营业务收入5亿元以上企业全部建立研发机构.
BOUNDED_NOUN = re.compile(
    r"^(?:的)?(?:规模|工业|民营|科技|骨干|龙头|重点|产业)*(?:企业|项目|集群|园区|品种|产品|人才|人员|机构|职称|学历|专家)"
)
# One of many is bounded: 单笔50万元以下, 单体面积超过5000平方米.
OF_EACH = re.compile(r"单[笔个体户家]|单项(?!冠军)|每[笔个项户家人名次](?!万)")
# Money of rules, not of indicators: 给予最高100万元奖励, 每人不超过5万元补贴. What was paid out is an indicator's: 发放高龄补贴32亿元.
INCENTIVE = re.compile(r"给予|最高(?:[\d约]|不超|可|奖|补)|一次性|罚款|按照?\S{0,8}比例|每人每|每家|封顶")
GRANT = re.compile(r"奖励|补助|补贴|资助|贴息|减免|额度")
PAID_OUT = re.compile(r"发放|兑现|投入|落实|累计|共(?!同|建|享)|争取|下达|拨付|到位|拉动|带动|撬动|为[^,，]{2,}")
FREQUENCY = re.compile(r"每(?:半?年|季度?|月|周|两周|旬|天|日|届)[^,，。;；]{0,14}$")
IN_A_ROW = re.compile(r"连续$")
# Structural nouns that slogans count: 四大体系, 八项行动, 五个方面.
SPELLED_SLOGAN = re.compile(
    r"^(?:大文章|费用|规定|底线|原则|准则|红线|工程|措施|指标|政策|制度|改革|举措|清单|计划|重大|重点|基本|主要|核心|具体|创新|关键|行动|任务|工作|事项|民生实事|实事|(?:[一-鿿]{2})?队伍)"
)
INSTITUTE = re.compile(r"(?:电科|中电|航天|兵器|中船|核工业|集团|第)$")  # 中国电科36所 is a name
NOT_PEOPLE = re.compile(r"^[才工民口均员类物体文力]")  # 333人才汇
PHYSICAL = re.compile(r"吨|公里|亩|公顷|平方|㎡|千瓦|米|台|套|辆|头|度|瓦|斤|箱|升|℃|[A-Za-z]")
# Signs that a physical quantity describes one thing and counts nothing: 年产5万吨, 直径3米, 10万吨级, 60万千瓦机组.
SIZE_BEFORE = re.compile(
    r"(?:年产|年处理|年加工|年生产|日处理|日产|单机|总长|全长|[直口]径|(?<![加增延提升抬])[深高宽厚长]|载重|时速|每|第)(?:度|约|达|近|超过?)?$"
)
SIZED_THING = re.compile(
    r"(?:项目|工程|机组|生产线|产线|装置|码头|泊位|电站|电厂|设备|船舶?|轮|列车|机床|风机|发动机|储罐|锅炉|平台|制造基地|输变电|线路|芯片|晶圆)$"
)
_COUNTED_BY_SLOGANS = (
    r"方面|体系|环节|阶段|原则|机制|统筹|结合|聚焦|坚持|强化|重点任务|主要任务|任务|字|步走|位一体|一批|化|维|核|轴|带|廊|链|极|层次|问题|关系|转变"
    r"|创新指标|批次?|要求|意识|维护|自信"
)
# What slogans count is all that stands behind the figure (5个体系), not the beginning of a longer word (2家大学科技园, 5家链主企业).
SLOGAN_NOUN = re.compile(
    rf"^大?(?:{_COUNTED_BY_SLOGANS})(?=$|[上中下的和与及]|建设$)|^大(?:重点|主导|支柱|优势|特色|新兴|传统)?(?:{_COUNTED_BY_SLOGANS}|产业|行动|工程|板块)"
)
# A list that ends so names what the counted things belong to: 现代产业、公共服务等领域320个项目.
SUCH_AS = re.compile(r"等(?:[一-鿿]{0,6}(?:领域|方面|行业|地区))?$")
# Parts of the document itself: 64个小节, 33个专栏.
OWN_PARTS = re.compile(
    r"^\s?(?:小节|专栏|章节?|篇章|附表|附图|图表|[一二三]级条目|条目|自然段|部分(?=[(,，。、]|$)|(?:主要|核心|具体)?指标(?=[(,，。、]|$)|主要指标表|[、,，]?\s?\d*\s?[章节])"
)
# Heads of 1.大力推进秀洲国家高新区建设: what follows is about the park.
ZONE_HEADING = phrase("zone of a heading")
ZONE_VERBS = phrase("fostering")

# A zone or area before an indicator's name: 海宁经济开发区高新技术企业 is 高新技术企业 of that zone.
ZONE_START = phrase("zone before a name")

# --- what a figure's words say of its measure

TO_A_LEVEL = phrase("to")
MOVED_TO = phrase("moved to")
# A verb of adding in the name makes a change; 城镇新增就业 is a flow's own name.
# A mean, rate or ratio is added nowhere: 新增劳动力平均受教育年限 begins with a noun of its own.
MEASURED = re.compile(r"(?:年限|寿命|率|比重|比例|占比|强度|密度|浓度|指数)$")
ADDS = re.compile(r"^(?:年均|每年|累计|年度)?(?:新增|净增)|(?:新增|净增)(?!.{0,2}就业)|增设")
TOTAL_REACHED = re.compile(r"达|累计|共|总")
CUTS = re.compile(
    r"(?:累计|预计|每年|年均|年)?(?P<what>减少|压减|削减|(?:降低|减轻)(?=.{0,8}(?:成本|费用|负担|税费)))(?P<name>[一-鿿A-Za-z]{2,12})$"
)
AREA_OF_AVERAGE = re.compile(r"(?P<area>全国|全省|全市|全区|世界|全球)平均(?:水平)?$")
AREA_OF_TARGET = re.compile(r"\(?(?P<area>全国|全省|全市|世界|全球)(?:目标|预期目标|要求)(?:为|是)?$")
# Sums whose figure in % can only be a growth: 地区生产总值5%左右.
GROWS = re.compile(r"(?:生产总值|GDP|(?<!占)增加值|零售总额|固定资产投资|总产值|人均可支配收入|进出口总[额值])$")
PRICES = re.compile(r"消费价格(?:总?指数|总水平)?$")
ONLY_MOVES = phrase("moves")
RANK_START = phrase("opens a rank")
COMPARES = phrase("compares")
HOLDS = phrase("holds")
