// Figures as print: 1,234.5、2.5%、26家、≥60家.
import { D, growth, unit, word } from "./data";
import { COMPARATOR, isEnglish, say, type Pair } from "./words";

const plain = new Intl.NumberFormat("en-US", { maximumFractionDigits: 4 });
const short = new Intl.NumberFormat("en-US", { maximumFractionDigits: 2 });
export const figure = (value: number): string => (Math.abs(value) >= 100 ? short : plain).format(value).replace("-", "−");
export const amount = (value: number | null, of: string): string =>
  value === null ? "—" : `${figure(value)}${isEnglish() && of && !/^[%‰]/.test(of) ? " " : ""}${of}`;
export const signed = (value: number, of: string): string => `${value > 0 ? "+" : ""}${amount(value, of)}`;
// What a difference of two values in a unit is counted in: of percentages, points.
export const difference = (value: number | null, of: string): string =>
  value === null ? "—" : signed(Math.round(value * 1e6) / 1e6, of === "%" ? say(["个百分点", "pp"]) : of);
export const targetOf = (row: number, withUnit = true): string => {
  const t = D.targets, value = t.target_value[row], upper = t.target_value_max[row];
  if (value === null) return word(t.target_text, row) ?? "—";
  const sign = COMPARATOR[word(t.target_comparator, row) ?? "="] ?? "";
  return `${sign}${upper === null ? "" : `${figure(value)}—`}${amount(upper ?? value, withUnit ? unit(row) : "")}`;
};
export const growthOf = (row: number): string => { const value = growth(row); return value === null ? "—" : `${signed(Math.round(value * 10) / 10, "%")}`; };
export const nameOf = (indicator: number): string => (isEnglish() && D.indicators.en[indicator]) || D.indicators.zh[indicator] || say(["（名称缺失）", "(name lost)"]);
export const areaOf = (row: number): string => D.areas.area_name[D.targets.area[row]];
export const named = (names: Record<string, Pair>, code: string | null): string => (code === null ? "" : code in names ? say(names[code]) : code);
export const counted = (n: number): string => n.toLocaleString("en-US");
// A confidence is cut, not rounded: 0.998 is not certain.
export const sureness = (value: number): string => (Math.floor(value * 100 + 1e-9) / 100).toFixed(2);
