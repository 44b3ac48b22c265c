/** What the view says. `{name}` is filled in. */

import { fill } from "$web/text";
import type { Language, Text } from "$web/protocol";

const TEXTS = {
  path: { en: "From the picture to the vote", de: "Vom Bild zur Abstimmung" },
  picture: { en: "Picture", de: "Bild" },
  convolution: { en: "Filtering", de: "Filtern" },
  relu: { en: "ReLU", de: "ReLU" },
  pooling: { en: "Pooling", de: "Pooling" },
  vote: { en: "Vote", de: "Abstimmung" },
  learning: { en: "Learning", de: "Lernen" },
  back: { en: "Back", de: "Zurück" },
  next: { en: "Next: {name}", de: "Weiter: {name}" },

  pictureSays: {
    en: "81 pixels. Where the pen was there is a 1, elsewhere a −1. Click or drag to paint, and watch the vote change.",
    de: "81 Pixel. Wo der Stift war, steht 1, sonst −1. Klicke oder ziehe zum Malen und sieh zu, wie sich die Abstimmung ändert.",
  },
  convolutionSays: {
    en: "The filter lies on nine pixels. Multiply each pair, add up, divide by nine: 1.00 where the patch equals the filter. Drag the window.",
    de: "Der Filter liegt auf neun Pixeln. Jedes Paar malnehmen, zusammenzählen, durch neun teilen: 1,00, wo der Ausschnitt dem Filter gleicht. Zieh das Fenster.",
  },
  reluSays: { en: "Whatever is negative becomes 0. Everything else stays.", de: "Was negativ ist, wird 0. Alles andere bleibt." },
  poolingSays: {
    en: "Of each window of two by two only the largest value stays. At the right and lower edge a window may hold less.",
    de: "Aus jedem Fenster von zwei mal zwei bleibt nur der größte Wert. Am rechten und unteren Rand darf ein Fenster weniger enthalten.",
  },
  voteSays: {
    en: "All values in one column. Where the perfect X has more than the perfect O, a value votes for X; where less, for O. Each vote is the mean of its voters.",
    de: "Alle Werte in einer Spalte. Wo das perfekte X mehr hat als das perfekte O, stimmt ein Wert für X; wo weniger, für O. Jede Stimme ist der Mittelwert ihrer Wähler.",
  },
  learningSays: {
    en: "Now nobody draws the filters. They begin at random and are nudged, letter by letter, so that the error falls.",
    de: "Jetzt zeichnet niemand die Filter. Sie beginnen zufällig und werden Buchstabe für Buchstabe so verändert, dass der Fehler sinkt.",
  },
  noRoom: {
    en: "There is no room: this stage needs {needs}, and the maps have {size} × {size}. They are passed on as they are.",
    de: "Kein Platz: Diese Stufe braucht {needs}, die Karten haben {size} × {size}. Sie werden unverändert weitergegeben.",
  },

  x: { en: "X", de: "X" },
  o: { en: "O", de: "O" },
  deformed: { en: "Deformed X", de: "Verformtes X" },
  another: { en: "Another letter", de: "Anderer Buchstabe" },
  restore: { en: "As in the lecture", de: "Wie in der Vorlesung" },
  showing: { en: "Show", de: "Zeigen" },
  map: { en: "Map {name}", de: "Karte {name}" },
  maps: { en: "Maps", de: "Karten" },
  filter: { en: "Filter {name}", de: "Filter {name}" },
  pixels: { en: "Picture, 9 by 9 pixels; arrow keys move, Enter paints", de: "Bild, 9 mal 9 Pixel; Pfeiltasten bewegen, Eingabe malt" },
  source: { en: "Before", de: "Vorher" },
  result: { en: "After", de: "Nachher" },
  sourceOf: { en: "Before, {size} by {size}; arrow keys move the window", de: "Vorher, {size} mal {size}; Pfeiltasten bewegen das Fenster" },
  resultOf: { en: "After, {size} by {size}; arrow keys choose a value", de: "Nachher, {size} mal {size}; Pfeiltasten wählen einen Wert" },
  patch: { en: "nine pixels", de: "neun Pixel" },
  filterPaint: { en: "Filter {name}; arrow keys move, Enter paints", de: "Filter {name}; Pfeiltasten bewegen, Eingabe malt" },
  products: { en: "nine products", de: "neun Produkte" },
  paintIt: { en: "filter {name} (paint it)", de: "Filter {name} (bemalbar)" },
  sum: { en: "sum", de: "Summe" },
  mean: { en: "mean", de: "Mittelwert" },
  cutOff: { en: "Cut off after two decimals, as in the source.", de: "Nach zwei Stellen abgeschnitten, wie in der Quelle." },
  largest: { en: "the largest", de: "der größte" },
  earlier: { en: "Move earlier", de: "Nach vorn" },
  later: { en: "Move later", de: "Nach hinten" },
  remove: { en: "Remove", de: "Entfernen" },
  add: { en: "Add after it", de: "Danach einfügen" },
  lectureStages: { en: "Stages of the lecture", de: "Stufen der Vorlesung" },

  answer: { en: "Answer", de: "Antwort" },
  draw: { en: "undecided", de: "unentschieden" },
  votersOf: { en: "{count} voters", de: "{count} Wähler" },
  nobody: { en: "nobody votes", de: "niemand stimmt ab" },
  votesFor: { en: "votes for {name}", de: "stimmt für {name}" },
  compare: { en: "The three letters", de: "Die drei Buchstaben" },
  printed: { en: "As printed on the slide", de: "Wie auf der Folie gedruckt" },
  printedSays: {
    en: "These numbers are printed, not computed. No picture here gives these twelve values, and the mean of the printed ones is {x} for X and {o} for O, not {px} and {po}.",
    de: "Diese Zahlen sind gedruckt, nicht berechnet. Kein Bild hier ergibt diese zwölf Werte, und der Mittelwert der gedruckten ist {x} für X und {o} für O, nicht {px} und {po}.",
  },
  values: { en: "Values", de: "Werte" },
  rightAnswer: { en: "Right answer", de: "Richtige Antwort" },
  actualAnswer: { en: "Actual answer", de: "Tatsächliche Antwort" },
  error: { en: "Error", de: "Fehler" },
  total: { en: "Together", de: "Zusammen" },

  shown: { en: "The picture on display", de: "Das gezeigte Bild" },
  unseen: { en: "unseen letters right", de: "ungesehene Buchstaben richtig" },
  unseenOf: { en: "{right} of {test}", de: "{right} von {test}" },
  press: { en: "Press Play.", de: "Drücke Abspielen." },
  split: {
    en: "Learned from: {training} letters. For choosing settings: {validation} others. For this report: {test} others, of which {known} occur in training.",
    de: "Gelernt wird aus {training} Buchstaben. Zum Wählen der Einstellungen: {validation} andere. Für diesen Bericht: {test} andere, von denen {known} im Training vorkommen.",
  },
  handMade: { en: "Made by hand", de: "Von Hand gemacht" },
  learnedNow: { en: "Learned, now", de: "Gelernt, jetzt" },
  atFirst: { en: "At first", de: "Am Anfang" },
  filters: { en: "Filters", de: "Filter" },
  hardest: { en: "The twelve hardest", de: "Die zwölf schwersten" },
  hardestSays: { en: "Of the unseen letters; a mark where the answer is wrong.", de: "Von den ungesehenen Buchstaben; markiert, wo die Antwort falsch ist." },
  isAnswer: { en: "{right}, answered {answer} ({x} for X, {o} for O)", de: "{right}, Antwort {answer} ({x} für X, {o} für O)" },
  slopes: { en: "Two ways to the same slopes", de: "Zwei Wege zu denselben Gefällen" },
  slopesSays: {
    en: "How much does the error of the next {batch} letters change when a weight grows? Nudging tries each of the {count} weights up and down: {passes} passes. Backpropagation gets all slopes in one pass forward and one back.",
    de: "Wie sehr ändert sich der Fehler der nächsten {batch} Buchstaben, wenn ein Gewicht wächst? Anstoßen probiert jedes der {count} Gewichte auf und ab: {passes} Durchläufe. Backpropagation bekommt alle Gefälle in einem Durchlauf vorwärts und einem rückwärts.",
  },
  nudged: { en: "Nudged", de: "Angestoßen" },
  backpropagated: { en: "Backpropagated", de: "Zurückgerechnet" },
  difference: { en: "Largest difference over all {count} weights", de: "Größter Unterschied über alle {count} Gewichte" },
  weight: { en: "Weight {row}, {column} of filter {name}", de: "Gewicht {row}, {column} von Filter {name}" },
  up: { en: "nudged up, the error is", de: "nach oben gestoßen ist der Fehler" },
  down: { en: "nudged down", de: "nach unten" },
  slope: { en: "slope", de: "Gefälle" },
  choose: { en: "Arrow keys or a click choose a weight", de: "Pfeiltasten oder ein Klick wählen ein Gewicht" },
} satisfies Record<string, Text>;

export type Word = keyof typeof TEXTS;
export type Say = (word: Word, values?: Record<string, string | number>) => string;

export const sayIn =
  (language: Language): Say =>
  (word, values = {}) =>
    fill(TEXTS[word][language], values);

/** A, B, C... */
export const letterOf = (index: number): string => String.fromCharCode(65 + index);
