// The page: masthead, the view that the address names, and the target that is open beside it.
import { render } from "preact";
import { useEffect, useRef } from "preact/hooks";
import { nameRowsBy } from "./charts";
import { D, areaKeys, idOf, loadCore, loadMore, rowsOfArea, rowsOfIndicator, rowsOfPlan } from "./data";
import { Detail } from "./detail";
import { Changes, Plan, Plans, Work } from "./plan";
import { filtered, go, now, prepareOrders, sorted, to, useRoute, within, type Route } from "./route";
import { Search } from "./search";
import { AllTargets, Attainment, Indicator, Indicators, Overview, Partial, Place, Places } from "./views";
import { isEnglish, speak, w } from "./words";

const VIEWS = { overview: Overview, indicators: Indicators, indicator: Indicator, places: Places, place: Place, targets: AllTargets, attainment: Attainment, plans: Plans, plan: Plan, work: Work, changes: Changes } as const;
const TABS = ["overview", "indicators", "places", "targets", "attainment", "plans", "work", "changes"] as const;
const OF: Record<string, string> = { indicator: "indicators", place: "places", plan: "plans" };

// The rows that "previous" and "next" walk through beside a view.
function rowsBeside({ view, arg, q }: Route): number[] {
  const of = (rows: number[] | undefined) => sorted(filtered(q, rows ?? []), q.sort ?? (view === "indicator" ? "target" : "plan"));
  if (view === "indicator") return of(rowsOfIndicator[D.indicators.id.indexOf(arg)]);
  if (view === "place") return of(rowsOfArea[areaKeys.indexOf(arg)]);
  if (view === "plan") return of(rowsOfPlan[D.plans.plan_id.indexOf(arg)]);
  return view === "targets" ? sorted(filtered(q), q.sort ?? "plan") : [];
}
const THEMES = ["", "light", "dark"];
const kept = (): string => { try { return localStorage.getItem("explorer-theme") ?? ""; } catch { return ""; } };
function turnTheme(): void {
  const dark = matchMedia("(prefers-color-scheme: dark)").matches, root = document.documentElement, is = root.dataset.theme || (dark ? "dark" : "light"), next = is === "dark" ? "light" : "dark";
  root.dataset.theme = next;
  try { localStorage.setItem("explorer-theme", next); } catch { /* a browser that keeps nothing for files */ }
}

function App() {
  const route = useRoute(), page = useRef<HTMLElement>(null), at = `${route.view}/${route.arg}`, first = useRef(true);
  speak(route.q.lang === "en");
  const View = VIEWS[route.view as keyof typeof VIEWS] ?? Overview, tab = OF[route.view] ?? route.view;
  useEffect(() => {
    document.title = [route.view === "overview" ? "" : page.current?.querySelector("h1")?.firstChild?.textContent, w("title")].filter(Boolean).join(" · ");
    if (!first.current) { if (!route.q.mark) scrollTo(0, 0); if (!route.q.t) page.current?.focus({ preventScroll: true }); }
    document.querySelector(".tabs [aria-current]")?.scrollIntoView({ block: "nearest", inline: "center" });
    first.current = false;
  }, [at]);
  return <>
    <a class="skip" href="#main" onClick={(event) => { event.preventDefault(); page.current?.focus(); }}>{w("skip")}</a>
    <header>
      <div class="top">
        <a class="brand" href={to("overview")}><i class="sign" aria-hidden="true" />{w("title")}</a>
        <Search />
        <div class="switches">
          <button type="button" class="tool" onClick={turnTheme} aria-label={w("theme")} title={w("theme")}>◐</button>
          <a class="tool" href={within({ lang: isEnglish() ? "" : "en" })} lang={isEnglish() ? "zh-CN" : "en"}>{w("language")}</a>
        </div>
      </div>
      <nav class="tabs" aria-label={w("title")}>{TABS.map((one) => <a key={one} href={to(one)} aria-current={one === tab ? "page" : undefined}>{w(one)}</a>)}</nav>
    </header>
    <main id="main" tabIndex={-1} ref={page} class={`view-${route.view}`}><Partial /><View key={at} route={route} /></main>
    {route.q.t && <Detail id={route.q.t} rows={rowsBeside(route)} />}
    <footer><p>{w("title")} · {D.release.id} · {D.release.license}</p><p>{w("allData")} <a href="quality.html">{w("quality")}</a></p></footer>
  </>;
}

const theme = kept();
if (THEMES.includes(theme) && theme) document.documentElement.dataset.theme = theme;
nameRowsBy(idOf);
void loadCore().then(() => {
  const root = document.getElementById("app")!;
  root.replaceChildren();
  render(<App />, root);
  performance.mark("explorer-shown");
  (window.requestIdleCallback ?? setTimeout)(() => { prepareOrders(); void loadMore(); });
});
addEventListener("keydown", (event) => {
  if (event.altKey || event.ctrlKey || event.metaKey || /^(INPUT|TEXTAREA|SELECT)$/.test((event.target as HTMLElement).tagName)) return;
  const steps: Record<string, number> = { j: 1, k: -1 };
  const route = now();
  if (event.key in steps && route.q.t) { const rows = rowsBeside(route), at = rows.findIndex((row) => idOf(row) === route.q.t), next = rows[at + steps[event.key]]; if (at >= 0 && next !== undefined) go(within({ t: idOf(next) }), true); }
});
