/** What a link can hide from a class: the page's own controls, the lab's settings and actions, what its view offers. */

import type { Action, Description } from "../protocol";
import { form, transport } from "../texts/lab";
import type { Visitor } from "../visitor.svelte";
import type { Widget } from "../widget";

export interface Hideable {
  name: string;
  label: string;
}

/** Actions that have a button of their own; the others are part of the picture. */
const offered = (action: Action): boolean =>
  action.name !== "reset" && action.arguments.every(({ name, kind }) => name === "seed" || kind === "words");

export function hideable(lab: Description, view: Widget | null, { say }: Pick<Visitor, "say">): Hideable[] {
  return [
    ...(["reset", "play", "step", "speed"] as const).map((name) => ({ name: name as string, label: say(transport[name]) })),
    { name: "take_back", label: say(transport.undo) },
    { name: "stop_at", label: say(transport.stopHelp) },
    ...lab.settings.map(({ name, label }) => ({ name, label: say(label) })),
    { name: "seed", label: say(form.seed) },
    ...lab.actions.filter(offered).map(({ name, label }) => ({ name, label: say(label) })),
    ...Object.entries(view?.controls ?? {}).map(([name, label]) => ({ name, label: say(label) })),
  ];
}
