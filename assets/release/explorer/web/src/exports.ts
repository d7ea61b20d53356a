// What is shown, taken along: rows as CSV, a chart as SVG or PNG with its title and source, a citation.
import { D, idOf, level, periodOf, printedName, titleOf, unit, word } from "./data";
import { areaOf, nameOf, named, targetOf } from "./format";
import { BINDING, DIMENSIONS, LEVELS, SEVERITY, STATUS, say, w } from "./words";
import { dimension, growth, gap } from "./data";

const save = (name: string, content: Blob): void => {
  const link = document.createElement("a");
  link.href = URL.createObjectURL(content);
  link.download = name;
  link.click();
  setTimeout(() => URL.revokeObjectURL(link.href), 10_000);
};
const fileName = (title: string): string => title.replace(/[\\/:*?"<>|\s]+/g, "-").slice(0, 60) || "explorer";
const day = (): string => D.release.made.slice(0, 10);

export function csvOf(rows: number[]): string {
  const t = D.targets, heads: [string, (row: number) => unknown][] = [
    [w("place"), areaOf], [w("level"), (row) => named(LEVELS, level(row))], [w("indicator"), (row) => nameOf(t.indicator[row])], [say(["规划中的名称", "Name as printed"]), printedName],
    [w("dimension"), (row) => named(DIMENSIONS, dimension(row))], [say(["单位", "Unit"]), unit], [say(["基期年", "Base year"]), (row) => t.base_year[row]], [w("base"), (row) => t.base_value[row]],
    [w("year"), (row) => t.target_year[row]], [w("target"), (row) => t.target_value[row]], [say(["目标上限", "Target up to"]), (row) => t.target_value_max[row]], [say(["目标原样", "Target as said"]), (row) => (t.target_value[row] === null ? word(t.target_text, row) : targetOf(row))],
    [w("gap"), gap], [say(["年均增速（%）", "Growth a year (%)"]), growth], [say(["实际年", "Year of actual"]), (row) => t.actual_year[row]], [w("actual"), (row) => t.actual_value[row]], [w("status"), (row) => named(STATUS, word(t.status, row))],
    [w("binding"), (row) => named(BINDING, word(t.binding, row))], [w("confidence"), (row) => t.confidence[row]], [w("doubt"), (row) => say(SEVERITY[t.severity[row]])],
    [w("plan"), (row) => titleOf(t.plan[row])], [w("period"), (row) => periodOf(t.plan[row])], [w("source"), (row) => D.plans.source_path[t.plan[row]]], ["target_observation_id", idOf],
  ];
  // A cell that a spreadsheet would take for a formula is kept as text.
  const cell = (value: unknown): string => {
    const text = value === null || value === undefined ? "" : String(value), safe = typeof value === "string" && /^[=+\-@\t]/.test(text) ? `'${text}` : text;
    return /[",\n\r]/.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe;
  };
  return `\ufeff${[heads.map(([head]) => head), ...rows.map((row) => heads.map(([, take]) => take(row)))].map((line) => line.map(cell).join(",")).join("\r\n")}\r\n`;
}
export const saveCsv = (title: string, rows: number[]): void => save(`${fileName(title)}.csv`, new Blob([csvOf(rows)], { type: "text/csv" }));

const STYLES = ["fill", "stroke", "stroke-width", "stroke-opacity", "fill-opacity", "font-family", "font-size", "font-weight", "text-anchor", "stroke-linecap", "stroke-linejoin", "paint-order", "opacity"];
const SVG = "http://www.w3.org/2000/svg";

// The chart as a file of its own: styles written out, links taken away, title above and source below.
export function standalone(chart: SVGSVGElement, title: string): { text: string; width: number; height: number } {
  const copy = chart.cloneNode(true) as SVGSVGElement, from = [chart, ...chart.querySelectorAll("*")], onto = [copy, ...copy.querySelectorAll("*")];
  from.forEach((element, at) => {
    const style = getComputedStyle(element);
    for (const name of STYLES) if (element.tagName !== "style" && element.tagName !== "title") (onto[at] as SVGElement).style?.setProperty(name, style.getPropertyValue(name));
  });
  copy.querySelectorAll("style, title").forEach((one) => one.remove());
  copy.querySelectorAll("a").forEach((one) => one.replaceWith(...(one.firstElementChild?.getAttribute("fill") === "transparent" ? [] : one.childNodes)));
  const body = getComputedStyle(document.body), paint = getComputedStyle(document.documentElement);
  const inner = { width: Number(chart.getAttribute("width")), height: Number(chart.getAttribute("height")) }, width = inner.width + 48, height = inner.height + 108;
  const outer = document.createElementNS(SVG, "svg");
  outer.setAttribute("xmlns", SVG);
  for (const [name, value] of Object.entries({ width, height, viewBox: `0 0 ${width} ${height}` })) outer.setAttribute(name, String(value));
  const add = (tag: string, attributes: Record<string, string | number>, text = ""): void => {
    const one = outer.appendChild(document.createElementNS(SVG, tag));
    for (const [name, value] of Object.entries(attributes)) one.setAttribute(name, String(value));
    one.textContent = text;
  };
  add("rect", { width, height, fill: paint.getPropertyValue("--paper") });
  add("text", { x: 24, y: 40, fill: body.color, "font-family": body.fontFamily, "font-size": 19, "font-weight": 700 }, title);
  copy.setAttribute("x", "24");
  copy.setAttribute("y", "58");
  outer.append(copy);
  add("text", { x: 24, y: height - 20, fill: paint.getPropertyValue("--soft"), "font-family": body.fontFamily, "font-size": 11.5 }, `${say(["资料来源：各地规划原文；", "Source: the plans themselves; "])}${w("title")} ${day()}，${D.release.license}`);
  return { text: new XMLSerializer().serializeToString(outer), width, height };
}
export const saveSvg = (chart: SVGSVGElement, title: string): void => save(`${fileName(title)}.svg`, new Blob([standalone(chart, title).text], { type: "image/svg+xml" }));
export async function savePng(chart: SVGSVGElement, title: string): Promise<void> {
  const { text, width, height } = standalone(chart, title), image = new Image(), canvas = document.createElement("canvas");
  image.src = `data:image/svg+xml;charset=utf-8,${encodeURIComponent(text)}`;
  await image.decode();
  [canvas.width, canvas.height] = [width * 2, height * 2];
  const pen = canvas.getContext("2d")!;
  pen.scale(2, 2);
  pen.drawImage(image, 0, 0);
  canvas.toBlob((made) => made && save(`${fileName(title)}.png`, made));
}
export const citation = (title: string): string => say([
  `规划指标数据集（版本${D.release.id}）．${title}．${day()}．许可：${D.release.license}．${location.href}`,
  `Plan Indicators (release ${D.release.id}). ${title}. ${day()}. Licence: ${D.release.license}. ${location.href}`,
]);
export async function copy(text: string): Promise<void> {
  try { await navigator.clipboard.writeText(text); } catch {
    const area = document.body.appendChild(Object.assign(document.createElement("textarea"), { value: text }));
    area.select();
    document.execCommand("copy");
    area.remove();
  }
}
