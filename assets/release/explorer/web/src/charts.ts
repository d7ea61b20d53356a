// The charts, drawn by Observable Plot as SVG. Colours are the page's own properties, so that they follow light and dark.
import * as Plot from "@observablehq/plot";
import { D, gathered, growth, unit, word } from "./data";
import { amount, areaOf, figure, growthOf, nameOf, targetOf } from "./format";
import { label, within } from "./route";
import { STATUS, say, w } from "./words";

type Svg = SVGSVGElement;
const FONT = { fontFamily: "var(--sans)", fontSize: "13px", background: "none", color: "var(--ink)" };
const narrow = (width: number): boolean => width < 560;
// A chart's rows have their names above the line on a phone, beside it else.
const across = (sign: string): number => (sign.charCodeAt(0) > 255 ? 13.6 : 7.6);
const layout = (width: number, names: string[]) => {
  const longest = Math.max(...names.map((name) => [...name].reduce((sum, sign) => sum + across(sign), 0)), 20);
  return narrow(width) ? { left: 6, step: 46, above: true } : { left: Math.min(longest + 18, width * 0.34), step: 32, above: false };
};
const cut = (name: string, room: number): string => {
  let used = 0;
  const signs = [...name], end = signs.findIndex((sign) => (used += across(sign)) > room);
  return end < 0 ? name : `${signs.slice(0, Math.max(1, end - 1)).join("")}…`;
};
const finish = (chart: Svg | HTMLElement, about: string): Svg => {
  const svg = chart as Svg;
  svg.setAttribute("role", "group");
  svg.setAttribute("aria-label", about);
  for (const link of svg.querySelectorAll("a")) {
    link.setAttribute("href", link.getAttributeNS("http://www.w3.org/1999/xlink", "href") ?? link.getAttribute("href") ?? "");
    link.removeAttributeNS("http://www.w3.org/1999/xlink", "href");
    const shape = link.firstElementChild, text = shape?.getAttribute("aria-label");
    if (text) { link.setAttribute("aria-label", text); shape!.removeAttribute("aria-label"); }
  }
  return svg;
};
const nameMarks = (rows: number[], text: (row: number) => string, place: ReturnType<typeof layout>, width: number): Plot.Markish[] => [
  Plot.text(rows, {
    y: (row: number) => row, text: (row: number) => cut(text(row), place.above ? width - 30 : place.left - 16), frameAnchor: "left", textAnchor: place.above ? "start" : "end", dx: place.above ? 0 : -14, dy: place.above ? -15 : 0,
    fill: "var(--ink)", fontSize: 13.5, ...(place.above ? { stroke: "var(--paper)", strokeWidth: 5 } : {}),
  }),
];
const said = (row: number): string => {
  const t = D.targets, of = unit(row), base = t.base_value[row] === null ? "" : `${t.base_year[row] ?? w("base")} ${amount(t.base_value[row], of)} → `;
  return `${areaOf(row)} ${nameOf(t.indicator[row])}：${base}${t.target_year[row] ?? ""} ${targetOf(row)}`;
};

// A dumbbell a row: baseline (ring), actual (diamond), target (disc) on one scale; a click leads to the target's source.
export function dumbbell(rows: number[], width: number, about: string, many: boolean): Svg {
  const t = D.targets, names = rows.map((row) => label(row, many)), place = layout(width, names), of = rows.length ? unit(rows[0]) : "";
  const end = (row: number) => t.target_value_max[row] ?? t.target_value[row]!, from = (row: number) => t.base_value[row] ?? t.target_value[row]!;
  const falls = (row: number) => from(row) > end(row), all = rows.flatMap((row) => [from(row), end(row), t.actual_value[row] ?? end(row)]);
  const low = Math.min(...all), high = Math.max(...all), zero = low > 0 && low < high * 0.5 ? 0 : low;
  return finish(Plot.plot({
    width, height: rows.length * place.step + 58, marginLeft: place.left, marginRight: narrow(width) ? 66 : 96, marginTop: place.above ? 44 : 34, marginBottom: 8, style: FONT,
    x: { domain: [zero, high === zero ? high + 1 : high], nice: false, insetLeft: narrow(width) ? 10 : 26, insetRight: 8, label: null, axis: "top", tickFormat: (value: number) => amount(value, of === "%" ? of : ""), ticks: narrow(width) ? 4 : 7, tickSize: 0 },
    y: { domain: rows, axis: null, padding: 0.4 },
    marks: [
      Plot.gridX({ stroke: "var(--grid)", strokeOpacity: 1, ticks: narrow(width) ? 4 : 7 }),
      Plot.link(rows.filter((row) => t.base_value[row] !== null), { y: (row: number) => row, x1: from, x2: end, stroke: "var(--link-line)", strokeWidth: 5, strokeLinecap: "round" }),
      Plot.dot(rows.filter((row) => t.base_value[row] !== null), { x: from, y: (row: number) => row, r: 5, fill: "var(--paper)", stroke: "var(--base)", strokeWidth: 2 }),
      Plot.dot(rows, { x: end, y: (row: number) => row, r: 6.5, fill: "var(--target)" }),
      Plot.dot(rows.filter((row) => t.actual_value[row] !== null), { x: (row: number) => t.actual_value[row]!, y: (row: number) => row, r: 6, symbol: "diamond", fill: "var(--actual)", stroke: "var(--paper)", strokeWidth: 1 }),
      Plot.text(rows.filter((row) => !falls(row)), { x: end, y: (row: number) => row, text: (row: number) => targetOf(row), dx: 13, textAnchor: "start", fill: "var(--ink)", fontWeight: 600, fontSize: 13 }),
      Plot.text(rows.filter(falls), { x: from, y: (row: number) => row, text: (row: number) => targetOf(row), dx: 13, textAnchor: "start", fill: "var(--ink)", fontWeight: 600, fontSize: 13 }),
      ...nameMarks(rows, (row) => label(row, many), place, width),
      Plot.barX(rows, { y: (row: number) => row, x1: zero, x2: high, insetLeft: -place.left, insetRight: -90, insetTop: place.above ? -16 : -6, insetBottom: -6, fill: "transparent", href: (row: number) => within({ t: idOfRow(row) }), ariaLabel: said, title: said }),
    ],
  }), about);
}
let idOfRow: (row: number) => string = String;
export const nameRowsBy = (name: (row: number) => string): void => { idOfRow = name; };

const bars = (rows: number[], width: number, about: string, value: (row: number) => number, text: (row: number) => string, name: (row: number) => string): Svg => {
  const place = layout(width, rows.map(name)), low = Math.min(0, ...rows.map(value)), high = Math.max(1e-9, ...rows.map(value));
  return finish(Plot.plot({
    width, height: rows.length * place.step + 16, marginLeft: place.left, marginRight: 84, marginTop: place.above ? 22 : 6, marginBottom: 6, style: FONT,
    x: { domain: [low, high], axis: null }, y: { domain: rows, axis: null, padding: place.above ? 0.62 : 0.35 },
    marks: [
      Plot.barX(rows, { y: (row: number) => row, x1: 0, x2: value, fill: "var(--target)", rx: 2 }),
      Plot.text(rows, { y: (row: number) => row, x: (row: number) => Math.max(0, value(row)), text, dx: 8, textAnchor: "start", fill: "var(--ink)", fontWeight: 600 }),
      ...nameMarks(rows, name, place, width),
      Plot.barX(rows, { y: (row: number) => row, x1: low, x2: high, insetLeft: -place.left, insetRight: -80, insetTop: place.above ? -16 : -4, insetBottom: -4, fill: "transparent", href: (row: number) => within({ t: idOfRow(row) }), ariaLabel: said, title: said }),
    ],
  }), about);
};
export const growths = (rows: number[], width: number, about: string, oneIndicator = false): Svg =>
  bars(rows, width, about, (row) => growth(row)!, growthOf, (row) => (oneIndicator ? areaOf(row) : `${areaOf(row)} · ${nameOf(D.targets.indicator[row])} ${D.targets.target_year[row] ?? ""}`));

// One place over its indicators: each target as a multiple of its baseline, on a scale of equal factors.
export function multiples(rows: number[], width: number, about: string): Svg {
  const t = D.targets, times = (row: number) => t.target_value[row]! / t.base_value[row]!, names = rows.map((row) => nameOf(t.indicator[row])), place = layout(width, names);
  const all = rows.map(times), low = Math.min(1, ...all), high = Math.max(1.2, ...all);
  const steps = (high / low > 12 ? [0.1, 0.2, 0.5, 1, 2, 5, 10, 20, 50, 100] : [0.1, 0.2, 0.3, 0.5, 0.7, 1, 1.2, 1.5, 2, 3, 4, 6, 8, 10]).filter((one) => one >= low / 1.03 && one <= high * 1.03), ticks = narrow(width) ? steps.filter((one, at) => one === 1 || at % 2 === steps.indexOf(1) % 2) : steps;
  return finish(Plot.plot({
    width, height: rows.length * place.step + 58, marginLeft: place.left, marginRight: narrow(width) ? 20 : 190, marginTop: place.above ? 44 : 34, marginBottom: 8, style: FONT,
    x: { type: "log", base: 2, domain: [low / 1.03, high * 1.03], label: null, axis: "top", tickSize: 0, ticks, tickFormat: (value: number) => (value === 1 ? w("base") : `${figure(value)}${say(["倍", "×"])}`) },
    y: { domain: rows, axis: null, padding: 0.4 },
    marks: [
      Plot.gridX({ stroke: "var(--grid)", strokeOpacity: 1, ticks }),
      Plot.ruleX([1], { stroke: "var(--base)", strokeWidth: 1.5 }),
      Plot.link(rows, { y: (row: number) => row, x1: 1, x2: times, stroke: "var(--link-line)", strokeWidth: 5, strokeLinecap: "round" }),
      Plot.dot(rows, { x: 1, y: (row: number) => row, r: 5, fill: "var(--paper)", stroke: "var(--base)", strokeWidth: 2 }),
      Plot.dot(rows, { x: times, y: (row: number) => row, r: 6.5, fill: "var(--target)" }),
      ...(narrow(width) ? [] : [Plot.text(rows, { x: (row: number) => Math.max(1, times(row)), y: (row: number) => row, text: (row: number) => `${amount(t.base_value[row], "")} → ${targetOf(row)}`, dx: 13, textAnchor: "start", fill: "var(--ink)", fontSize: 12.5 })]),
      ...nameMarks(rows, (row) => nameOf(t.indicator[row]), place, width),
      Plot.barX(rows, { y: (row: number) => row, x1: low / 1.03, x2: high * 1.03, insetLeft: -place.left, insetRight: -180, insetTop: place.above ? -16 : -6, insetBottom: -6, fill: "transparent", href: (row: number) => within({ t: idOfRow(row) }), ariaLabel: said, title: said }),
    ],
  }), about);
}

// One indicator of one place over the periods: a line a plan, from its baseline through its targets; the actuals beside it.
export function periods(rows: number[], width: number, about: string): Svg {
  const t = D.targets, of = unit(rows[0]), plans = [...gathered(rows, (row) => t.plan[row]).values()].map((one) => [...one].sort((a, b) => t.target_year[a]! - t.target_year[b]!));
  const points = plans.flatMap((one) => {
    const first = one.find((row) => t.base_value[row] !== null && t.base_year[row] !== null), last = one[one.length - 1];
    const from = first === undefined ? [] : [{ row: first, plan: t.plan[first], x: t.base_year[first]!, y: t.base_value[first]!, base: true, text: amount(t.base_value[first], of) }];
    return [...from, ...one.map((row) => ({ row, plan: t.plan[row], x: t.target_year[row]!, y: t.target_value[row]!, base: false, text: row === last ? targetOf(row) : "" }))];
  });
  const told = points.filter((point, at) => point.text && !points.some((other, n) => n < at && other.text && Math.abs(other.x - point.x) < 1));
  const years = [...new Set(told.map((point) => point.x))].sort((a, b) => a - b), actual = rows.filter((row) => t.actual_value[row] !== null);
  type Point = (typeof points)[number];
  return finish(Plot.plot({
    width, height: 180, marginLeft: 40, marginRight: 46, marginTop: 28, marginBottom: 26, style: FONT,
    x: { label: null, ticks: years, tickFormat: String, tickSize: 0 }, y: { axis: null, zero: false },
    marks: [
      Plot.ruleX(years, { stroke: "var(--grid)" }),
      Plot.line(points, { x: "x", y: "y", z: "plan", stroke: "var(--target)", strokeWidth: 2 }),
      Plot.dot(points.filter((point) => !point.base), { x: "x", y: "y", r: (point: Point) => (point.text ? 5.5 : 3), fill: "var(--target)", href: (point: Point) => within({ t: idOfRow(point.row) }), ariaLabel: (point: Point) => said(point.row), title: (point: Point) => said(point.row) }),
      Plot.dot(points.filter((point) => point.base), { x: "x", y: "y", r: 4.5, fill: "var(--paper)", stroke: "var(--base)", strokeWidth: 2 }),
      Plot.dot(actual, { x: (row: number) => t.actual_year[row]!, y: (row: number) => t.actual_value[row]!, r: 5.5, symbol: "diamond", fill: "var(--actual)", stroke: "var(--paper)" }),
      Plot.text(told, { x: "x", y: "y", text: "text", dy: -15, fill: "var(--ink)", fontSize: 12, fontWeight: 600, stroke: "var(--paper)", strokeWidth: 4 }),
    ],
    r: { type: "identity" },
  }), about);
}

// How far each target is reached: 0 the baseline, 1 the target.
export function progress(rows: number[], width: number, about: string): Svg {
  const t = D.targets, name = (row: number) => `${areaOf(row)} · ${nameOf(t.indicator[row])}`, place = layout(width, rows.map(name));
  const far = (row: number) => Math.max(-0.25, Math.min(1.75, t.progress[row]!));
  return finish(Plot.plot({
    width, height: rows.length * place.step + 58, marginLeft: place.left, marginRight: narrow(width) ? 58 : 84, marginTop: place.above ? 44 : 34, marginBottom: 8, style: FONT,
    x: { domain: [Math.min(0, ...rows.map(far)), Math.max(1.05, ...rows.map(far))], label: null, axis: "top", tickSize: 0, ticks: [0, 0.5, 1, 1.5], tickFormat: (value: number) => `${Math.round(value * 100)}%`, insetLeft: 8 },
    y: { domain: rows, axis: null, padding: 0.4 },
    marks: [
      Plot.gridX({ stroke: "var(--grid)", strokeOpacity: 1, ticks: [0, 0.5, 1, 1.5] }),
      Plot.ruleX([1], { stroke: "var(--target)", strokeWidth: 2 }),
      Plot.link(rows, { y: (row: number) => row, x1: 0, x2: far, stroke: "var(--link-line)", strokeWidth: 5, strokeLinecap: "round" }),
      Plot.dot(rows, { x: far, y: (row: number) => row, r: 6.5, symbol: "diamond", fill: (row: number) => `var(--${word(t.status, row)})` }),
      Plot.text(rows, { x: (row: number) => Math.max(0, far(row)), y: (row: number) => row, dx: 12, textAnchor: "start", text: (row: number) => named(row), fill: "var(--ink)", fontSize: 12.5, fontWeight: 600 }),
      ...nameMarks(rows, name, place, width),
      Plot.barX(rows, { y: (row: number) => row, x1: 0, x2: 1, insetLeft: -place.left, insetRight: -80, insetTop: place.above ? -16 : -6, insetBottom: -6, fill: "transparent", href: (row: number) => within({ t: idOfRow(row) }), ariaLabel: said, title: said }),
    ],
  }), about);
  function named(row: number): string { return `${Math.round(t.progress[row]! * 100)}%`; }
}
export const statusName = (code: string): string => (code in STATUS ? say(STATUS[code]) : code);
