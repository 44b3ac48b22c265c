/** The model as Svelte sees it: reading a value inside a component follows its changes. */

import { createSubscriber } from "svelte/reactivity";
import type { Model, ModelValues } from "./model";
import { Calm } from "./calm";

const NAMES = ["lab", "settings", "seeds", "pictures", "readings", "refused", "look", "language", "theme", "hide"] as const;
const CALM = 100; // milliseconds between two changes of what is read

export interface Seen extends Readonly<Pick<ModelValues, (typeof NAMES)[number]>> {
  /** The same pictures for what is read, not drawn: they change at most ten times a second. */
  readonly words: ModelValues["pictures"];
}

export function seen(model: Model): Seen {
  const values = {};
  for (const name of NAMES) offer(values, name, model, name, name === "readings");
  offer(values, "words", model, "pictures", true);
  return values as Seen;
}

function offer(values: object, as: string, model: Model, name: (typeof NAMES)[number], calmly: boolean): void {
  const follow = createSubscriber((update) => {
    const calm = calmly ? new Calm(update, CALM) : null;
    const hear = calm ? () => calm.soon() : update;
    model.on(`change:${name}`, hear);
    return () => {
      calm?.stop();
      model.off(`change:${name}`, hear);
    };
  });
  Object.defineProperty(values, as, {
    get: () => {
      follow();
      return model.get(name);
    },
  });
}
