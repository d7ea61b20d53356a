// Every view has an address: #/view/argument?filter=…&t=target. Moving within a view keeps the filters.
import { useEffect, useState } from "preact/hooks";
import { D, count, growth, gap, type Words } from "./data";
import { areaOf } from "./format";

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
// Asked by every link of a view: taken apart once an address.
let read: { hash: string; route: Route } | null = null;
export const now = (): Route => { const { hash } = location; if (read?.hash !== hash) read = { hash, route: parse(hash) }; return read.route; };
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

// What readers choose among, by a number a row: -1 for none. `codes` names the numbers.
interface Facet { at: (row: number) => number; codes: readonly string[] | null }
let facets: Record<string, Facet> | null = null;
function facet(name: string): Facet | undefined {
  const t = D.targets, ofArea = D.areas.area_kind, of = (column: Words, place: (row: number) => number): Facet => ({ at: (row) => column.at[place(row)], codes: column.words });
  facets ??= (() => {
    const codes = [...new Set(D.indicators.dimension)].filter((code): code is string => code !== null), at = new Map(codes.map((code, n) => [code, n])), ofIndicator = D.indicators.dimension.map((code) => at.get(code ?? "") ?? -1);
    return { year: { at: (row) => t.target_year[row] ?? -1, codes: null }, level: of(ofArea, (row) => t.area[row]), dim: { at: (row) => ofIndicator[t.indicator[row]], codes }, bind: of(t.binding, (row) => row) };
  })();
  return facets[name];
}

// The filters that are set, each as a question whether it keeps a row away.
interface Test { name: string; fails: (row: number) => boolean }
function tests(q: Record<string, string>, without: readonly string[]): Test[] {
  const t = D.targets, found: Test[] = [];
  for (const name of FILTERS) {
    const value = q[name], of = facet(name), least = Number(value);
    if (!value || without.includes(name) || (name === "year" && value === "all")) continue;
    const wanted = of?.codes ? of.codes.indexOf(value) : least;
    if (of) found.push({ name, fails: (row) => of.at(row) !== wanted || wanted < 0 });
    else if (name === "conf") found.push({ name, fails: (row) => (t.confidence[row] ?? 0) < least });
    else found.push({ name, fails: value === "0" ? (row) => t.severity[row] > 0 : (row) => t.severity[row] < least });
  }
  return found;
}
let every: number[] | null = null;
const all = (): number[] => (every ??= Array.from({ length: count() }, (_, row) => row));

// The rows among `rows` (all by default) that the filters of the address let through.
export function filtered(q: Record<string, string>, rows?: number[], without: readonly string[] = []): number[] {
  const set = tests(q, without), among = rows ?? all();
  return set.length ? among.filter((row) => !set.some((test) => test.fails(row))) : among.slice();
}

// How often each value of each facet is among the rows that the other filters let through, in one walk over the rows.
export function tallied(q: Record<string, string>, rows?: number[], without: readonly string[] = []): Record<string, [string, number][]> {
  const set = tests(q, without), names = FILTERS.filter((name) => facet(name)), of = names.map((name) => facet(name)!.at), counts = names.map((): number[] => []);
  const failing = set.map((test) => names.indexOf(test.name as (typeof names)[number]));
  for (const row of rows ?? all()) {
    let failed = 0, by = -1;
    for (let n = 0; n < set.length && failed < 2; n++) if (set[n].fails(row)) { failed++; by = failing[n]; }
    if (failed > 1 || (failed && by < 0)) continue;
    for (let n = failed ? by : 0; n < (failed ? by + 1 : of.length); n++) { const code = of[n](row); if (code >= 0) counts[n][code] = (counts[n][code] ?? 0) + 1; }
  }
  return Object.fromEntries(names.map((name, n) => [name, Object.entries(counts[n]).map(([code, found]) => [facet(name)!.codes?.[Number(code)] ?? code, found])]));
}

// What rows are sorted by, the largest first, for all rows at once; and all rows in that order.
const KEYS: Record<string, (row: number) => number | null> = {
  target: (row) => D.targets.target_value[row],
  least: (row) => (D.targets.target_value[row] === null ? null : -D.targets.target_value[row]!),
  gap: (row) => (gap(row) === null ? null : Math.abs(gap(row)!)),
  growth: (row) => growth(row),
  confidence: (row) => -(D.targets.confidence[row] ?? 0),
  place: (row) => -rankOf()[D.targets.area[row]] - (D.targets.target_year[row] ?? 0) / 1e4,
};
let ranks: number[] | null = null;
function rankOf(): number[] {
  const place = new Intl.Collator("zh-CN-u-co-pinyin"), { area_name: names } = D.areas;
  if (!ranks) { ranks = []; names.map((_, area) => area).sort((a, b) => place.compare(names[a], names[b])).forEach((area, at) => { ranks![area] = at; }); }
  return ranks;
}
const keys = new Map<string, Float64Array>(), orders = new Map<string, Uint32Array>();
function keysOf(by: string): Float64Array {
  const known = keys.get(by) ?? Float64Array.from(all(), (row) => KEYS[by](row) ?? -Infinity);
  keys.set(by, known);
  return known;
}
function orderOf(by: string): Uint32Array {
  const key = keysOf(by), known = orders.get(by) ?? Uint32Array.from(all()).sort((a, b) => (key[a] === key[b] ? a - b : key[b] - key[a]));
  orders.set(by, known);
  return known;
}
export const prepareOrders = (): void => { for (const by of ["growth", "confidence", "place"]) orderOf(by); };
export function sorted(rows: number[], by: string, falling = false): number[] {
  const name = by === "target" && falling ? "least" : by;
  if (!KEYS[name]) return rows;
  if (rows.length * 8 < count()) { const key = keysOf(name); return [...rows].sort((a, b) => (key[a] === key[b] ? a - b : key[b] - key[a])); }
  const wanted = new Uint8Array(count());
  for (const row of rows) wanted[row] = 1;
  return Array.from(orderOf(name).filter((row) => wanted[row]));
}
export const label = (row: number, many: boolean): string => (many ? `${areaOf(row)} ${D.targets.target_year[row] ?? ""}` : areaOf(row));
