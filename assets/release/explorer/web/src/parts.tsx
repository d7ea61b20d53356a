// What several views are made of: filters, charts with their downloads, the table of targets, badges.
import type { ComponentChildren } from "preact";
import { useEffect, useRef, useState } from "preact/hooks";
import { D, areaKeys, gap, growth, idOf, level, unit, word } from "./data";
import { citation, copy, saveCsv, savePng, saveSvg } from "./exports";
import { amount, areaOf, counted, difference, growthOf, nameOf, named, sureness, targetOf } from "./format";
import { FILTERS, go, tallied, to, within, type Route } from "./route";
import { BINDING, DIMENSIONS, LEVELS, SEVERITY, STATUS, say, w, type Pair } from "./words";

export const PAGE = 40;

export function Flash({ act, children }: { act: () => unknown; children: ComponentChildren }) {
  const [done, set] = useState(false);
  return <button type="button" class="tool" onClick={async () => { await act(); set(true); setTimeout(() => set(false), 1600); }}>{done ? w("copied") : children}</button>;
}

export function Tools({ title, rows, chart }: { title: string; rows?: number[]; chart?: () => SVGSVGElement | null }) {
  return <div class="tools">
    {rows && <button type="button" class="tool" onClick={() => saveCsv(title, rows)}>CSV</button>}
    {chart && <button type="button" class="tool" onClick={() => { const svg = chart(); if (svg) saveSvg(svg, title); }}>SVG</button>}
    {chart && <button type="button" class="tool" onClick={() => { const svg = chart(); if (svg) void savePng(svg, title); }}>PNG</button>}
    <Flash act={() => copy(citation(title))}>{w("cite")}</Flash>
  </div>;
}

// A chart that follows its frame's width. `draw` is asked anew where `known` or the width changes.
export function Chart({ draw, known, title, note, over, rows, legend = true, heading = true }: {
  draw: (width: number) => SVGSVGElement; known: string; title: string; note?: string; over?: string; rows?: number[]; legend?: boolean; heading?: boolean;
}) {
  const frame = useRef<HTMLDivElement>(null), [width, setWidth] = useState(0);
  useEffect(() => {
    const watch = new ResizeObserver(([entry]) => setWidth(Math.floor(entry.contentRect.width)));
    watch.observe(frame.current!);
    return () => watch.disconnect();
  }, []);
  useEffect(() => { if (width) frame.current!.replaceChildren(draw(width)); }, [width, known]);
  return <figure class="chart">
    <figcaption>
      {over && <p class="over">{over}</p>}
      {heading && <h2>{title}</h2>}
      {note && <p class="note">{note}</p>}
      {legend && <p class="key"><span><i class="ring" />{w("base")}</span><span><i class="disc" />{w("target")}</span><span><i class="diamond" />{w("actual")}</span></p>}
    </figcaption>
    <div class="drawn" ref={frame} />
    <Tools title={title} rows={rows} chart={() => frame.current!.querySelector("svg")} />
  </figure>;
}

interface Choice { value: string; text: string; n?: number }
export function Select({ name, label, choices, value }: { name: string; label: string; choices: Choice[]; value: string }) {
  return <label class={`select${value && name !== "sort" ? " on" : ""}`}>
    <span>{label}</span>
    <select value={value} onChange={(event) => go(within({ [name]: event.currentTarget.value, all: "" }), true)}>
      {choices.map((one) => <option key={one.value} value={one.value}>{one.text}{one.n === undefined ? "" : `（${counted(one.n)}）`}</option>)}
    </select>
  </label>;
}

const optionsOf = (found: [string, number][], names: Record<string, Pair>): Choice[] => {
  const order = Object.keys(names), place = (code: string) => (order.indexOf(code) + 1000) % 1000;
  return found.sort((a, b) => place(a[0]) - place(b[0])).map(([value, n]) => ({ value, text: named(names, value), n }));
};

// The filters of a view over `rows`; each offers what the others leave.
export function Filters({ route, rows, without = [], sorts }: { route: Route; rows?: number[]; without?: readonly string[]; sorts?: Choice[] }) {
  const { q } = route, left = tallied(q, rows, without), any: Choice = { value: "", text: w("any") };
  const set = FILTERS.some((name) => q[name] && !without.includes(name));
  return <div class="filters">
    {!without.includes("year") && <Select name="year" label={w("year")} value={q.year ?? ""} choices={[{ value: "", text: w("allYears") }, ...left.year.sort().map(([value, n]) => ({ value, text: value, n }))]} />}
    {!without.includes("level") && <Select name="level" label={w("level")} value={q.level ?? ""} choices={[any, ...optionsOf(left.level, LEVELS)]} />}
    {!without.includes("dim") && <Select name="dim" label={w("dimension")} value={q.dim ?? ""} choices={[any, ...optionsOf(left.dim, DIMENSIONS)]} />}
    <Select name="bind" label={w("binding")} value={q.bind ?? ""} choices={[any, ...optionsOf(left.bind, BINDING)]} />
    <Select name="conf" label={w("confidence")} value={q.conf ?? ""} choices={[any, ...["0.9", "0.95", "0.99"].map((value) => ({ value, text: `≥ ${value}` }))]} />
    <Select name="doubt" label={w("doubt")} value={q.doubt ?? ""} choices={[any, { value: "2", text: say(["有警告或错误", "warnings and errors"]) }, { value: "1", text: say(["有任何疑问", "any doubt"]) }, { value: "0", text: say(["没有疑问", "none"]) }]} />
    {sorts && <Select name="sort" label={w("sort")} value={q.sort ?? sorts[0].value} choices={sorts} />}
    {set && <a class="clear" href={within(Object.fromEntries(FILTERS.map((name) => [name, ""])))}>{w("clear")}</a>}
  </div>;
}

export const severityClass = ["fine", "info", "warning", "error"];
export function Badges({ row }: { row: number }) {
  const t = D.targets, bind = word(t.binding, row), severity = t.severity[row], sure = t.confidence[row];
  return <span class="badges">
    {bind && <span class={`badge ${bind}`}>{named(BINDING, bind)}</span>}
    {severity > 1 && <span class={`badge ${severityClass[severity]}`}>{say(SEVERITY[severity])}</span>}
    {sure !== null && sure < 0.9 && <span class="badge unsure">{w("confidence")} {sureness(sure)}</span>}
  </span>;
}
export const statusBadge = (row: number) => { const code = word(D.targets.status, row); return code && code !== "unknown" ? <span class={`status ${code}`}>{named(STATUS, code)}</span> : <span class="soft">—</span>; };

export function Targets({ rows, route, columns = ["place", "indicator"] }: { rows: number[]; route: Route; columns?: ("place" | "indicator" | "plan")[] }) {
  const t = D.targets, shown = Number(route.q.all || PAGE), some = rows.slice(0, shown);
  if (!rows.length) return <p class="none">{w("nothing")}</p>;
  return <>
    <div class="scroll" tabIndex={0} role="region" aria-label={w("targets")}>
      <table class="targets">
        <thead><tr>
          {columns.includes("place") && <th>{w("place")}</th>}
          {columns.includes("indicator") && <th>{w("indicator")}</th>}
          <th class="n">{w("base")}</th><th class="n">{w("target")}</th><th class="n">{w("gap")}</th><th class="n">{w("growth")}</th><th>{w("status")}</th><th><span class="unseen">{w("doubt")}</span></th>
        </tr></thead>
        <tbody>{some.map((row) => <tr key={row} class={route.q.t === idOf(row) ? "open" : ""}>
          {columns.includes("place") && <th scope="row"><a href={within({ t: idOf(row) })}>{areaOf(row)}</a><small>{named(LEVELS, level(row))}</small></th>}
          {columns.includes("indicator") && <td class="what"><a href={columns.includes("place") ? to("indicator", D.indicators.id[t.indicator[row]]) : within({ t: idOf(row) })}>{nameOf(t.indicator[row])}</a></td>}
          <td class={`n${t.base_value[row] === null ? " nil" : ""}`} data-label={w("base")}>{amount(t.base_value[row], unit(row))}<small>{t.base_year[row] ?? ""}</small></td>
          <td class="n strong" data-label={w("target")}><a href={within({ t: idOf(row) })}>{targetOf(row)}</a><small>{t.target_year[row] ?? ""}</small></td>
          <td class={`n${gap(row) === null ? " nil" : ""}`} data-label={w("gap")}>{difference(gap(row), unit(row))}</td>
          <td class={`n${growth(row) === null ? " nil" : ""}`} data-label={w("growth")}>{growthOf(row)}</td>
          <td class={word(t.status, row) ? "stat" : "stat nil"} data-label={w("status")}>{statusBadge(row)}</td>
          <td class="marks"><Badges row={row} /></td>
        </tr>)}</tbody>
      </table>
    </div>
    {rows.length > shown && <p class="further"><a class="button" href={within({ all: String(shown + 100) })}>{w("more")}{say(["", " "])}{counted(Math.min(100, rows.length - shown))}</a><span class="note">{say([`共${counted(rows.length)}条`, `${counted(rows.length)} in all`])}</span></p>}
  </>;
}
export const areaLink = (area: number) => <a href={to("place", areaKeys[area])}>{D.areas.area_name[area]}</a>;
