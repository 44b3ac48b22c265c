/** What stands on the stage: the network, which node is large, which neuron is opened for which point, and what was seen. */

import type { Look, Model } from "$web/model";
import type { Choice, Field, Real, Sizes, Text, Values } from "$web/protocol";
import { type Bends, bendsOf, withActivation } from "./activations";
import { type Architecture, type Node, type Parameter, architectureOf, counts, isOutput, mapOf } from "./architecture";
import { type MapArrays, confusionIn, mapIn, networkIn, pointsIn } from "./arrays";
import { winnerCodes } from "./classes";
import { Desk } from "./desk.svelte";
import { type Asked, type Example, exampleIn, neuronFor } from "./example";
import { type Labels, labelsOf } from "./labels";
import { type Seen, seen } from "$web/seen";
import { type Spot, nearestTo, nextPoint } from "./spot";
import { type Texts, textsIn } from "./texts";
import { keyOf } from "./watch";

const BEFORE: Values = { features: ["x", "y"], hidden: [] }; // the first frame has come

export class Stage {
  readonly now: Seen;
  readonly desk = new Desk();
  readonly #model: Model;

  pointed: Node | null = $state.raw(null);
  kept: Node | null = $state.raw(null); // a feature that is kept large
  aim: Parameter | null = $state.raw(null);
  spot: Spot | null = $state.raw(null);
  #last: Example | null = null;

  constructor(model: Model) {
    this.#model = model;
    this.now = seen(model);
  }

  readonly texts: Texts = $derived.by(() => textsIn(this.now.language));
  // Before the first frame the settings may be a link's texts, or not be there.
  readonly ready: boolean = $derived.by(() => Array.isArray(this.now.settings.features) && Array.isArray(this.now.settings.hidden));
  // Settings come anew with many frames; only another network makes another plan.
  readonly #wiring: string = $derived.by(() => {
    const { features, hidden, problem, classes } = this.now.settings;
    return JSON.stringify(this.ready ? { features, hidden, problem, classes } : BEFORE);
  });
  readonly architecture: Architecture = $derived.by(() => architectureOf(JSON.parse(this.#wiring) as Values));
  readonly bends: Bends = $derived.by(() => (this.ready ? bendsOf(this.now.settings) : { layers: [], loss: "squared" }));
  readonly labels: Labels = $derived.by(() =>
    labelsOf(String(this.now.settings.problem), this.architecture.outputs, this.given?.names ?? [], this.now.language),
  );
  readonly refusal: string | null = $derived.by(() => this.now.refused?.text[this.now.language] ?? null);

  // What may be changed

  hides(name: string): boolean {
    return this.now.hide.includes(name);
  }

  can(action: string): boolean {
    return !this.hides(action) && this.now.lab.actions.some(({ name }) => name === action);
  }

  field<T extends Field>(name: string): T | undefined {
    return this.now.lab.settings.find((one) => one.name === name) as T | undefined;
  }

  readonly limits: { low: number; high: number; longest: number } = $derived.by(
    () => this.field<Sizes>("hidden") ?? { low: 1, high: 32, longest: 10 },
  );
  readonly activations: { options: Record<string, Text>; chosen: readonly string[] } | null = $derived.by(() => {
    const options = this.field<Choice>("activation")?.options;
    const fixed = !this.field("layer_activations") || this.hides("layer_activations") || this.hides("activation");
    return options && !fixed ? { options, chosen: this.bends.layers } : null;
  });
  /** The bounds of a weight's value. */
  readonly bounds: Real | undefined = $derived.by(() => {
    const action = this.now.lab.actions.find(({ name }) => name === "set_weight");
    return action?.arguments.find((one): one is Real => one.name === "value" && one.kind === "real");
  });

  // Which node is large: pointed at, opened, kept, else the network's answer (of several outputs: null)

  exists(node: Node | null): node is Node {
    return node !== null && node.index < (counts(this.architecture)[node.layer] ?? 0);
  }

  /** The neuron whose arithmetic is open; the look keeps it, and so the link. */
  readonly opened: Node | null = $derived.by(() => {
    const [layer, index] = String(this.now.look.inside ?? "").split(":").map(Number);
    const node = { layer: layer ?? Number.NaN, index: index ?? Number.NaN };
    return this.ready && !this.hides("inside") && node.layer > 0 && this.exists(node) ? node : null;
  });
  readonly held: Node | null = $derived.by(() => this.opened ?? (this.exists(this.kept) ? this.kept : null));
  readonly last: number = $derived.by(() => this.architecture.hidden.length + 1); // the layer of the outputs
  readonly shown: Node | null = $derived.by(() => {
    const answer = this.architecture.outputs > 1 ? null : { layer: this.last, index: 0 };
    if (this.pointed) return this.exists(this.pointed) ? this.pointed : answer;
    return this.held ?? answer;
  });
  readonly #output: boolean = $derived.by(() => this.shown !== null && isOutput(this.architecture, this.shown));
  /** The network's own answer is large. */
  readonly whole: boolean = $derived.by(() => this.shown === null || (this.#output && this.architecture.outputs === 1));
  /** The map tells classes. */
  readonly winners: boolean = $derived.by(() => this.whole && this.architecture.outputs > 1);
  /** The output of one of several classes is large: its class, else null. */
  readonly output: number | null = $derived.by(() => (this.#output && !this.whole ? this.shown!.index : null));

  // What the engine has drawn. A picture that has not changed stays the same object: what depends on it is left alone.

  readonly pointsPicture = $derived.by(() => this.now.pictures.points);
  readonly given = $derived.by(() => (this.pointsPicture ? pointsIn({ points: this.pointsPicture }, this.now.seeds) : null));
  readonly points = $derived.by(() => this.given?.points ?? null);
  readonly network = $derived.by(() => networkIn(this.now.pictures, this.architecture, this.now.seeds));
  /** The same, but calm enough to be read. */
  readonly numbers = $derived.by(() => networkIn(this.now.words, this.architecture, this.now.seeds));
  readonly answer = $derived.by(() => mapIn(this.now.pictures, "output", this.now.seeds));
  readonly confusion = $derived.by(() => confusionIn(this.now.words, this.now.seeds));
  readonly large: MapArrays | null = $derived.by(() => {
    if (this.whole || this.shown === null) return this.answer;
    const found = mapIn(this.now.pictures, keyOf(this.shown), this.now.seeds);
    if (found || !this.network) return found;
    const { size } = this.network; // until it has come: the small one
    const first = mapOf(this.architecture, this.shown) * size * size;
    return { codes: this.network.codes.subarray(first, first + size * size), size, winner: null };
  });
  readonly codes: Uint8Array | Uint16Array | null = $derived.by(() => {
    if (!this.large) return null;
    const { codes, winner } = this.large;
    return this.winners && winner ? winnerCodes(winner, codes, new Uint16Array(codes.length)) : codes;
  });

  readonly tests: boolean = $derived.by(() => this.now.look.show_test === true);
  readonly signs: boolean = $derived.by(() => this.now.look.discretise === true);

  // The worked example: of the opened neuron, and of whatever else is pointed at

  /** The point of the example. */
  readonly marked: number | null = $derived.by(() => {
    if (!this.points || this.points.x.length === 0) return null;
    const chosen = Number(this.now.look.point ?? Number.NaN); // a link may say anything
    if (Number.isInteger(chosen) && chosen >= 0 && chosen < this.points.x.length) return chosen;
    return this.opened ? 0 : null;
  });
  readonly asked: Readonly<Record<"opened" | "aimed" | "shown" | "spot", Asked | null>> = $derived.by(() => ({
    opened: this.opened && this.#ask(neuronFor(this.opened), this.marked),
    aimed: this.aim && this.#ask({ layer: this.aim.layer, neuron: this.aim.neuron }, this.marked),
    shown: this.shown && this.#ask(neuronFor(this.shown), this.marked),
    spot: this.spot && this.spot.point >= 0 ? this.#ask({ layer: this.last, neuron: 0 }, this.spot.point) : null,
  }));

  #ask(neuron: { layer: number; neuron: number }, point: number | null): Asked | null {
    return point === null || this.hides("inside") ? null : { ...neuron, point };
  }

  example(what: "opened" | "aimed" | "shown" | "spot"): Example | null {
    const asked = this.asked[what];
    return asked && exampleIn(this.now.words, asked, this.architecture, this.now.seeds);
  }

  /** The opened neuron's example. Until the next one has come the last one stays, and nothing jumps. */
  readonly inside: Example | null = $derived.by(() => {
    const last = this.#last && exampleIn(this.now.words, this.#last.asked, this.architecture, this.now.seeds) && this.#last;
    return (this.#last = this.asked.opened ? (this.example("opened") ?? last) : null);
  });

  // What the visitor does

  change(settings: Values): void {
    this.#model.set("settings", { ...this.now.settings, ...settings });
    this.#model.save_changes();
  }

  bend(layer: number, activation: string): void {
    this.change({ layer_activations: withActivation(this.now.settings, layer, activation) });
  }

  act(action: string, values: Values = {}): void {
    this.#model.send({ type: "act", action, arguments: values });
  }

  look(changed: Look): void {
    this.#model.set("look", changed);
    this.#model.save_changes();
  }

  /** Opens a neuron's arithmetic, or closes it; a feature is only kept large. */
  hold(node: Node | null): void {
    const { inside: _, ...others } = this.now.look;
    this.kept = node && (node.layer === 0 || this.hides("inside")) ? node : null;
    this.look(node && !this.kept ? { ...others, inside: `${node.layer}:${node.index}` } : others);
  }

  /** The point before or behind the marked one, of those that are shown. */
  step(by: 1 | -1): void {
    if (this.points && this.marked !== null) {
      this.look({ ...this.now.look, point: nextPoint(this.points, this.marked, by, this.tests) });
    }
  }

  /** A click on the plane chooses the point there; while an example is open, the nearest one. */
  pick({ x, y, point }: Spot): void {
    if (!this.points || this.hides("inside")) return;
    const chosen = point >= 0 || !this.opened ? point : nearestTo(this.points, x, y, this.tests);
    if (chosen < 0) return;
    const wanted = { layer: this.last, index: this.architecture.outputs > 1 ? this.points.label[chosen]! : 0 };
    const node = this.opened ?? (this.shown && this.shown.layer > 0 ? this.shown : wanted);
    this.look({ ...this.now.look, point: chosen, inside: `${node.layer}:${node.index}` });
  }
}
