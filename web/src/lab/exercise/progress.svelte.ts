/** What the visitor has answered and reached; kept in this browser, and nowhere else. */

export interface Done {
  /** The answer to a question: the index of a choice, or a number. */
  answer?: number;
  right: boolean;
}

const KEPT = "neurarium.exercises";
const WORKED_ON = "neurarium.exercise"; // in this tab

export class Progress {
  #done: Record<string, Done> = $state.raw(read());
  /** The goal that the visitor is working on, such as `crash-course/search`. */
  #active: string | null = $state(recall(sessionStorage, WORKED_ON));

  of(id: string): Done | null {
    return this.#done[id] ?? null;
  }

  get active(): string | null {
    return this.#active;
  }

  keep(id: string, done: Done | null): void {
    const { [id]: _, ...others } = this.#done;
    this.#done = done ? { ...others, [id]: done } : others;
    remember(localStorage, KEPT, JSON.stringify(this.#done));
  }

  workOn(id: string | null): void {
    this.#active = id;
    remember(sessionStorage, WORKED_ON, id ?? "");
  }
}

let only: Progress | undefined;

/** The tab's one record, read when it is first needed. */
export function progress(): Progress {
  only ??= new Progress();
  return only;
}

function read(): Record<string, Done> {
  try {
    const kept: unknown = JSON.parse(recall(localStorage, KEPT) ?? "{}");
    return typeof kept === "object" && kept !== null && !Array.isArray(kept) ? (kept as Record<string, Done>) : {};
  } catch {
    return {};
  }
}

// A browser may forbid storage altogether; the record then lasts as long as the tab.

function recall(place: Storage, name: string): string | null {
  try {
    return place.getItem(name) || null;
  } catch {
    return null;
  }
}

function remember(place: Storage, name: string, value: string): void {
  try {
    place.setItem(name, value);
  } catch {
    // see above
  }
}
