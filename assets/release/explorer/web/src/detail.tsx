// One target beside the view: its values, where they are printed, what is doubted, how to cite it.
import { useEffect, useRef, useState } from "preact/hooks";
import { D, M, areaKeys, doubtsOf, gap, idOf, loadMore, periodOf, rowOf, titleOf, unit, word } from "./data";
import { citation, copy } from "./exports";
import { amount, areaOf, difference, growthOf, nameOf, named, signed, sureness, targetOf } from "./format";
import { Badges, Flash, severityClass, statusBadge } from "./parts";
import { go, to, within } from "./route";
import { BINDING, DIMENSIONS, SEVERITY, say, w } from "./words";

const CELL = "\x1f", AGAIN = "\x1e";

function Row({ text, marks, head }: { text: string; marks: Record<number, string>; head: boolean }) {
  const cells: { text: string; from: number; span: number }[] = [];
  text.split(CELL).forEach((one, at) => { if (one === AGAIN && cells.length) cells[cells.length - 1].span++; else cells.push({ text: one, from: at, span: 1 }); });
  const Tag = head ? "th" : "td";
  return <tr>{cells.map((cell) => {
    const mark = Array.from({ length: cell.span }, (_, at) => marks[cell.from + at]).find(Boolean);
    return <Tag key={cell.from} colSpan={cell.span} class={mark ? `hit ${mark}` : ""}>{mark && !head ? <mark class={mark}>{cell.text}</mark> : cell.text}</Tag>;
  })}</tr>;
}

// The sentence, or the row under its table's header, with the number marked; `also` are figures of the same row.
export function Passage({ at, kind, also = {} }: { at: number; kind: string; also?: Record<number, string> }) {
  const p = M!.passages, row = p.row[at], where = [p.page[at] === null ? "" : say([`第${p.page[at]}页`, `page ${p.page[at]}`]), p.line[at] === null ? "" : say([`第${p.line[at]}行`, `line ${p.line[at]}`])].filter(Boolean).join(say(["，", ", "]));
  const section = word(p.section, at);
  if (row >= 0) {
    const table = p.row_table.at[row], heads = p.row_is_header.flatMap((is, one) => (is && p.row_table.at[one] === table && one < row ? [one] : [])).slice(-3), marks = { ...also, [p.column[at] ?? -1]: kind };
    return <div class="passage">
      <p class="where">{section && <b>{section}</b>}{w("asTable")}{where && say(["，", ", "])}{where}</p>
      <div class="scroll" tabIndex={0} role="region" aria-label={w("passage")}><table class="printed">
        {p.captions[table] && <caption>{p.captions[table]}</caption>}
        <thead>{heads.map((one) => <Row key={one} text={p.rows[one]} marks={marks} head />)}</thead>
        <tbody><Row text={p.rows[row]} marks={marks} head={false} /></tbody>
      </table></div>
    </div>;
  }
  const signs = [...(word(p.quote, at) ?? "")], start = p.start[at], end = start + p.length[at];
  return <div class="passage">
    <p class="where">{section && <b>{section}</b>}{w("asText")}{where && say(["，", ", "])}{where}</p>
    <blockquote lang="zh-CN">{signs.slice(0, start).join("")}<mark class={kind}>{signs.slice(start, end).join("")}</mark>{signs.slice(end).join("")}</blockquote>
  </div>;
}

function Passages({ row }: { row: number }) {
  const t = D.targets, p = M!.passages, target = t.target_passage[row], base = t.base_passage[row], actual = t.actual_passage[row];
  const together = base >= 0 && p.row[base] >= 0 && p.row[base] === p.row[target];
  return <>
    <h3>{w("passage")}</h3>
    {target >= 0 && <Passage at={target} kind="target" also={together ? { [p.column[base] ?? -1]: "base" } : {}} />}
    {base >= 0 && base !== target && !together && <><h3>{w("basePassage")}</h3><Passage at={base} kind="base" /></>}
    {actual >= 0 && actual !== base && <><h3>{w("actualPassage")}</h3>{t.actual_plan[row] >= 0 && t.actual_plan[row] !== t.plan[row] && <p class="from">{titleOf(t.actual_plan[row])}</p>}<Passage at={actual} kind="actual" /></>}
  </>;
}

function Doubts({ row }: { row: number }) {
  const t = D.targets, found = [t.target_passage[row], t.base_passage[row]].filter((at, n, all) => at >= 0 && all.indexOf(at) === n).flatMap(doubtsOf).sort((a, b) => b.severity - a.severity);
  const sure = t.confidence[row];
  return <>
    <h3>{say(["疑问与可信度", "Doubts and confidence"])}</h3>
    {sure !== null && <div class="sure"><p><b>{sureness(sure)}</b> {w("sure")}</p><meter min={0} max={1} value={sure} aria-label={w("sure")} />
      <p class="note">{say([`同样可信度的读数，每100条约有${Math.floor(sure * 100)}条的数值、单位、年份、名称、地方全部无误。`, `Of 100 readings as sure as this, about ${Math.floor(sure * 100)} are right in value, unit, year, name and place.`])}</p></div>}
    {found.length ? <ul class="doubts">{found.map((one, at) => <li key={at}><span class={`badge ${severityClass[one.severity]}`}>{say(SEVERITY[one.severity])}</span><b>{say(one.title)}</b>{say(one.says) && <p>{say(one.says)}</p>}<p class="note">{say(one.about)}</p></li>)}</ul> : <p class="note">{w("noDoubt")}</p>}
  </>;
}

export function Detail({ id, rows }: { id: string; rows: number[] }) {
  const row = rowOf(id), panel = useRef<HTMLElement>(null), before = useRef<Element | null>(null), [ready, set] = useState(M !== null);
  const shut = (): void => { go(within({ t: "" })); (before.current as HTMLElement | null)?.focus?.({ preventScroll: true }); };
  useEffect(() => { void loadMore().then(() => set(true)); }, []);
  useEffect(() => { before.current ??= document.activeElement; panel.current?.focus(); panel.current?.scrollTo(0, 0); }, [id]);
  useEffect(() => { const key = (event: KeyboardEvent): void => { if (event.key === "Escape") shut(); }; addEventListener("keydown", key); return () => removeEventListener("keydown", key); }, []);
  if (row < 0) return null;
  const t = D.targets, plan = t.plan[row], indicator = t.indicator[row], of = unit(row), at = rows.indexOf(row), title = `${areaOf(row)}：${nameOf(indicator)}`, stated = t.stated_growth[row];
  const near = (step: number) => (at >= 0 && rows[at + step] !== undefined ? <a class="tool" href={within({ t: idOf(rows[at + step]) })}>{w(step < 0 ? "previous" : "next")}</a> : null);
  const facts: [string, unknown][] = [
    [w("gap"), gap(row) === null ? null : difference(gap(row), of)], [w("growth"), growthOf(row) === "—" ? null : growthOf(row)],
    [w("stated"), stated === null ? null : signed(stated, word(t.stated_growth_unit, row) ?? "")], [w("dimension"), named(DIMENSIONS, D.indicators.dimension[indicator])], [w("binding"), named(BINDING, word(t.binding, row))],
  ];
  return <aside class="detail" role="dialog" aria-label={title} tabIndex={-1} ref={panel}>
    <div class="bar"><span>{near(-1)}{near(1)}</span><button type="button" class="tool shut" onClick={shut} aria-label={w("close")}>✕</button></div>
    <p class="over"><a href={to("place", areaKeys[t.area[row]])}>{areaOf(row)}</a></p>
    <h2><a href={to("indicator", D.indicators.id[indicator])}>{nameOf(indicator)}</a></h2>
    {word(t.indicator_text, row) && <p class="note">{say(["规划中写作：", "As printed: "])}{word(t.indicator_text, row)}</p>}
    <dl class="values">
      <div class="base"><dt>{w("base")} {t.base_year[row] ?? ""}</dt><dd>{amount(t.base_value[row], of)}</dd></div>
      <div class="target"><dt>{w("target")} {t.target_year[row] ?? ""}</dt><dd>{targetOf(row)}</dd></div>
      {t.actual_value[row] !== null && <div class="actual"><dt>{w("actual")} {t.actual_year[row] ?? ""}</dt><dd>{amount(t.actual_value[row], of)}</dd><dd class="small">{statusBadge(row)}</dd></div>}
    </dl>
    <p><Badges row={row} /></p>
    <dl class="facts">{facts.filter(([, value]) => value).map(([name, value]) => <div key={name}><dt>{name}</dt><dd>{String(value)}</dd></div>)}</dl>
    {ready ? <><Passages row={row} /><Doubts row={row} /></> : <p class="note">{w("loading")}</p>}
    <h3>{w("plan")}</h3>
    <p class="from"><a href={to("plan", D.plans.plan_id[plan], { mark: id })}>{titleOf(plan)}</a></p>
    <p class="note">{[word(D.plans.issuer, plan), D.plans.document_number[plan], D.plans.published_on[plan], periodOf(plan)].filter(Boolean).join(" · ")}</p>
    <p class="note">{w("source")}：<code>{D.plans.source_path[plan]}</code>{/^https?:/.test(D.plans.url[plan] ?? "") && <> · <a href={D.plans.url[plan]!} rel="noreferrer" target="_blank">{w("original")}</a></>}</p>
    <p class="tools"><a class="tool" href={to("plan", D.plans.plan_id[plan], { mark: id })}>{w("inText")}</a><Flash act={() => copy(citation(title))}>{w("cite")}</Flash><Flash act={() => copy(location.href)}>{w("copyLink")}</Flash></p>
  </aside>;
}
