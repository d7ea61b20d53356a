// Every view has an address: #/view/argument?filter=…&t=target. Moving within a view keeps the filters.
import { useEffect, useState } from "preact/hooks";
import { D, count, dimension, growth, gap, level } from "./data";
import { areaOf } from "./format";
import { word } from "./data";

export interface Route { view: string; arg: string; q: Record<string, string> }
export const FILTERS = ["year", "level", "dim", "bind", "conf", "doubt"] as const;
const KEPT = ["lang"];

export const parse = (hash: string): Route => {
  const [path, query = ""] = hash.replace(/^#\/?/, "").split("?");
  const [view = "", ...rest] = path.split("/");
  let arg = rest.join("/");
  try { arg = decodeURIComponent(arg); } catch { /* an address typed by hand: taken as it stands */ }
  return { view: view || "overview", arg, q: Object.fromEntries(new URLSearchParams(query)) };
};
export const address = (route: Route): string => {
  const query = new URLSearchParams(Object.entries(route.q).filter(([, value]) => value !== "")).toString();
  return `#/${route.view === "overview" && !route.arg ? "" : route.view}${route.arg ? `/${encodeURIComponent(route.arg)}` : ""}${query ? `?${query}` : ""}`;
};
export const now = (): Route => parse(location.hash);
// Another view: with the filters given, and the language that is spoken.
export const to = (view: string, arg = "", q: Record<string, string> = {}): string =>
  address({ view, arg, q: { ...Object.fromEntries(Object.entries(now().q).filter(([key]) => KEPT.includes(key))), ...q } });
// The same view with some of its query changed; "" takes away.
export const within = (change: Record<string, string>): string => { const route = now(); return address({ ...route, q: { ...route.q, ...change } }); };
export const go = (hash: string, replace = false): void => {
  if (replace) { history.replaceState(null, "", hash); dispatchEvent(new HashChangeEvent("hashchange")); } else location.hash = hash;
};
export function useRoute(): Route {
  const [route, set] = useState(now);
  useEffect(() => { const heard = () => set(now()); addEventListener("hashchange", heard); return () => removeEventListener("hashchange", heard); }, []);
  return route;
}

// The rows among `rows` (all by default) that the filters of the address let through.
export function filtered(q: Record<string, string>, rows?: number[], without: readonly string[] = []): number[] {
  const t = D.targets, set = (name: string) => (q[name] && !without.includes(name) ? q[name] : null);
  const year = set("year"), lv = set("level"), dim = set("dim"), bind = set("bind"), conf = set("conf"), doubt = set("doubt"), found: number[] = [];
  const visit = (row: number): void => {
    if (year && year !== "all" && `${t.target_year[row]}` !== year) return;
    if (lv && level(row) !== lv) return;
    if (dim && dimension(row) !== dim) return;
    if (bind && word(t.binding, row) !== bind) return;
    if (conf && (t.confidence[row] ?? 0) < Number(conf)) return;
    if (doubt && (doubt === "0" ? t.severity[row] > 0 : t.severity[row] < Number(doubt))) return;
    found.push(row);
  };
  if (rows) rows.forEach(visit); else for (let row = 0; row < count(); row++) visit(row);
  return found;
}

const last = (value: number | null): number => (value === null ? -Infinity : value);
export function sorted(rows: number[], by: string, falling = false): number[] {
  const t = D.targets, place = new Intl.Collator("zh-CN-u-co-pinyin");
  const key: Record<string, (row: number) => number> = {
    target: (row) => last(falling && t.target_value[row] !== null ? -t.target_value[row]! : t.target_value[row]),
    gap: (row) => last(gap(row) === null ? null : Math.abs(gap(row)!)),
    growth: (row) => last(growth(row)),
    confidence: (row) => -(t.confidence[row] ?? 0),
  };
  if (by === "place") {
    const names = D.areas.area_name.map((name, area) => [name, area] as const).sort((a, b) => place.compare(a[0], b[0])), rank = new Map(names.map(([, area], at) => [area, at]));
    return [...rows].sort((a, b) => rank.get(t.area[a])! - rank.get(t.area[b])! || (t.target_year[a] ?? 0) - (t.target_year[b] ?? 0));
  }
  return key[by] ? rows.map((row) => [key[by](row), row]).sort((a, b) => (b[0] === a[0] ? a[1] - b[1] : b[0] > a[0] ? 1 : -1)).map(([, row]) => row) : rows;
}
export const label = (row: number, many: boolean): string => (many ? `${areaOf(row)} ${D.targets.target_year[row] ?? ""}` : areaOf(row));
