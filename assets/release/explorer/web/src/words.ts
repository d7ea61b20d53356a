// All that the page says, in Chinese and English. Chinese is what readers open it with.
export type Pair = readonly [zh: string, en: string];

let english = false;
export const speak = (en: boolean): void => {
  english = en;
  document.documentElement.lang = en ? "en" : "zh-CN";
};
export const isEnglish = (): boolean => english;
export const say = (pair: Pair): string => pair[english ? 1 : 0];

export const W = {
  title: ["规划指标", "Plan Indicators"],
  overview: ["总览", "Overview"],
  indicators: ["指标", "Indicators"],
  places: ["地方", "Places"],
  targets: ["全部目标", "All targets"],
  attainment: ["完成情况", "Attainment"],
  plans: ["规划原文", "Plans"],
  work: ["责任分工", "Who does what"],
  search: ["搜索指标、地方、规划", "Search indicators, places, plans"],
  searchHint: ["如：研发、高新技术企业、嘉兴", "e.g. R&D, high-tech, Jiaxing"],
  nothing: ["没有符合条件的内容。放宽筛选，或换一个词。", "Nothing matches. Loosen the filters or try another word."],
  clear: ["清除筛选", "Clear filters"],
  language: ["English", "中文"],
  theme: ["明暗", "Light or dark"],
  skip: ["跳到正文", "Skip to content"],
  year: ["目标年", "Target year"],
  allYears: ["全部年份", "All years"],
  level: ["层级", "Level"],
  dimension: ["主题", "Theme"],
  binding: ["约束性", "Binding"],
  confidence: ["可信度", "Confidence"],
  doubt: ["疑问", "Doubts"],
  any: ["不限", "Any"],
  sort: ["排序", "Sort by"],
  byTarget: ["目标值", "Target"],
  byGap: ["差距", "Gap to target"],
  byGrowth: ["年均增速", "Growth a year"],
  byPlace: ["地方", "Place"],
  byPlan: ["规划顺序", "Order in the plans"],
  byConfidence: ["可信度低者在前", "Least confidence first"],
  place: ["地方", "Place"],
  indicator: ["指标", "Indicator"],
  base: ["基期", "Baseline"],
  target: ["目标", "Target"],
  actual: ["实际", "Actual"],
  gap: ["增减", "Change"],
  growth: ["年均增速", "Growth a year"],
  status: ["完成", "Attainment"],
  plan: ["规划", "Plan"],
  period: ["规划期", "Period"],
  download: ["下载", "Download"],
  cite: ["复制引用", "Copy citation"],
  copied: ["已复制", "Copied"],
  copyLink: ["复制本页地址", "Copy address"],
  more: ["再显示", "Show more"],
  close: ["关闭", "Close"],
  previous: ["上一条", "Previous"],
  next: ["下一条", "Next"],
  passage: ["原文", "As printed"],
  basePassage: ["基期值的原文", "The baseline as printed"],
  actualPassage: ["实际值的原文", "The actual as printed"],
  asTable: ["表格中的一行", "a row of a table"],
  asText: ["正文中的一句", "a sentence of the text"],
  inText: ["在规划全文中查看", "See it in the plan's text"],
  source: ["来源文件", "Source file"],
  original: ["原始网页", "Original page"],
  noDoubt: ["没有规则对此提出疑问。", "No rule questions it."],
  sure: ["读取可信度", "Confidence of the reading"],
  issuer: ["发布机关", "Issued by"],
  number: ["文号", "Number"],
  published: ["公布日期", "Published"],
  textLeftOut: ["规划全文没有放进本页（篇幅所限），请见同一目录下的 plan_texts 表。", "The plan's text is left out of this page for its size; see the table plan_texts beside it."],
  legend: ["文中每个数字的去向", "What became of every number"],
  owner: ["责任单位", "Responsible body"],
  task: ["任务", "Task"],
  noOwner: ["未写明", "not said"],
  filterWork: ["按单位或任务筛选", "Filter by body or task"],
  quality: ["数据质量报告", "Quality report"],
  allData: ["完整数据见同一目录：csv、xlsx、parquet 与 DuckDB。", "The whole data stand beside this page: csv, xlsx, parquet and DuckDB."],
  latest: ["最常见的指标", "Most promised"],
  ofCatalogue: ["目录外", "not in the catalogue"],
  multiples: ["目标相当于基期的多少倍", "Targets as multiples of the baseline"],
  overPeriods: ["跨期对照", "Over the periods"],
  fastest: ["增速最快", "Fastest growing"],
  share: ["各状态所占份额", "By status"],
  progressTitle: ["从起点到目标走了多少", "How far from baseline to target"],
  choose: ["选择", "Choose"],
  unitsDiffer: ["另有单位不同的目标，列于表中。", "Targets in other units are listed in the table."],
  loading: ["正在展开原文…", "Unpacking the passages…"],
  stated: ["规划写明的增速", "Growth as stated"],
  details: ["查看出处", "See the source"],
} as const satisfies Record<string, Pair>;

export const w = (key: keyof typeof W): string => say(W[key]);

export const LEVELS: Record<string, Pair> = {
  national: ["国家", "National"], province: ["省级", "Province"], city: ["市级", "City"], county: ["县级", "County"], park: ["园区", "Park"], body: ["片区、机构", "Zone or body"],
};
export const BINDING: Record<string, Pair> = { binding: ["约束性", "binding"], expected: ["预期性", "expected"] };
export const STATUS: Record<string, Pair> = {
  met: ["已完成", "met"], missed: ["未完成", "missed"], ahead: ["快于进度", "ahead"], behind: ["慢于进度", "behind"], unknown: ["尚无实际值", "no actual yet"],
};
export const SEVERITY: readonly Pair[] = [["无疑问", "no doubt"], ["提示", "note"], ["警告", "warning"], ["错误", "error"]];
export const COMPARATOR: Record<string, string> = { "=": "", ">=": "≥", ">": ">", "<=": "≤", "<": "<", "~": "约" };
export const DIMENSIONS: Record<string, Pair> = {
  input: ["创新投入", "Innovation input"], talent: ["人才", "Talent"], platform: ["创新平台", "Platforms"], enterprise: ["企业", "Enterprises"],
  ip: ["知识产权", "Intellectual property"], transfer: ["成果转化", "Transfer"], industry: ["产业", "Industry"], economy: ["经济", "Economy"],
  trade: ["开放与贸易", "Trade"], digital: ["数字化", "Digital"], energy: ["能源", "Energy"], environment: ["生态环境", "Environment"],
  agriculture: ["农业农村", "Agriculture"], transport: ["交通", "Transport"], housing: ["住房与城建", "Housing"], education: ["教育", "Education"],
  health: ["卫生健康", "Health"], culture: ["文化旅游体育", "Culture"], livelihood: ["民生", "Livelihood"], safety: ["安全", "Safety"],
  park: ["园区", "Parks"], governance: ["治理与服务", "Governance"], context: ["基本情况", "Context"],
};
