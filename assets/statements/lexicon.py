"""The words of plans' sentences (verbs of reaching and making, hedges, levels, what is no part of a name) as patterns on folded text."""

from __future__ import annotations

import re

# Behind a name, before its value. Any run of these is stripped off the name's end.
# A change and not a level: 增长11.2%, 提高3个百分点, 增加87家 — without 到 or 至 behind.
CHANGE_END = re.compile(
    r"(?P<how>(?:年均|(?<![两三四五六七八九十\d])年平均|平均|同比|每年|平均每年|相比|累计|净|又|再|分别|均|各|环比)*)(?P<what>增长|递增|提高|提升|上升|上涨|增加|增幅|增速|增产|减产|增收|(?:微|略|小幅)[增升涨降跌]|增(?=$|了|约)|下降|降低|下跌|减少|缩减|缩短|压缩|压减|精简|回落|调增|调减|新增|净增|翻)(?:速度|幅度"
    r"|率)?(?:了|达到?|为|约|近|超过|分别)*$"
)
SHARE_REACHES = re.compile(r"(?:比例|比重|占比|[率度])(?:提[高升]到|提[高升]至|增加到|上升到|下降到|达到|达|为)(?:约|近|超过?)?$")
CHANGE_FALL = re.compile(r"少|减轻|[微略幅][降跌]|下降|降低|下跌|减产|减少|缩减|缩短|压缩|压减|精简|回落|调减")
CHANGE_NAME = re.compile(r"(?:增长率|增速|增幅|增长|增长速度|涨幅|降幅)(?:指标|目标)?$")
# Verbs before a name. Those of STOCK_VERBS only say that it is there; the others belong to what is counted (引进, 新认定).
KEEP_VERB = re.compile(r"^(?:引进|引育|培育|新|净增|转化|承接|集聚|吸引|招引|聚集|汇聚|培训|培养|评选|发放|孵化|签约|选派|攻克|突破)")
FROM_END = re.compile(r"(?:由|从|自)(?:原来|原先|过去|当时|现在)?的?$")
AMONG = re.compile(
    r"(?:各省(?:区市|份|区|市)?|(?:全国|全省|全市|全区)?(?:\d{1,4}个|各)(?:设区市|地级市|县级市|市\(州\)|县\(市、?区\)|县\(市\)|县区|区县|县市区|国家级?高新区|国家级?经开区|城市|省会城市)"
    r"|(?:(?!居|列|位|排|在)[一-鿿]){2,4}市?各?(?:县\(市、?区\)|县\(市\)|县区|区县|县市区)|(?:(?!居|列|位|排|在)[一-鿿]){2,4}各县市|国家高新区|国家级高新区|全国|全省|全市|全区|全州|世界(?!级|\d)|全球|内地|国内(?!生产|旅游|游客|贸易|有效|发明|专利)|省内|全国同类城市|中西部(?:地区)?|中部地区|东部地区|西部地区|中部"
    r"|西部|东部|长三角|珠三角|京津冀|全国地级市|全国县级市|全国百强县|同类城市)(?:城市|地级市|县域|县级市|同类地区|省份|各省)?(?:中)?"
)
# At the end too whoever else is named behind the verb: 居全国主要产煤省区, 居省会城市机场.
AMONG_END = re.compile(rf"(?:{AMONG.pattern}|(?<=[居列排])(?:全国|全省|全市|世界|全球|省会|中西部)[一-鿿]{{1,8}})$")
RANK_END = re.compile(
    r"(?:综合)?(?:(?<![得评学])分别?(?=[居列位排])|排名|排|位居|位列|居于?|(?<!班)列|名列|跃居|跃升至|跃升到|跃升|上升到|上升至|上升|提升到|提升至|提升|前移到|前移至|进位至|进到|进入|增加到|提高到|下降到|回升到|升至|升到|保持|稳居|继续|首次|连续\S{1,3}(?:年|个(?:季度|月))|位次|处于|达到|由|从|历史性|连年|蝉联|逆势"
    r"|的|在|到|至|为|到了|占|(?<![单床托车泊])位)+$"
)
RANKING = re.compile(r"(?:综合)?(?:排名|位次)(?=位居|位列|居|列|名列|稳居|跃|[提上回]?升|前移|进|达到|由|从|为|保持|继续)")
QUALIFIER = re.compile(
    r"^(?:其中[,:]?)?(?P<level>国家级|自治区级|自治州级|州级|省级|市级|县级|区级|部级|省部级|国家|省|市|县|副省级|地市级|世界级|国际级|校级|院级)(?:以上|及以上|和省级|、省级)?(?:的)?$"
)
LEVEL_START = re.compile(
    r"^(?:国家级|自治区级|自治州级|州级|省级|市级|县级|区级|省部级|国家|[省市县](?!域))(?:和省级|、省级|及省级)?(?:以上|及以上)?(?:各类)?"
)
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
    r"(?:年产|年处理|年加工|年生产|日处理|日产|单机|总长|全长|[直口]径|[深高宽厚长]|载重|时速|每|第)(?:度|约|达|近|超过?)?$"
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
ZONE_HEADING = re.compile(
    r"(?P<zone>[一-鿿“”·]{2,16}?(?:国家高新区|高新技术产业开发区|高新技术产业园区|高新区|经济技术开发区|经济开发区|经开区|科技城|科学城|自创区|新区|示范区|产业园|科技园|大学城|科创走廊|创新港|开发区))(?:建设"
    r"|发展|转型升级|提质|创建|提档|高质量发展)*。?$"
)
ZONE_VERBS = re.compile(
    r"^(?:大力|加快|积极|全面|着力|持续|高标准|高水平|高质量)?(?:推进|推动|加快|建设|打造|支持|做强|做大|做优|提升|壮大|发展|促进|创建|深化|加强|强化|实施|办好|建好|争创)*"
)

# A zone or area before an indicator's name: 海宁经济开发区高新技术企业 is 高新技术企业 of that zone.
ZONE_START = re.compile(
    r"^(?P<zone>[一-鿿]{0,10}?(?:经济技术开发区|经济开发区|经开区|高新技术产业开发区|高新园区|高新区|开发区|自创区|新区|科技城|科学城|示范区|工业园区|产业园区|产业园|园区|街道|(?<![城乡])镇))(?:内|的)?(?P<rest>.*)$"
)

# --- what a figure's words say of its measure

TO_A_LEVEL = re.compile(r"[到至](?:了|约|近)?$")
MOVED_TO = re.compile(r"(?:下降|降低|上升|提高|减少|扩大|缩小|缩短)为$")  # 煤炭消费比重下降为40%: a level
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
ONLY_MOVES = re.compile(r"^(?:提高|提升|增长|增加|上升|下降|降低|减少|发展|扩大|跃升|攀升|增|升|降)+(?:到|至)?$")
RANK_START = re.compile(r"^(?:数量|总量|总数)?(?:跻身|进入|位居|位列|居(?!民)|列)")
COMPARES = re.compile(r"^(?:高于|低于|高出|低出|比|较|领先|超出|超过|快于)")
HOLDS = re.compile(r"(?:保持在|稳定在|达到|达|为|不低于|在)+$")
