/** Every word of the view, in both languages. */

import type { Language } from "$web/protocol";
import { type Architecture, FEATURES, type Node, type Parameter, isOutput, sourceNode } from "./architecture";
import { classLetter } from "./classes";
import { FEATURE_NAMES } from "./formula";

const ENGLISH = {
  network: "Network. Arrow keys move between features and neurons.",
  features: "Features",
  output: "Output",
  outputLong: "Network output",
  outputOf: (name: string) => `Output for class ${name}`,
  outputWithin: (name: string) => `the output for class ${name}`,
  outputs: "Outputs",
  feature: (name: string) => `Feature ${name}`,
  neuron: (layer: number, number: number) => `Neuron ${number} of layer ${layer}`,
  neuronOf: (layer: number, number: number) => `neuron ${number} of layer ${layer}`,
  theOutput: "the output",
  featureOn: (name: string) => `The network sees ${name} of each point. Click to take it away.`,
  featureOff: (name: string) => `The network does not see ${name}. Click to add it.`,
  featureLast: (name: string) => `The network needs at least one feature; ${name} is the last.`,
  hold: "Click to see its arithmetic, click again to close it.",
  keep: "Click to keep it large, click again to let it go.",
  held: "kept large",
  hiddenLayers: (count: number) => (count === 1 ? "1 hidden layer" : `${count} hidden layers`),
  neurons: (layer: number, count: number) => `Layer ${layer}: ${count === 1 ? "1 neuron" : `${count} neurons`}`,
  addLayer: "Add a hidden layer of 2 neurons",
  removeLayer: "Remove the last hidden layer",
  addNeuron: (layer: number) => `Add a neuron to layer ${layer}`,
  removeNeuron: (layer: number) => `Remove a neuron from layer ${layer}`,
  mostLayers: (count: number) => `${count} hidden layers are the most`,
  mostNeurons: (count: number) => `${count} neurons are the most in a layer`,
  noLayers: "There is no hidden layer to remove",
  lastNeuron: "A layer has at least one neuron; remove the layer instead",
  weight: (from: string, to: string) => `Weight from ${from} to ${to}`,
  bias: (to: string) => `Bias of ${to}`,
  weightHelp: (value: string, from: string, to: string) => `Adds ${value} times ${from} to the sum of ${to}.`,
  biasHelp: (value: string, to: string) => `${value} is added to the sum of ${to}, whatever the point.`,
  activationOf: (layer: number) => `Activation of layer ${layer}`,
  again: "Same weights",
  againHelp: "Back to the very weights with which the curves began; the points stay.",
  dropout: (share: string) => `Dropout: while it trains, each hidden neuron is switched off for ${share} of the points.`,
  dead: "Switched off by L1 for good: it learns no more.",
  click: "Click to change",
  newValue: "New value",
  apply: "Apply",
  keys: "Enter applies, Esc cancels",
  probe: "Weights and biases: arrow keys choose one, Enter changes it.",
  notANumber: (text: string) => `“${text}” is not a number. Write one such as 0.5 or -2.`,
  outOfBounds: (low: string, high: string) => `The value must lie between ${low} and ${high}.`,
  positive: "positive weight: passes on",
  negative: "negative: turns around",
  deadLink: "switched off by L1",
  hint: "Point at a square to see it large, click a neuron to see its arithmetic. Point at a line or a small square to read its number, click to change it.",
  more: (count: number) => `${count} more`,
  showTest: "Show test data",
  showTestHelp: "Hollow: points that the network never learns from.",
  discretise: "Discretise",
  discretiseHelp: "Shows only the sign: which class the network chooses.",
  regenerate: "New points",
  regenerateHelp: "Draws the points anew from another seed; the weights stay.",
  regenerateOwn: "These are points of your own; choose a data set to draw new ones.",
  training: "training",
  test: "test",
  orange: "orange",
  blue: "blue",
  className: (name: string) => `class ${name}`,
  trainingPoint: (label: string) => `training point, wanted ${label}`,
  testPoint: (label: string) => `test point, wanted ${label}`,
  pointAnswer: (answer: string, loss: string) => `answer ${answer}, loss ${loss}`,
  place: (x: string, y: string, value: string) => `x ${x}, y ${y}: ${value}`,
  spot: (x: string, y: string) => `x ${x}, y ${y}`,
  placeOf: (x: string, y: string, name: string, share: string) => `x ${x}, y ${y}: ${name}, ${share}`,
  mapHelp: (name: string) =>
    `${name} over the plane, x and y from −6 to 6. Arrow keys read values, Enter chooses the point there for a worked example.`,
  mapDraw: "The plane, x and y from −6 to 6. Arrow keys move the pen, Enter draws or erases.",
  population: (seeds: number) => `Shown is the first of ${seeds} networks.`,
  featureHelp: {
    x: "The point's horizontal place.",
    y: "The point's vertical place.",
    x2: "The horizontal place times itself: large far left and far right.",
    y2: "The vertical place times itself: large far up and far down.",
    xy: "The product of both places: positive in two opposite quadrants.",
    sin_x: "A wave from left to right.",
    sin_y: "A wave from bottom to top.",
  } as Record<string, string>,
};

export type Texts = typeof ENGLISH;

const GERMAN: Texts = {
  network: "Netz. Die Pfeiltasten führen von Merkmal zu Neuron.",
  features: "Merkmale",
  output: "Ausgabe",
  outputLong: "Ausgabe des Netzes",
  outputOf: (name) => `Ausgabe für Klasse ${name}`,
  outputWithin: (name) => `Ausgabe für Klasse ${name}`,
  outputs: "Ausgaben",
  feature: (name) => `Merkmal ${name}`,
  neuron: (layer, number) => `Neuron ${number} in Schicht ${layer}`,
  neuronOf: (layer, number) => `Neuron ${number} in Schicht ${layer}`,
  theOutput: "Ausgabe",
  featureOn: (name) => `Das Netz sieht von jedem Punkt ${name}. Ein Klick nimmt es weg.`,
  featureOff: (name) => `Das Netz sieht ${name} nicht. Ein Klick fügt es hinzu.`,
  featureLast: (name) => `Das Netz braucht mindestens ein Merkmal; ${name} ist das letzte.`,
  hold: "Ein Klick zeigt seine Rechnung, ein zweiter schließt sie.",
  keep: "Ein Klick hält es groß, ein zweiter lässt es los.",
  held: "festgehalten",
  hiddenLayers: (count) => (count === 1 ? "1 verdeckte Schicht" : `${count} verdeckte Schichten`),
  neurons: (layer, count) => `Schicht ${layer}: ${count === 1 ? "1 Neuron" : `${count} Neuronen`}`,
  addLayer: "Eine verdeckte Schicht mit 2 Neuronen anfügen",
  removeLayer: "Die letzte verdeckte Schicht entfernen",
  addNeuron: (layer) => `Ein Neuron zu Schicht ${layer} hinzufügen`,
  removeNeuron: (layer) => `Ein Neuron aus Schicht ${layer} entfernen`,
  mostLayers: (count) => `Mehr als ${count} verdeckte Schichten gibt es nicht`,
  mostNeurons: (count) => `Mehr als ${count} Neuronen hat keine Schicht`,
  noLayers: "Es gibt keine verdeckte Schicht mehr",
  lastNeuron: "Eine Schicht hat mindestens ein Neuron; stattdessen lässt sich die Schicht entfernen",
  weight: (from, to) => `Gewicht: ${from} → ${to}`,
  bias: (to) => `Bias: ${to}`,
  weightHelp: (value, from) => `Dort kommt ${value} mal ${from} zur Summe.`,
  biasHelp: (value) => `Dort kommt immer ${value} zur Summe, gleich bei welchem Punkt.`,
  activationOf: (layer) => `Aktivierung von Schicht ${layer}`,
  again: "Dieselben Gewichte",
  againHelp: "Zurück zu genau den Gewichten, mit denen die Kurven begannen; die Punkte bleiben.",
  dropout: (share) => `Dropout: Im Training ist jedes verdeckte Neuron bei ${share} der Punkte abgeschaltet.`,
  dead: "Von L1 endgültig abgeschaltet: lernt nicht mehr.",
  click: "Zum Ändern klicken",
  newValue: "Neuer Wert",
  apply: "Übernehmen",
  keys: "Enter übernimmt, Esc bricht ab",
  probe: "Gewichte und Biaswerte: Pfeiltasten wählen eines aus, Enter ändert es.",
  notANumber: (text) => `„${text}“ ist keine Zahl. Möglich ist zum Beispiel 0,5 oder -2.`,
  outOfBounds: (low, high) => `Der Wert muss zwischen ${low} und ${high} liegen.`,
  positive: "positives Gewicht: gibt weiter",
  negative: "negatives: kehrt um",
  deadLink: "von L1 abgeschaltet",
  hint: "Auf ein Quadrat zeigen: Es wird groß; ein Klick auf ein Neuron zeigt seine Rechnung. Auf eine Linie oder ein kleines Quadrat zeigen: Die Zahl erscheint, ein Klick ändert sie.",
  more: (count) => `${count} weitere`,
  showTest: "Testdaten zeigen",
  showTestHelp: "Hohl: Punkte, aus denen das Netz nie lernt.",
  discretise: "Nur Vorzeichen",
  discretiseHelp: "Zeigt nur, für welche Klasse das Netz sich entscheidet.",
  regenerate: "Neue Punkte",
  regenerateHelp: "Zieht die Punkte mit einem anderen Startwert neu; die Gewichte bleiben.",
  regenerateOwn: "Das sind eigene Punkte; neue gibt es, wenn ein Datensatz gewählt ist.",
  training: "Training",
  test: "Test",
  orange: "orange",
  blue: "blau",
  className: (name) => `Klasse ${name}`,
  trainingPoint: (label) => `Trainingspunkt, gesucht ${label}`,
  testPoint: (label) => `Testpunkt, gesucht ${label}`,
  pointAnswer: (answer, loss) => `Antwort ${answer}, Fehler ${loss}`,
  place: (x, y, value) => `x ${x}, y ${y}: ${value}`,
  spot: (x, y) => `x ${x}, y ${y}`,
  placeOf: (x, y, name, share) => `x ${x}, y ${y}: ${name}, ${share}`,
  mapHelp: (name) =>
    `${name} über der Ebene, x und y von −6 bis 6. Die Pfeiltasten lesen Werte ab, Enter rechnet den Punkt dort vor.`,
  mapDraw: "Die Ebene, x und y von −6 bis 6. Die Pfeiltasten führen den Stift, Enter zeichnet oder radiert.",
  population: (seeds) => `Gezeigt ist das erste von ${seeds} Netzen.`,
  featureHelp: {
    x: "Die waagerechte Lage des Punktes.",
    y: "Die senkrechte Lage des Punktes.",
    x2: "Die waagerechte Lage mal sich selbst: groß ganz links und ganz rechts.",
    y2: "Die senkrechte Lage mal sich selbst: groß ganz oben und ganz unten.",
    xy: "Das Produkt beider Lagen: positiv in zwei gegenüberliegenden Quadranten.",
    sin_x: "Eine Welle von links nach rechts.",
    sin_y: "Eine Welle von unten nach oben.",
  },
};

export function textsIn(language: Language): Texts {
  return language === "de" ? GERMAN : ENGLISH;
}

/** A node's name as a heading. */
export function nameOf(texts: Texts, net: Architecture, node: Node): string {
  const { layer, index } = node;
  if (layer === 0) return texts.feature(FEATURE_NAMES[FEATURES[index]!]);
  if (!isOutput(net, node)) return texts.neuron(layer, index + 1);
  return net.outputs > 1 ? texts.outputOf(classLetter(index)) : texts.outputLong;
}

/** A node's name inside a sentence. */
export function nameWithin(texts: Texts, net: Architecture, node: Node): string {
  const { layer, index } = node;
  if (layer === 0) return FEATURE_NAMES[FEATURES[index]!];
  if (!isOutput(net, node)) return texts.neuronOf(layer, index + 1);
  return net.outputs > 1 ? texts.outputWithin(classLetter(index)) : texts.theOutput;
}

/** Both ends of a parameter by name; a bias comes from nowhere. */
export function endsOf(texts: Texts, net: Architecture, { layer, neuron, source }: Parameter): { from: string; to: string } {
  const to = nameWithin(texts, net, { layer, index: neuron });
  return { from: source === null ? "" : nameWithin(texts, net, sourceNode(net, layer, source)), to };
}

/** What a parameter is: "Weight from x to neuron 2 of layer 1". */
export function parameterName(texts: Texts, net: Architecture, parameter: Parameter): string {
  const { from, to } = endsOf(texts, net, parameter);
  return parameter.source === null ? texts.bias(to) : texts.weight(from, to);
}
