// One box over indicators (their other names too), places and plans; arrows choose, Enter goes, "/" comes here from anywhere.
import { useEffect, useMemo, useRef, useState } from "preact/hooks";
import { D, M, areaKeys, loadMore, periodOf, rowsOfArea, rowsOfIndicator, rowsOfPlan, titleOf, word } from "./data";
import { counted, nameOf, named } from "./format";
import { go, to } from "./route";
import { LEVELS, say, w } from "./words";

interface Hit { kind: "indicator" | "place" | "plan"; text: string; more: string; n: number; hash: string }
const fold = (text: string): string => text.normalize("NFKC").toLowerCase();

export function hits(asked: string): Hit[] {
  const words = fold(asked).split(/\s+/).filter(Boolean);
  if (!words.length) return [];
  const has = (text: string): boolean => { const folded = fold(text); return words.every((one) => folded.includes(one)); };
  const best = (found: Hit[]): Hit[] => found.sort((a, b) => Number(fold(b.text).startsWith(words[0])) - Number(fold(a.text).startsWith(words[0])) || b.n - a.n).slice(0, 7);
  const i = D.indicators, indicators: Hit[] = [], places: Hit[] = [], plans: Hit[] = [];
  i.id.forEach((id, at) => { if (has([i.zh[at], i.en[at], id, ...(M?.aliases[id] ?? [])].join(" "))) indicators.push({ kind: "indicator", text: nameOf(at), more: id.startsWith("~") ? w("ofCatalogue") : "", n: rowsOfIndicator[at].length, hash: to("indicator", id) }); });
  D.areas.area_name.forEach((name, at) => { if (has(`${name} ${word(D.areas.area_province, at) ?? ""}`)) places.push({ kind: "place", text: name, more: [word(D.areas.area_province, at), named(LEVELS, word(D.areas.area_kind, at))].filter((one) => one && one !== name).join(" · "), n: rowsOfArea[at].length, hash: to("place", areaKeys[at]) }); });
  D.plans.plan_id.forEach((id, at) => { if (has(`${titleOf(at)} ${D.plans.source_path[at]} ${D.plans.document_number[at] ?? ""}`)) plans.push({ kind: "plan", text: titleOf(at), more: periodOf(at), n: rowsOfPlan[at].length, hash: to("plan", id) }); });
  return [...best(indicators), ...best(places), ...best(plans)];
}

const KINDS = { indicator: "indicators", place: "places", plan: "plans" } as const;

export function Search({ large = false }: { large?: boolean }) {
  const [asked, ask] = useState(""), [at, move] = useState(0), [open, show] = useState(false), box = useRef<HTMLInputElement>(null), [, known] = useState(false);
  const found = useMemo(() => hits(asked), [asked, M]), name = large ? "found-large" : "found";
  useEffect(() => {
    const key = (event: KeyboardEvent): void => { if (event.key === "/" && !large && !/^(INPUT|TEXTAREA|SELECT)$/.test(document.activeElement?.tagName ?? "")) { event.preventDefault(); box.current?.focus(); } };
    addEventListener("keydown", key);
    return () => removeEventListener("keydown", key);
  }, []);
  const choose = (hit: Hit | undefined): void => { if (hit) { go(hit.hash); ask(""); show(false); box.current?.blur(); } };
  return <div class={`search${large ? " large" : ""}`} onFocusOut={(event) => { if (!event.currentTarget.contains(event.relatedTarget as Node | null)) show(false); }}>
    <input ref={box} type="search" role="combobox" aria-expanded={open && asked !== ""} aria-controls={name} aria-autocomplete="list" aria-activedescendant={open && found[at] ? `${name}-${at}` : undefined}
      aria-label={w("search")} placeholder={large ? w("searchHint") : w("search")} value={asked} autoComplete="off" spellcheck={false}
      onFocus={() => { show(true); void loadMore().then(() => known(true)); }} onInput={(event) => { ask(event.currentTarget.value); move(0); show(true); }}
      onKeyDown={(event) => {
        if (event.key === "ArrowDown" || event.key === "ArrowUp") { event.preventDefault(); move((at + (event.key === "ArrowDown" ? 1 : found.length - 1)) % Math.max(1, found.length)); }
        else if (event.key === "Enter") choose(found[at]);
        else if (event.key === "Escape") { ask(""); show(false); }
      }} />
    <ul id={name} role="listbox" aria-label={w("search")} hidden={!open || asked === ""}>
      {found.map((hit, n) => <li key={hit.hash} id={`${name}-${n}`} role="option" aria-selected={n === at} class={n === at ? "at" : ""} onMouseDown={(event) => event.preventDefault()} onClick={() => choose(hit)} onMouseMove={() => move(n)}>
        <span class="kind">{n === 0 || found[n - 1].kind !== hit.kind ? w(KINDS[hit.kind]) : ""}</span><span class="text">{hit.text}<small>{hit.more}</small></span><span class="count">{counted(hit.n)}</span>
      </li>)}
      {asked !== "" && !found.length && <li class="none" role="option" aria-selected="false">{say(["没有找到", "Nothing found"])}</li>}
    </ul>
  </div>;
}
