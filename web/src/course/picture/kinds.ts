/** The categories of machine learning: what is given, what is learned, and the lab that shows it. */

import type { Text } from "../../protocol";
import { text } from "../../text";

export interface Kind {
  id: "supervised" | "unsupervised" | "self-supervised" | "reinforcement";
  name: Text;
  given: Text;
  learned: Text;
  example: Text;
  source: string;
  /** The figure, as in a lesson. */
  figure: string;
}

const list = (...all: [Kind, ...Kind[]]): [Kind, ...Kind[]] => all;

export const kinds = {
  title: text("Categories of machine learning", "Kategorien des maschinellen Lernens"),
  given: text("Given", "Gegeben"),
  learned: text("Learned", "Gelernt"),
  example: text("Example", "Beispiel"),
  all: list(
    {
      id: "supervised",
      name: text("Supervised", "Überwacht"),
      given: text("Examples, and the right answer to each.", "Beispiele, und zu jedem die richtige Antwort."),
      learned: text("A function from example to answer that also holds for new examples.", "Eine Funktion vom Beispiel zur Antwort, die auch für neue Beispiele gilt."),
      example: text("Here: points, each with its colour. The network learns the border.", "Hier: Punkte, jeder mit seiner Farbe. Das Netz lernt die Grenze."),
      source: "Hastie, Tibshirani & Friedman 2009, The Elements of Statistical Learning, ch. 2",
      figure: "playground?dataset=circle&hidden=4,2&seed=1&steps=30&plays",
    },
    {
      id: "unsupervised",
      name: text("Unsupervised", "Unüberwacht"),
      given: text("Examples without any answer.", "Beispiele ohne jede Antwort."),
      learned: text("The structure in them: what belongs together, what is rare.", "Die Struktur darin: was zusammengehört, was selten ist."),
      example: text("Here: handwritten digits without their names. The groups are found, not told.", "Hier: handgeschriebene Ziffern ohne ihre Namen. Die Gruppen werden gefunden, nicht genannt."),
      source: "Hastie, Tibshirani & Friedman 2009, The Elements of Statistical Learning, ch. 14",
      figure: "clusters?plays",
    },
    {
      id: "self-supervised",
      name: text("Self-supervised", "Selbstüberwacht"),
      given: text("Examples without answers; a part of each is hidden.", "Beispiele ohne Antworten; von jedem wird ein Teil verdeckt."),
      learned: text("To fill in the hidden part from the rest: the data are their own answers.", "Den verdeckten Teil aus dem Rest zu ergänzen: Die Daten sind ihre eigenen Antworten."),
      example: text("Here: digits with pixels hidden, which the network fills in.", "Hier: Ziffern mit verdeckten Pixeln, die das Netz ergänzt."),
      source: "Devlin et al. 2019, doi:10.18653/v1/N19-1423; Vincent et al. 2008, doi:10.1145/1390156.1390294",
      figure: "missing-pixels?plays",
    },
    {
      id: "reinforcement",
      name: text("Reinforcement", "Bestärkend"),
      given: text("An environment to act in, and now and then a reward.", "Eine Umgebung zum Handeln, und ab und zu eine Belohnung."),
      learned: text("Which action is worth most in the long run in each state.", "Welche Handlung in jedem Zustand auf lange Sicht am meisten wert ist."),
      example: text("Here: a maze. Nobody shows the way; each move only costs something.", "Hier: ein Labyrinth. Niemand zeigt den Weg; jeder Zug kostet nur etwas."),
      source: "Sutton & Barto 2018, Reinforcement Learning: An Introduction, ch. 1",
      figure: "maze?plays",
    },
  ),
} as const;
