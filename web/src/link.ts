/** The link of a state, and back: everything needed to see on another machine what is seen on this one. */

import type { Look } from "./model";
import type { Event, Run, Text, Value, Values } from "./protocol";
import { fill } from "./text";
import { link as texts } from "./texts/lab";

/** What the address of a lab's page says. */
export interface Link {
  /** Settings as written in the address; the server reads and checks them. */
  settings: Values;
  seed: number;
  seeds: number;
  events: Event[];
  /** A stored run to continue. */
  run: string | null;
  /** A stored population that stands below. */
  population: string | null;
  look: Look;
  /** Names of controls to hide from a class. */
  hide: string[];
  /** The lab whose lesson stands below, where it is another's: its exercises are worked on here. */
  lesson: string | null;
  /** Whether the address describes a state; otherwise the lab opens as its author chose. */
  stateful: boolean;
}

const LONGEST_QUERY = 4_000; // characters; a longer journal goes behind the #, which is not sent to the server
const MOST_SEEDS = 256; // of a population, as the server has it
const LONGEST_SHOWN = 40; // characters of what was given
const OWN = new Set(["seed", "seeds", "events", "run", "population", "look", "hide", "lesson"]);

/** Reads the query of a page's address (and what stands behind its #); whatever makes no sense is left out. */
export function readLink(search: string, hash = ""): Link {
  const query = queryOf(search, hash);
  const settings = Object.fromEntries([...query].filter(([name]) => !OWN.has(name)));
  const events = json(query.get("events"));
  const look = json(query.get("look"));
  const population = query.get("population");
  // How many seeds a stored population has is no part of the state of the run above it.
  const parts = population ? ["seed", "events"] : ["seed", "seeds", "events"];
  return {
    settings,
    seed: whole(query.get("seed"), 0),
    seeds: seedsOf(query.get("seeds")) ?? 1,
    events: Array.isArray(events) ? (events as Event[]) : [],
    run: query.get("run"),
    population,
    look: isRecord(look) ? (look as Look) : {},
    hide: (query.get("hide") ?? "").split(",").filter(Boolean),
    lesson: query.get("lesson"),
    stateful: parts.some((name) => query.has(name)) || Object.keys(settings).length > 0,
  };
}

/** What makes no sense in an address, beyond the settings, which the server checks: each with what is used instead. */
export function ignoredIn(search: string, hash = ""): Text[] {
  const query = queryOf(search, hash);
  const parts: [name: string, wrong: (text: string) => boolean, said: Text][] = [
    ["seed", (text) => whole(text, -1) < 0, texts.seed],
    ["seeds", (text) => seedsOf(text) === null, texts.seeds],
    ["events", (text) => !Array.isArray(json(text)), texts.events],
    ["look", (text) => !isRecord(json(text)), texts.look],
  ];
  return parts.flatMap(([name, wrong, said]) => {
    const text = query.get(name);
    if (text === null || !wrong(text)) return [];
    const given = text.length > LONGEST_SHOWN ? `${text.slice(0, LONGEST_SHOWN)}…` : text;
    return [{ en: fill(said.en, { given }), de: fill(said.de, { given }) }];
  });
}

function queryOf(search: string, hash: string): URLSearchParams {
  const query = new URLSearchParams(search);
  const long = new URLSearchParams(hash.replace(/^#/, "")).get("events");
  if (long !== null) query.set("events", long);
  return query;
}

/** What a link leads to. */
export type Target = Partial<Omit<Link, "stateful">>;

/** The address of a lab's page in this state, without the host. */
export function writeLink(lab: string, target: Target): string {
  const parts: string[] = [];
  const add = (name: string, text: string): void => void parts.push(`${escape(name)}=${escape(text)}`);
  if (target.run) add("run", target.run);
  else {
    for (const [name, value] of Object.entries(target.settings ?? {})) add(name, writeValue(value));
    if (target.seed !== undefined) add("seed", String(target.seed));
  }
  if (target.population) add("population", target.population);
  if ((target.seeds ?? 1) > 1) add("seeds", String(target.seeds));
  if (target.look && Object.keys(target.look).length > 0) add("look", JSON.stringify(target.look));
  if (target.hide && target.hide.length > 0) add("hide", target.hide.join(","));
  if (target.lesson && target.lesson !== lab) add("lesson", target.lesson);
  const events = target.events?.length && !target.run ? `events=${escape(JSON.stringify(target.events))}` : "";
  const long = events.length > LONGEST_QUERY;
  if (events && !long) parts.push(events);
  const query = parts.length > 0 ? `?${parts.join("&")}` : "";
  return `/lab/${encodeURIComponent(lab)}${query}${long ? `#${events}` : ""}`;
}

/** Where a stored run is continued. */
export function runAt({ lab, id, seeds }: Pick<Run, "lab" | "id" | "seeds">): string {
  return writeLink(lab, seeds > 1 ? { population: id, seeds } : { run: id });
}

/** A setting as the command line and the link write it. */
export function writeValue(value: Value): string {
  return Array.isArray(value) ? value.join(",") : String(value);
}

/** A lesson's `lab:playground?dataset=spiral` as an address, or null if it is another kind of link; there too the page
 * shows the `lesson` of this lab. */
export function lessonLink(href: string, lesson: string | null = null): string | null {
  const found = /^lab:([\w-]+)(?:\?(.*))?$/.exec(href);
  if (!found) return null;
  const { stateful, look, ...state } = readLink(found[2] ?? "");
  return writeLink(found[1] ?? "", stateful ? { ...state, look, lesson } : { look, lesson });
}

function escape(text: string): string {
  return encodeURIComponent(text).replaceAll("%2C", ",").replaceAll("%3A", ":");
}

function whole(text: string | null, otherwise: number): number {
  const number = text?.trim() === "" ? NaN : Number(text ?? otherwise);
  return Number.isSafeInteger(number) && number >= 0 ? number : otherwise;
}

/** How many seeds a population has, or null where the text says no number that the server takes. */
function seedsOf(text: string | null): number | null {
  const number = whole(text, 0);
  return number >= 1 && number <= MOST_SEEDS ? number : null;
}

function json(text: string | null): unknown {
  try {
    return JSON.parse(text ?? "null");
  } catch {
    return null;
  }
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}
