// The embedded data: two payloads of packed columns. `core` is there at once; `more` (passages, doubts, texts, work) follows when it is asked for.
import { call } from "./words";

export interface Words { words: string[]; at: number[] }
type Num = (number | null)[];
type Txt = (string | null)[];

export interface Core {
  plans: { plan_id: string[]; title: Txt; source_path: string[]; document_number: Txt; issuer: Words; region_name: Words; province: Words; level: Words; published_on: Txt; period_start: Num; period_end: Num; url: Txt };
  areas: { area_name: string[]; area_kind: Words; province: Words; region_code: Txt };
  indicators: { id: string[]; zh: string[]; en: Txt; dimension: Txt; direction: Txt; definition: Txt };
  targets: {
    id: string | string[]; plan: number[]; area: number[]; indicator: number[]; target_year: Num; base_year: Num; actual_year: Num; base_value: Num; target_value: Num;
    target_value_max: Num; actual_value: Num; target_comparator: Words; target_text: Words; unit_std: Words; indicator_text: Words; binding: Words; status: Words;
    stated_growth_unit: Words; stated_growth: Num; implied_growth: Num; progress: Num; confidence: Num; actual_plan: number[]; target_passage: number[];
    base_passage: number[]; actual_passage: number[]; severity: number[];
  };
  names: Record<"dimension" | "level" | "binding", Record<string, [string, string]>>;
  release: { id: string; made: string; title: string; license: string };
  tables: { indicator_targets: number; plans: number; observations: number; plan_texts: number };
  limits: { variable: string; texts: number; copies: number };
}
export interface More {
  passages: {
    row: number[]; column: Num; quote: Words; start: number[]; length: number[]; line: Num; page: Num; section: Words;
    rows: string[]; row_table: Words; row_is_header: number[]; captions: Txt;
  };
  doubts: { passage: number[]; rule: Words; zh: Words; en: Words; rules: [string, string, string, string, string][] };
  texts: { plan: number[]; text: string[]; of: number[]; start: number[]; length: number[]; fate: Words; target: number[]; passage: number[]; fates: Record<string, [string, string]> };
  work: { total: number; plan: number[]; heading: Words; text: string[]; owners: Words };
  news: { total: number; of: number[]; names: Record<string, Record<string, [string, string]>>; plan: number[]; kind: Words; column: Words; reason: Words; plan_title: Words; area_name: Words; status: Words; before: Txt; after: Txt; indicator_text: Txt; value_text: Txt; year: Num };
  aliases: Record<string, string[]>;
}

declare global { interface Window { inflate(id: string): Promise<string> } }

export let D: Core;
export let M: More | null = null;
export const word = (column: Words, row: number): string | null => { const at = column.at[row]; return at < 0 ? null : column.words[at]; };

// Places that come as differences, added up; null is no place.
function unpacked<Part extends object>(text: string): Part {
  const parts = JSON.parse(text) as Record<string, Record<string, { steps?: Num }>>;
  for (const part of Object.values(parts)) for (const [name, column] of Object.entries(part ?? {})) {
    if (!column?.steps) continue;
    let sum = 0;
    (part as Record<string, unknown>)[name] = column.steps.map((step) => (step === null ? -1 : (sum += step)));
  }
  return parts as unknown as Part;
}
export const loadCore = async (): Promise<void> => { D = unpacked(await window.inflate("core")); index(); call(D.names); };
let coming: Promise<void> | null = null;
export const loadMore = (): Promise<void> => (coming ??= window.inflate("more").then((text) => { M = unpacked<More>(text); }));

// By what the addresses of views name things.
export let areaKeys: string[] = [];
export let rowsOfArea: number[][] = [];
export let rowsOfIndicator: number[][] = [];
export let rowsOfPlan: number[][] = [];
const ids = new Map<string, number>();

const grouped = (at: number[], groups: number): number[][] => {
  const found: number[][] = Array.from({ length: groups }, () => []);
  at.forEach((group, row) => { if (group >= 0) found[group].push(row); });
  return found;
};

function index(): void {
  const t = D.targets, seen = new Map<string, number>();
  for (const name of D.areas.area_name) seen.set(name, (seen.get(name) ?? 0) + 1);
  areaKeys = D.areas.area_name.map((name, area) => seen.get(name) === 1 ? name : `${name}@${D.areas.region_code[area] ?? word(D.areas.province, area) ?? ""}@${word(D.areas.area_kind, area) ?? ""}`);
  rowsOfArea = grouped(t.area, D.areas.area_name.length);
  rowsOfIndicator = grouped(t.indicator, D.indicators.id.length);
  rowsOfPlan = grouped(t.plan, D.plans.plan_id.length);
}
export function gathered<Key>(rows: number[], key: (row: number) => Key): Map<Key, number[]> {
  const found = new Map<Key, number[]>();
  for (const row of rows) { const at = key(row), group = found.get(at); if (group) group.push(row); else found.set(at, [row]); }
  return found;
}
export const count = (): number => D.targets.plan.length;
export const idOf = (row: number): string => {
  const { id } = D.targets;
  if (typeof id !== "string") return id[row];
  const width = id.length / count();
  return id.slice(row * width, (row + 1) * width);
};
export const rowOf = (id: string): number => {
  if (!ids.size) for (let row = 0; row < count(); row++) ids.set(idOf(row), row);
  return ids.get(id) ?? -1;
};
export const printedName = (row: number): string => word(D.targets.indicator_text, row) ?? D.indicators.zh[D.targets.indicator[row]];
export const unit = (row: number): string => word(D.targets.unit_std, row) ?? "";
export const gap = (row: number): number | null => {
  const { base_value: base, target_value: target } = D.targets;
  return base[row] === null || target[row] === null ? null : target[row]! - base[row]!;
};
// The growth a year that is shown: what the two values imply, in percent; a share's growth is none.
export const growth = (row: number): number | null => (unit(row) === "%" ? null : D.targets.implied_growth[row]);
export const level = (row: number): string | null => word(D.areas.area_kind, D.targets.area[row]);
export const dimension = (row: number): string | null => D.indicators.dimension[D.targets.indicator[row]];
export const periodOf = (plan: number): string => {
  const { period_start: start, period_end: end } = D.plans;
  return start[plan] === null ? "" : start[plan] === end[plan] || end[plan] === null ? `${start[plan]}` : `${start[plan]}—${end[plan]}`;
};
export const titleOf = (plan: number): string => D.plans.title[plan] ?? `${word(D.plans.region_name, plan) ?? ""} ${periodOf(plan)}`.trim();
export interface Doubt { severity: number; title: [string, string]; says: [string, string]; about: [string, string] }
let doubtsAt: Map<number, number[]> | null = null;
export const doubtsOf = (passage: number): Doubt[] => {
  if (!M) return [];
  const { doubts } = M;
  doubtsAt ??= gathered([...doubts.passage.keys()], (row) => doubts.passage[row]);
  return (doubtsAt.get(passage) ?? []).map((row) => {
    const [severity, zh, en, aboutZh, aboutEn] = doubts.rules[doubts.rule.at[row]];
    return { severity: ["info", "warning", "error"].indexOf(severity) + 1, title: [zh, en], says: [word(doubts.zh, row) ?? "", word(doubts.en, row) ?? ""], about: [aboutZh, aboutEn] };
  });
};
