// The plans: their list, one plan's own text with every number marked by what became of it, and the work items.
import { useEffect, useRef, useState } from "preact/hooks";
import { D, M, gathered, idOf, loadMore, periodOf, rowsOfPlan, titleOf, word } from "./data";
import { counted, nameOf, named, targetOf } from "./format";
import { Targets } from "./parts";
import { go, to, within, type Route } from "./route";
import { KIND, LEVELS, REASON, say, w } from "./words";

export const useMore = (): boolean => {
  const [ready, set] = useState(M !== null);
  useEffect(() => { void loadMore().then(() => set(true)); }, []);
  return ready;
};

export function Plans() {
  const plans = D.plans, order = plans.plan_id.map((_, at) => at), [asked, ask] = useState(""), found = order.filter((at) => !asked || `${titleOf(at)} ${word(plans.region_name, at) ?? ""} ${plans.source_path[at]}`.includes(asked)).slice(0, 80);
  return <>
    <h1>{w("plans")}<small>{counted(order.length)}</small></h1>
    <p class="lead">{say(["打开一份规划，看它的全文：每个数字都标出读成了什么，或者为什么不算指标。", "Open a plan to see its text with every number marked: what it was read as, or why it is no indicator."])}</p>
    <input class="find" type="search" aria-label={w("plans")} placeholder={say(["按标题、地方筛选", "Filter by title or place"])} value={asked} onInput={(event) => ask(event.currentTarget.value)} />
    <ul class="plans">{found.map((at) => <li key={at}><a href={to("plan", plans.plan_id[at])}>{titleOf(at)}</a><p class="note">{[word(plans.region_name, at), named(LEVELS, word(plans.level, at)), periodOf(at), plans.document_number[at]].filter(Boolean).join(" · ")}</p><span>{say([`${rowsOfPlan[at].length}个目标`, `${rowsOfPlan[at].length} targets`])}</span></li>)}</ul>
    {found.length < order.length && !asked && <p class="note">{say([`列出前${found.length}份；用上面的框查找其余。`, `The first ${found.length}; find the others by the box above.`])}</p>}
  </>;
}

interface Piece { text: string; fate?: string; at?: number; target?: number }
function pieces(place: number): Piece[] {
  const x = M!.texts, signs = [...x.text[place]], found: Piece[] = [];
  let done = 0;
  for (let at = 0; at < x.of.length; at++) {
    if (x.of[at] !== place || x.start[at] < done) continue;
    found.push({ text: signs.slice(done, x.start[at]).join("") }, { text: signs.slice(x.start[at], x.start[at] + x.length[at]).join(""), fate: word(x.fate, at) ?? "", at, target: x.target[at] });
    done = x.start[at] + x.length[at];
  }
  found.push({ text: signs.slice(done).join("") });
  return found;
}
const GROUP: Record<string, string> = { observation: "read", reject: "refused", unresolved: "refused" };

function Text({ place, route, plan }: { place: number; route: Route; plan: number }) {
  const found = pieces(place), counts = new Map<string, number>(), x = M!.texts, fates = (code: string) => (x.fates[code] ? say(x.fates[code]) : code), frame = useRef<HTMLDivElement>(null), lit = route.q.fate;
  for (const piece of found) if (piece.fate) counts.set(piece.fate, (counts.get(piece.fate) ?? 0) + 1);
  useEffect(() => { if (route.q.mark) frame.current?.querySelector(".lit")?.scrollIntoView({ block: "center" }); }, [route.q.mark]);
  return <>
    <h2>{w("legend")}</h2>
    <nav class="chips fates" aria-label={w("legend")}>{[...counts].sort((a, b) => b[1] - a[1]).map(([code, n]) => <a key={code} href={within({ fate: lit === code ? "" : code, mark: "" })} aria-current={lit === code ? "true" : undefined}><i class={`dot ${GROUP[code] ?? "other"}`} />{fates(code)} {n}</a>)}</nav>
    <div class="text" lang="zh-CN" ref={frame}>{found.map((piece, at) => {
      if (!piece.fate) return piece.text;
      const target = piece.target ?? -1, cls = `${GROUP[piece.fate] ?? "other"}${lit && lit !== piece.fate ? " dim" : ""}${lit === piece.fate ? " picked" : ""}`, told = target >= 0 ? `${nameOf(D.targets.indicator[target])} ${targetOf(target)}` : fates(piece.fate);
      return target >= 0 ? <a key={at} class={`num ${cls}${route.q.mark === idOf(target) ? " lit" : ""}`} href={within({ t: idOf(target), mark: "" })} title={told}>{piece.text}</a> : <span key={at} class={`num ${cls}`} title={told}>{piece.text}</span>;
    })}</div>
    <p class="note">{say([`${counted([...counts.values()].reduce((sum, n) => sum + n, 0))}个数字，无一遗漏；带下划线的可点开。`, `${counted([...counts.values()].reduce((sum, n) => sum + n, 0))} numbers, none left out; those underlined lead to their target.`])} {periodOf(plan)}</p>
  </>;
}

export function Plan({ route }: { route: Route }) {
  const at = D.plans.plan_id.indexOf(route.arg), ready = useMore(), plans = D.plans;
  if (at < 0) return <p class="none">{w("nothing")}</p>;
  const place = ready ? M!.texts.plan.indexOf(at) : -1, rows = rowsOfPlan[at], facts: [string, unknown][] = [[w("issuer"), word(plans.issuer, at)], [w("number"), plans.document_number[at]], [w("published"), plans.published_on[at]], [w("period"), periodOf(at)], [w("source"), plans.source_path[at]]];
  return <>
    <p class="over"><a href={to("plans")}>{w("plans")}</a></p>
    <h1>{titleOf(at)}</h1>
    <dl class="facts">{facts.filter(([, value]) => value).map(([name, value]) => <div key={name}><dt>{name}</dt><dd>{String(value)}</dd></div>)}{/^https?:/.test(plans.url[at] ?? "") && <div><dt>{w("original")}</dt><dd><a href={plans.url[at]!} rel="noreferrer" target="_blank">{new URL(plans.url[at]!).hostname}</a></dd></div>}</dl>
    <nav class="chips" aria-label={titleOf(at)}>{["", "targets"].map((one) => <a key={one} href={within({ tab: one, t: "" })} aria-current={(route.q.tab ?? "") === one ? "true" : undefined}>{one ? `${w("target")} ${rows.length}` : say(["全文", "Text"])}</a>)}</nav>
    {route.q.tab === "targets" ? <Targets rows={rows} route={route} columns={["place", "indicator"]} /> : !ready ? <p class="note">{w("loading")}</p> : place < 0 ? <><p class="note">{w("textLeftOut")}</p><Targets rows={rows} route={route} /></> : <Text place={place} route={route} plan={at} />}
  </>;
}

export function Work({ route }: { route: Route }) {
  const ready = useMore(), asked = route.q.q ?? "";
  if (!ready) return <p class="note">{w("loading")}</p>;
  const work = M!.work, rows = work.text.map((_, at) => at).filter((at) => !asked || `${word(work.owners, at) ?? ""} ${word(work.heading, at) ?? ""} ${work.text[at]} ${titleOf(work.plan[at])}`.includes(asked)), shown = Number(route.q.all || 60);
  const bodies = new Map<string, number>();
  for (const at of work.text.keys()) for (const body of (word(work.owners, at) ?? "").split(";").filter(Boolean)) bodies.set(body, (bodies.get(body) ?? 0) + 1);
  return <>
    <h1>{w("work")}<small>{counted(rows.length)}</small></h1>
    {work.total > work.text.length && <p class="partial">{say([`本页收入${counted(work.text.length)}项，共${counted(work.total)}项；其余见 tasks 表。`, `${counted(work.text.length)} of ${counted(work.total)} items; the table tasks has the rest.`])}</p>}
    <input class="find" type="search" aria-label={w("filterWork")} placeholder={w("filterWork")} value={asked} onInput={(event) => go(within({ q: event.currentTarget.value, all: "" }), true)} />
    {bodies.size > 0 && <nav class="chips" aria-label={w("owner")}>{[...bodies].sort((a, b) => b[1] - a[1]).slice(0, 14).map(([body, n]) => <a key={body} href={within({ q: asked === body ? "" : body, all: "" })} aria-current={asked === body ? "true" : undefined}>{body} {n}</a>)}</nav>}
    {!rows.length && <p class="none">{w("nothing")}</p>}
    <ul class="work">{rows.slice(0, shown).map((at) => <li key={at}>
      <div><b>{word(work.heading, at)}</b><p lang="zh-CN">{work.text[at]}</p><p class="note"><a href={to("plan", D.plans.plan_id[work.plan[at]])}>{titleOf(work.plan[at])}</a></p></div>
      <p class="owners"><span class="unseen">{w("owner")}</span>{(word(work.owners, at) ?? "").split(";").filter(Boolean).map((body) => <a key={body} class="body" href={within({ q: body })}>{body}</a>)}{!word(work.owners, at) && <span class="soft">{w("noOwner")}</span>}</p>
    </li>)}</ul>
    {rows.length > shown && <p class="further"><a class="button" href={within({ all: String(shown + 100) })}>{w("more")}</a></p>}
  </>;
}

// What of a changed figure is told by its value already.
const TOLD = ["value", "value_std", "value_max", "value_max_std", "value_text", "quote"];

// One figure's change: its value before and now, then what else of it differs, by its name.
function Change({ rows }: { rows: number[] }) {
  const { news } = M!, at = rows[0], kind = word(news.kind, at), column = (row: number) => word(news.column, row) ?? "";
  const cell = (name: string, value: string | null) => (value === null ? "—" : value.split(";").map((code) => (news.names[name]?.[code] ? say(news.names[name][code]) : code)).join(say(["、", ", "])));
  if (kind !== "changed") return <p lang="zh-CN">{kind === "removed" ? <del>{news.value_text[at]}</del> : <b>{news.value_text[at]}</b>}</p>;
  const value = ["value_text", "value", "value_std"].map((name) => rows.find((row) => column(row) === name)).find((row) => row !== undefined), others = rows.filter((row) => !TOLD.includes(column(row)));
  return <>
    <p lang="zh-CN">{value === undefined ? <b>{news.value_text[at]}</b> : <><del>{news.before[value] ?? "—"}</del> → <b>{news.after[value] ?? "—"}</b></>}</p>
    {others.map((row) => <p key={row} class="note">{news.names[""][column(row)] ? say(news.names[""][column(row)]) : column(row)}{say(["：", ": "])}{news.before[row] === null ? "" : <><del>{cell(column(row), news.before[row])}</del> → </>}{cell(column(row), news.after[row])}</p>)}
    {value === undefined && !others.length && <p class="note">{say(["原文有改动", "the passage is worded otherwise"])}</p>}
  </>;
}

export function Changes({ route }: { route: Route }) {
  const ready = useMore();
  if (!ready) return <p class="note">{w("loading")}</p>;
  const news = M!.news, groups = [...gathered(news.of.map((_, at) => at), (at) => news.of[at]).values()], of = (kind: string) => groups.filter(([at]) => word(news.kind, at) === kind);
  const kinds = Object.keys(KIND).map((kind) => [kind, of(kind).length] as const).filter(([, n]) => n), chosen = route.q.kind ?? "", shown = Number(route.q.all || 60), listed = chosen ? of(chosen) : groups;
  return <>
    <h1>{w("changes")}<small>{counted(news.total)}</small></h1>
    <p class="lead">{news.total ? say(["本版与上一版不同的读数，以及为什么不同。", "What this release says otherwise than the one before, and why."]) : say(["这是第一版，或与上一版没有不同。", "This is a first release, or nothing differs from the one before."])} <a href="changes.html">{say(["完整的变化说明", "The full page of changes"])}</a></p>
    {kinds.length > 1 && <nav class="chips" aria-label={w("changes")}>{["", ...kinds.map(([kind]) => kind)].map((kind) => <a key={kind} href={within({ kind, all: "" })} aria-current={kind === chosen ? "true" : undefined}>{kind ? say(KIND[kind]) : say(["全部", "All"])} {counted(kind ? of(kind).length : groups.length)}</a>)}</nav>}
    {news.total > groups.length && <p class="note">{say([`本页列出${counted(groups.length)}条，其余见 changes 表。`, `${counted(groups.length)} are listed here; the table changes has the rest.`])}</p>}
    <ul class="work">{listed.slice(0, shown).map((rows) => { const at = rows[0]; return <li key={at}>
      <div><p><span class={`badge ${word(news.kind, at)}`}>{named(KIND, word(news.kind, at))}</span> <b>{word(news.area_name, at)}</b> {news.indicator_text[at]} {news.year[at]}{word(news.status, at) === "actual" && <span class="soft"> {w("actual")}</span>}</p><Change rows={rows} /></div>
      <p class="note">{named(REASON, word(news.reason, at))}<br />{news.plan[at] >= 0 ? <a href={to("plan", D.plans.plan_id[news.plan[at]])}>{word(news.plan_title, at)}</a> : word(news.plan_title, at)}</p>
    </li>; })}</ul>
    {listed.length > shown && <p class="further"><a class="button" href={within({ all: String(shown + 100) })}>{w("more")}</a></p>}
  </>;
}
