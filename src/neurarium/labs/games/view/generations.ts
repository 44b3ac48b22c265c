/** What sets the four generations apart, as the table of the scene `generations` says it. */

import type { Text } from "$web/protocol";

export const GENERATIONS = ["alphago", "alphago-zero", "alphazero", "muzero"] as const;
export type Generation = (typeof GENERATIONS)[number];

export const NAMES: Record<Generation, Text> = {
  alphago: { en: "AlphaGo, 2016", de: "AlphaGo, 2016" },
  "alphago-zero": { en: "AlphaGo Zero, 2017", de: "AlphaGo Zero, 2017" },
  alphazero: { en: "AlphaZero, 2018", de: "AlphaZero, 2018" },
  muzero: { en: "MuZero, 2020", de: "MuZero, 2020" },
};

export interface Difference {
  label: Text;
  /** In the order of `GENERATIONS`. */
  cells: readonly [Text, Text, Text, Text];
}

const WHO: Text = { en: "who won, from every position", de: "wer gewann, aus jeder Stellung" };
const RULES: Text = { en: "the rules", de: "die Regeln" };
const SEARCH: Text = { en: "what the search said", de: "was die Suche sagte" };
const ONE: Text = { en: "one with two outputs", de: "eines mit zwei Ausgängen" };
const VALUE: Text = { en: "the value", de: "der Wert" };

export const DIFFERENCES: readonly Difference[] = [
  {
    label: { en: "Is given", de: "Bekommt" },
    cells: [{ en: "the rules, and games of experts", de: "die Regeln und Partien von Meistern" }, RULES, RULES, { en: "only which moves are possible now", de: "nur, welche Züge jetzt möglich sind" }],
  },
  {
    label: { en: "Networks", de: "Netze" },
    cells: [{ en: "two policies and a value apart, and a linear policy for playing out", de: "zwei Strategien und ein Wert, getrennt, dazu eine lineare Strategie zum Ausspielen" }, ONE, ONE, { en: "three, trained together", de: "drei, gemeinsam trainiert" }],
  },
  {
    label: { en: "The policy learns", de: "Die Strategie lernt" },
    cells: [{ en: "the expert's move; a second one, what won", de: "den Zug des Meisters; eine zweite, was gewann" }, SEARCH, SEARCH, SEARCH],
  },
  {
    label: { en: "The value learns", de: "Der Wert lernt" },
    cells: [{ en: "who won, from one position a game", de: "wer gewann, aus einer Stellung je Partie" }, WHO, WHO, { en: "who won, up to five imagined moves ahead", de: "wer gewann, bis zu fünf gedachte Züge voraus" }],
  },
  {
    label: { en: "A leaf of the search is worth", de: "Ein Blatt der Suche ist wert" },
    cells: [{ en: "half the value, half a game played out", de: "zur Hälfte der Wert, zur Hälfte eine ausgespielte Partie" }, VALUE, VALUE, { en: "the value of an imagined state", de: "der Wert eines gedachten Zustands" }],
  },
  {
    label: { en: "Who plays to learn", de: "Wer zum Lernen spielt" },
    cells: [{ en: "the newest against earlier selves, without a search", de: "das neueste gegen frühere, ohne Suche" }, { en: "the best so far, until another beats it", de: "das bisher beste, bis ein anderes es schlägt" }, { en: "the newest", de: "das neueste" }, { en: "the newest", de: "das neueste" }],
  },
];
