/** What a figure of a lesson shows: a lab at a state, written like a lab's link. */

import { readLink, writeLink, type Link } from "../../link";
import type { Description, Event } from "../../protocol";

export interface Target {
  lab: string;
  link: Link;
  /** Steps that are trained before the figure shows. */
  steps: number;
  /** Trains as soon as somebody sees it. */
  plays: boolean;
}

/** Reads `playground?dataset=spiral&hidden=8,8&steps=400&plays`; null for what is no lab's name. */
export function targetOf(text: string): Target | null {
  const [, lab, search = ""] = /^(?:lab:)?([\w-]+)(?:\?(.*))?$/s.exec(text.trim()) ?? [];
  if (!lab) return null;
  const query = new URLSearchParams(search);
  const steps = Number(query.get("steps") ?? 0);
  const plays = query.has("plays") && query.get("plays") !== "false";
  query.delete("steps");
  query.delete("plays");
  return { lab, link: readLink(`?${query}`), steps: Number.isSafeInteger(steps) && steps > 0 ? steps : 0, plays };
}

/** With what the figure's run begins. */
export function beginningOf(target: Target, lab: Pick<Description, "opening">): Pick<Link, "settings" | "seed" | "events"> {
  const { settings, seed, events, stateful } = target.link;
  const training: Event[] = target.steps > 0 ? [["advance", target.steps]] : [];
  return { settings: stateful ? settings : lab.opening, seed, events: [...events, ...training] };
}

/** Where the lab stands in the figure's state, with all its controls. */
export function addressOf(target: Target, lab: Pick<Description, "opening">): string {
  const { look, stateful } = target.link;
  const bare = !stateful && target.steps === 0;
  return writeLink(target.lab, bare ? { look } : { ...beginningOf(target, lab), look });
}
