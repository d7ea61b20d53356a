// The views over the targets: overview, indicators, one indicator, places, one place, all targets, attainment.
import { useMemo } from "preact/hooks";
import { dumbbell, growths, multiples, periods, progress } from "./charts";
import { D, areaKeys, count, gap, gathered, growth, periodOf, rowsOfArea, rowsOfIndicator, titleOf, unit, word } from "./data";
import { areaOf, counted, difference, growthOf, nameOf, named, targetOf } from "./format";
import { Chart, Filters, PAGE, Targets, Tools } from "./parts";
import { filtered, sorted, to, within, type Route } from "./route";
import { Search } from "./search";
import { DIMENSIONS, LEVELS, STATUS, isEnglish, say, w } from "./words";

const most = <T,>(values: T[]): T | undefined => {
  const found = new Map<T, number>();
  for (const value of values) found.set(value, (found.get(value) ?? 0) + 1);
  return [...found].sort((a, b) => b[1] - a[1])[0]?.[0];
};
const distinct = (values: Iterable<unknown>): number => new Set(values).size;
const keyOf = (rows: number[], route: Route): string => `${rows.length}:${rows.slice(0, 400).join()}${isEnglish()}${JSON.stringify({ ...route.q, t: "" })}`;
const areasOf = (rows: number[]): number => distinct(rows.map((row) => D.targets.area[row]));
const known = (row: number): boolean => D.targets.target_value[row] !== null;
const comma = (): string => say(["，", ", "]);

// What is drawn of one indicator: rows of one unit, and without a chosen year those of the year that most have.
function drawnOf(indicator: number, route: Route): { rows: number[]; year: string; units: boolean } {
  const t = D.targets, all = rowsOfIndicator[indicator].filter(known), asked = route.q.year;
  const year = asked || `${most(all.map((row) => t.target_year[row])) ?? ""}`;
  const rows = filtered({ ...route.q, year }, all), of = most(rows.map(unit));
  const one = rows.filter((row) => unit(row) === of);
  return { rows: sorted(one, route.q.sort ?? "target", D.indicators.direction[indicator] === "down"), year, units: one.length < rows.length };
}

function headline(indicator: number, rows: number[]): string {
  const t = D.targets, name = nameOf(indicator), falls = D.indicators.direction[indicator] === "down";
  if (!rows.length) return name;
  const first = sorted(rows, "target", falls)[0], of = unit(first), year = t.target_year[first], base = t.base_value[first], places = areasOf(rows);
  const from = base === null ? "" : say([`，比${t.base_year[first] ?? "基期"}${t.base_year[first] ? "年" : ""}${gap(first)! < 0 ? "低" : "高"}${difference(Math.abs(gap(first)!), of).replace("+", "")}`, `, ${difference(gap(first), of)} on ${t.base_year[first] ?? "the baseline"}`]);
  if (places === 1) return say([`${areaOf(first)}：${year ?? ""}年目标${targetOf(first)}${from}`, `${areaOf(first)}: ${targetOf(first)} by ${year ?? "—"}${from}`]);
  return say([`到${year ?? ""}年，${places}个地方中${areaOf(first)}的目标最${falls ? "低" : "高"}：${targetOf(first)}${from}`, `By ${year ?? "—"}, ${areaOf(first)} aims ${falls ? "lowest" : "highest"} of ${places} places: ${targetOf(first)}${from}`]);
}

function IndicatorChart({ indicator, route, over }: { indicator: number; route: Route; over?: string }) {
  const { rows, year, units } = useMemo(() => drawnOf(indicator, route), [indicator, JSON.stringify(route.q)]);
  const drawn = rows.slice(0, Number(route.q.all || PAGE)), many = year === "all" || distinct(rows.map((row) => D.targets.area[row])) < rows.length;
  const of = rows.length ? unit(rows[0]) : "", note = [over ? of && say([`单位：${of}`, `in ${of}`]) : `${nameOf(indicator)}${of && comma()}${of}`, year && year !== "all" ? say([`目标年${year}`, `target year ${year}`]) : "", drawn.length < rows.length ? say([`图中为前${drawn.length}条，共${rows.length}条`, `the first ${drawn.length} of ${rows.length}`]) : "", units ? w("unitsDiffer") : ""].filter(Boolean).join(say(["；", "; "]));
  if (!rows.length) return <p class="none">{w("nothing")}</p>;
  return <Chart over={over} title={headline(indicator, rows)} note={note} known={keyOf(drawn, route)} rows={rows} draw={(width) => dumbbell(drawn, width, nameOf(indicator), many)} />;
}

export function Partial() {
  const all = D.tables.indicator_targets, shown = count(), plans = D.plans.plan_id.length, total = D.tables.plans - D.limits.copies;
  return shown < all ? <p class="partial">{say([`本页只收入${counted(all)}个目标中的${counted(shown)}个：最近${counted(plans)}份规划（共${counted(total)}份）。上限由${D.limits.variable}设定；全部数据见同一目录的表。`, `This page holds ${counted(shown)} of ${counted(all)} targets: those of the ${counted(plans)} latest plans of ${counted(total)}. The limit is set by ${D.limits.variable}; the tables beside it hold all.`])}</p> : null;
}

// What the overview counts: it is the same whatever is chosen.
let totals: { byPlaces: (readonly [number, number])[]; warned: number; judged: number } | null = null;
function overview() {
  if (totals) return totals;
  const { status } = D.targets, unknown = status.words.indexOf("unknown");
  const byPlaces = D.indicators.id.map((_, at) => [at, areasOf(rowsOfIndicator[at].filter(known))] as const).filter(([at]) => D.indicators.dimension[at]).sort((a, b) => b[1] - a[1] || rowsOfIndicator[b[0]].length - rowsOfIndicator[a[0]].length);
  return (totals = { byPlaces, warned: filtered({ doubt: "2" }).length, judged: status.at.filter((at) => at >= 0 && at !== unknown).length });
}

export function Overview({ route }: { route: Route }) {
  const { byPlaces, warned, judged } = overview();
  const lead = byPlaces.find(([at, n]) => n > 1 && unit(rowsOfIndicator[at][0]) === "%") ?? byPlaces[0];
  return <>
    <section class="hero">
      <p class="over">{say([`版本${D.release.made.slice(0, 10)}`, `Release of ${D.release.made.slice(0, 10)}`])}</p>
      <h1>{say(["各地规划许下了什么，到哪一年，从哪里起步", "What the plans promise, by when, and from where"])}</h1>
      <p class="lead">{say([`${counted(D.plans.plan_id.length)}份规划、${counted(D.areas.area_name.length)}个地方和单位的${counted(count())}个目标。每个数字都能点回规划里印着它的那句话、那一行表。`, `${counted(count())} targets of ${counted(D.areas.area_name.length)} places and bodies in ${counted(D.plans.plan_id.length)} plans. Every figure leads back to the sentence or table row that prints it.`])}</p>
      <Search large />
    </section>
    {lead && <IndicatorChart indicator={lead[0]} route={{ ...route, q: {} }} over={nameOf(lead[0])} />}
    {lead && <p class="after"><a href={to("indicator", D.indicators.id[lead[0]])}>{say([`查看“${nameOf(lead[0])}”的全部年份与地方`, `All years and places of “${nameOf(lead[0])}”`])}</a></p>}
    <div class="columns">
      <section><h2>{w("latest")}</h2><ol class="ranked">{byPlaces.slice(0, 10).map(([at, n]) => <li key={at}><a href={to("indicator", D.indicators.id[at])}>{nameOf(at)}</a><span>{say([`${n}个地方`, `${n} places`])}</span></li>)}</ol><p class="after"><a href={to("indicators")}>{say(["全部指标", "All indicators"])}</a></p></section>
      <section><h2>{w("places")}</h2><ol class="ranked">{D.areas.area_name.map((_, at) => at).sort((a, b) => rowsOfArea[b].length - rowsOfArea[a].length).slice(0, 10).map((at) => <li key={at}><a href={to("place", areaKeys[at])}>{D.areas.area_name[at]}</a><span>{say([`${rowsOfArea[at].length}个目标`, `${rowsOfArea[at].length} targets`])}</span></li>)}</ol><p class="after"><a href={to("places")}>{say(["全部地方", "All places"])}</a></p></section>
      <section><h2>{say(["从这里问起", "Questions to start from"])}</h2><ul class="asks">
        <li><a href={to("targets", "", { sort: "growth" })}>{say(["哪些目标增长最快？", "Which targets grow fastest?"])}</a></li>
        <li><a href={to("targets", "", { bind: "binding" })}>{say(["哪些是约束性指标？", "Which targets are binding?"])}</a></li>
        {judged > 0 && <li><a href={to("attainment")}>{say([`已有实际值的${counted(judged)}个目标完成得怎样？`, `How did the ${counted(judged)} targets with an actual fare?`])}</a></li>}
        {warned > 0 && <li><a href={to("targets", "", { doubt: "2" })}>{say([`哪${counted(warned)}个目标值得再核对？`, `Which ${counted(warned)} targets should be checked again?`])}</a></li>}
        <li><a href={to("work")}>{say(["哪项任务由谁负责？", "Who answers for which task?"])}</a></li>
        <li><a href={to("changes")}>{say(["和上一版相比变了什么？", "What has changed since the release before?"])}</a></li>
        <li><a href={to("plans")}>{say(["规划全文里的每个数字去了哪里？", "What became of every number in the texts?"])}</a></li>
      </ul></section>
    </div>
  </>;
}

// A group's further entries are found by the search box: a list of thousands would be slow and read by nobody.
const LISTED = 240, MOST = 40, LEAST = 6;
const listed = (groups: number): number => Math.max(LEAST, Math.min(MOST, Math.floor(LISTED / groups)));
const Rest = ({ n }: { n: number }) => (n > 0 ? <p class="note">{say([`还有${counted(n)}个，可用上方搜索框查找。`, `${counted(n)} more; the search box finds them.`])}</p> : null);

export function Indicators({ route }: { route: Route }) {
  const rows = filtered(route.q), counts = gathered(rows, (row) => D.targets.indicator[row]), groups = gathered([...counts.keys()], (at) => D.indicators.dimension[at] ?? "~"), most = listed(groups.size);
  return <>
    <h1>{w("indicators")}</h1>
    <Filters route={route} />
    {!rows.length && <p class="none">{w("nothing")}</p>}
    <div class="index">{[...Object.keys(DIMENSIONS), "~"].filter((code) => groups.has(code)).map((code) => <section key={code}>
      <h2>{code === "~" ? w("ofCatalogue") : named(DIMENSIONS, code)}</h2>
      <ul>{groups.get(code)!.sort((a, b) => counts.get(b)!.length - counts.get(a)!.length).slice(0, most).map((at) => <li key={at}><a href={to("indicator", D.indicators.id[at])}>{nameOf(at)}</a><span>{areasOf(counts.get(at)!)}</span></li>)}</ul><Rest n={groups.get(code)!.length - most} />
    </section>)}</div>
  </>;
}

export function Indicator({ route }: { route: Route }) {
  const at = D.indicators.id.indexOf(route.arg);
  if (at < 0) return <p class="none">{w("nothing")}</p>;
  const all = rowsOfIndicator[at], { year } = drawnOf(at, route), rows = sorted(filtered({ ...route.q, year }, all), route.q.sort ?? "target", D.indicators.direction[at] === "down"), t = D.targets;
  const years = [...new Set(all.map((row) => t.target_year[row]))].filter((one) => one !== null).sort() as number[];
  const growing = sorted(rows.filter((row) => growth(row) !== null), "growth").slice(0, 15);
  return <>
    <p class="over"><a href={to("indicators", "", D.indicators.dimension[at] ? { dim: D.indicators.dimension[at]! } : {})}>{D.indicators.dimension[at] ? named(DIMENSIONS, D.indicators.dimension[at]) : w("ofCatalogue")}</a></p>
    <h1>{nameOf(at)}<small lang={isEnglish() ? "zh-CN" : "en"}>{isEnglish() ? D.indicators.zh[at] : D.indicators.en[at]}</small></h1>
    {years.length > 1 && <nav class="chips" aria-label={w("year")}>{[...years.map(String), "all"].map((one) => <a key={one} href={within({ year: one, all: "", t: "" })} aria-current={one === year ? "true" : undefined}>{one === "all" ? w("allYears") : one}</a>)}</nav>}
    <Filters route={route} rows={all} without={["year", "dim"]} sorts={[{ value: "target", text: w("byTarget") }, { value: "gap", text: w("byGap") }, { value: "growth", text: w("byGrowth") }, { value: "place", text: w("byPlace") }]} />
    <IndicatorChart indicator={at} route={route} />
    <Targets rows={rows} route={route} columns={["place"]} />
    {growing.length > 2 && <Chart title={say([`年均增速：${areaOf(growing[0])}最快，${growthOf(growing[0])}`, `Growth a year: ${areaOf(growing[0])} fastest, ${growthOf(growing[0])}`])} legend={false} rows={growing} known={keyOf(growing, route)} draw={(width) => growths(growing, width, w("growth"), true)} />}
  </>;
}

export function Places({ route }: { route: Route }) {
  const rows = filtered(route.q), collator = new Intl.Collator("zh-CN-u-co-pinyin"), counts = new Map<number, number>();
  for (const row of rows) counts.set(D.targets.area[row], (counts.get(D.targets.area[row]) ?? 0) + 1);
  const groups = gathered([...counts.keys()], (at) => word(D.areas.province, at) ?? say(["其他", "Others"])), most = listed(groups.size);
  return <>
    <h1>{w("places")}</h1>
    <Filters route={route} />
    {!rows.length && <p class="none">{w("nothing")}</p>}
    <div class="index">{[...groups].sort((a, b) => collator.compare(a[0], b[0])).map(([province, areas]) => <section key={province}>
      <h2>{province}</h2>
      <ul>{areas.sort((a, b) => counts.get(b)! - counts.get(a)!).slice(0, most).map((at) => <li key={at}><a href={to("place", areaKeys[at])}>{D.areas.area_name[at]}</a><small>{named(LEVELS, word(D.areas.area_kind, at))}</small><span>{counted(counts.get(at)!)}</span></li>)}</ul><Rest n={areas.length - most} />
    </section>)}</div>
  </>;
}

export function Place({ route }: { route: Route }) {
  const at = areaKeys.indexOf(route.arg), t = D.targets;
  if (at < 0) return <p class="none">{w("nothing")}</p>;
  const all = rowsOfArea[at], plans = [...new Set(all.map((row) => t.plan[row]))].sort((a, b) => (D.plans.period_start[a] ?? 0) - (D.plans.period_start[b] ?? 0));
  const plan = route.q.plan ? D.plans.plan_id.indexOf(route.q.plan) : -1, rows = sorted(filtered(route.q, all).filter((row) => plan < 0 || t.plan[row] === plan), route.q.sort ?? "plan");
  const grown = rows.filter((row) => t.base_value[row] !== null && t.base_value[row]! > 0 && (t.target_value[row] ?? 0) > 0 && t.target_value[row]! / t.base_value[row]! < 100), latest = new Map<number, number>();
  for (const row of grown) if ((t.target_year[latest.get(t.indicator[row]) ?? -1] ?? 0) <= (t.target_year[row] ?? 0)) latest.set(t.indicator[row], row);
  const times = [...latest.values()].sort((a, b) => t.target_value[b]! / t.base_value[b]! - t.target_value[a]! / t.base_value[a]!).slice(0, PAGE);
  const both = gathered(filtered(route.q, all).filter((row) => known(row) && t.target_year[row] !== null), (row) => t.indicator[row]);
  const over = [...both].filter(([, rows]) => distinct(rows.map((row) => t.plan[row])) > 1 && distinct(rows.map(unit)) === 1).slice(0, 12), name = D.areas.area_name[at];
  return <>
    <p class="over"><a href={to("places")}>{[word(D.areas.province, at), named(LEVELS, word(D.areas.area_kind, at))].filter(Boolean).join(" · ")}</a></p>
    <h1>{name}</h1>
    <p class="lead">{say([`${plans.length}份规划，${all.length}个目标，${distinct(all.map((row) => t.indicator[row]))}个指标。`, `${all.length} targets for ${distinct(all.map((row) => t.indicator[row]))} indicators in ${plans.length} ${plans.length === 1 ? "plan" : "plans"}.`])}</p>
    {plans.length > 1 && <nav class="chips" aria-label={w("plan")}>{[-1, ...plans].map((one) => <a key={one} href={within({ plan: one < 0 ? "" : D.plans.plan_id[one], all: "", t: "" })} aria-current={one === plan ? "true" : undefined}>{one < 0 ? say(["全部时期", "All periods"]) : periodOf(one) || titleOf(one)}</a>)}</nav>}
    <Filters route={route} rows={all} without={["level"]} sorts={[{ value: "plan", text: w("byPlan") }, { value: "growth", text: w("byGrowth") }, { value: "confidence", text: w("byConfidence") }]} />
    {times.length > 1 && <Chart title={say([`${name}：${nameOf(t.indicator[times[0]])}的目标是基期的${(t.target_value[times[0]]! / t.base_value[times[0]]!).toFixed(1)}倍`, `${name}: ${nameOf(t.indicator[times[0]])} to become ${(t.target_value[times[0]]! / t.base_value[times[0]]!).toFixed(1)} times the baseline`])} note={w("multiples")} legend={false} rows={times} known={keyOf(times, route)} draw={(width) => multiples(times, width, w("multiples"))} />}
    {over.length > 0 && <section><h2>{w("overPeriods")}</h2><p class="note">{say(["空心圆为基期，实心圆为目标，菱形为实际；一条线是一份规划。", "Ring: baseline; disc: target; diamond: actual. A line is one plan."])}</p><div class="multiples">{over.map(([indicator, rows]) => <Chart key={indicator} title={nameOf(indicator)} heading={false} note={nameOf(indicator)} legend={false} known={keyOf(rows, route)} draw={(width) => periods(rows, width, nameOf(indicator))} />)}</div></section>}
    <h2>{w("targets")}</h2>
    <Targets rows={rows} route={route} columns={["indicator"]} />
    <Tools title={name} rows={rows} />
    <p class="after">{plans.map((one) => <a key={one} href={to("plan", D.plans.plan_id[one])}>{titleOf(one)}</a>)}</p>
  </>;
}

export function AllTargets({ route }: { route: Route }) {
  const all = filtered(route.q), rows = sorted(all, route.q.sort ?? "plan"), fast = route.q.sort === "growth" ? rows.filter((row) => growth(row) !== null).slice(0, 20) : [];
  return <>
    <h1>{w("targets")}<small>{counted(rows.length)}</small></h1>
    <Filters route={route} sorts={[{ value: "plan", text: w("byPlan") }, { value: "growth", text: w("byGrowth") }, { value: "confidence", text: w("byConfidence") }, { value: "place", text: w("byPlace") }]} />
    {fast.length > 1 && <Chart title={say([`增速最快：${areaOf(fast[0])}的${nameOf(D.targets.indicator[fast[0]])}，年均${growthOf(fast[0])}`, `Fastest: ${nameOf(D.targets.indicator[fast[0]])} of ${areaOf(fast[0])}, ${growthOf(fast[0])} a year`])} note={say([`前${fast.length}条，按基期值与目标值推算的年均增速`, `The first ${fast.length}, by the yearly growth that baseline and target imply`])} legend={false} rows={fast} known={keyOf(fast, route)} draw={(width) => growths(fast, width, w("growth"))} />}
    <Targets rows={rows} route={route} />
    <Tools title={w("targets")} rows={rows} />
  </>;
}

export function Attainment({ route }: { route: Route }) {
  const t = D.targets, chosen = route.q.status, all = filtered(route.q), judged = all.filter((row) => t.status.at[row] >= 0 && word(t.status, row) !== "unknown");
  const found: number[] = [];
  for (const row of all) found[t.status.at[row] + 1] = (found[t.status.at[row] + 1] ?? 0) + 1;
  const counts = Object.keys(STATUS).map((code) => [code, t.status.words.includes(code) ? (found[t.status.words.indexOf(code) + 1] ?? 0) : 0] as const), rows = judged.filter((row) => !chosen || word(t.status, row) === chosen).sort((a, b) => (t.progress[b] ?? -9) - (t.progress[a] ?? -9));
  const drawn = rows.filter((row) => t.progress[row] !== null).slice(0, Number(route.q.all || PAGE)), reached = counts.find(([code]) => code === "met")![1], ended = reached + counts.find(([code]) => code === "missed")![1];
  const title = ended ? say([`到期的${ended}个目标中，${reached}个已经完成`, `${reached} of the ${ended} targets that fell due were met`]) : w("progressTitle");
  return <>
    <h1>{w("attainment")}</h1>
    <p class="lead">{say(["目标旁边放上同一地方、同一指标的实际值，不论它印在哪份规划里。到期的看是否完成，未到期的看是否走在直线进度之前。", "Each target beside the actual of the same place and indicator, whichever plan prints it: met or missed once due, ahead of or behind the straight path before."])}</p>
    <Filters route={route} />
    <div class="stack" role="img" aria-label={counts.map(([code, n]) => `${say(STATUS[code])} ${n}`).join(comma())}>{counts.filter(([code, n]) => n && code !== "unknown").map(([code, n]) => <i key={code} class={code} style={{ flexGrow: n }} />)}</div>
    <nav class="chips" aria-label={w("status")}>{["", ...counts.filter(([code, n]) => n && code !== "unknown").map(([code]) => code)].map((code) => <a key={code} class={code} href={within({ status: code, all: "", t: "" })} aria-current={(chosen ?? "") === code ? "true" : undefined}>{code && <i class={`dot ${code}`} />}{code ? say(STATUS[code]) : say(["全部", "All"])} {counted(code ? counts.find(([one]) => one === code)![1] : judged.length)}</a>)}</nav>
    <p class="note">{say([`另有${counted(counts.find(([code]) => code === "unknown")![1])}个目标还没有实际值。`, `${counted(counts.find(([code]) => code === "unknown")![1])} more targets have no actual yet.`])}</p>
    {drawn.length > 0 && <Chart title={title} note={say(["0% 为基期，100% 为目标；菱形为实际值", "0% the baseline, 100% the target; the diamond is the actual"])} legend={false} rows={drawn} known={keyOf(drawn, route)} draw={(width) => progress(drawn, width, w("progressTitle"))} />}
    <Targets rows={rows} route={route} />
    <Tools title={w("attainment")} rows={rows} />
  </>;
}
