/** What the worked example of one neuron says, in both languages. */

import type { Language } from "$web/protocol";

const ENGLISH = {
  region: (name: string) => `Inside: ${name}`,
  point: (number: string, of: string) => `Point ${number} of ${of}`,
  training: "for training",
  test: "for the test",
  wanted: "wanted",
  previous: "Previous point",
  next: "Next point",
  close: "Close",
  choose: "Click the large picture to choose another point.",
  forward: "Forward: from the point to the answer",
  backward: "Backward: from the loss to each weight",
  source: "from",
  target: "to",
  answer: "answer",
  weight: "weight",
  product: "product",
  bias: "Bias",
  sum: "Sum",
  bent: (name: string) => `The activation ${name} bends the sum:`,
  straight: "The answer is the sum, nothing bends it:",
  softmax: "Softmax turns the sums of all outputs into shares that add up to 1:",
  curve: (name: string, sum: string, answer: string) => `Curve of ${name}: at the sum ${sum} the answer is ${answer}.`,
  loss: (loss: string) => `The loss of this point is ${loss}.`,
  blameHidden:
    "Each neuron it leads to sends its error signal δ back, times the weight between them. The sum tells how the loss of this point changes with the answer.",
  blameSquared: "Half the square of answer minus wanted changes with the answer by exactly that difference:",
  blameEntropy: (name: string) => `Under cross-entropy the slopes of loss and ${name} together are simply answer minus wanted:`,
  signal: "error signal δ",
  changes: "change of the loss with the answer",
  slope: (name: string) => `slope of ${name} at the sum`,
  slopeStraight: "slope: nothing bends the sum",
  gradientHelp:
    "The gradient of a weight is δ times what came in through it. A step turns the weight the other way, by the learning rate times the gradient.",
  gradient: "gradient",
  now: "now",
  after: "next",
  dead: "switched off by L1, stays as it is",
  step: (rate: string) => `One step with this point alone, learning rate ${rate}.`,
  result: (before: string, after: string) => `If all weights of the network took it, the loss of this point would go from ${before} to ${after}.`,
  training_: (batch: string) => `Training takes the mean gradient of ${batch} points at a time`,
  remembers: (optimiser: string) => `, and ${optimiser} also remembers the gradients before it`,
  dropout: "No neuron is switched off here.",
};

export type InsideTexts = typeof ENGLISH;

const GERMAN: InsideTexts = {
  region: (name) => `Innen: ${name}`,
  point: (number, of) => `Punkt ${number} von ${of}`,
  training: "zum Training",
  test: "zur Prüfung",
  wanted: "gesucht",
  previous: "Voriger Punkt",
  next: "Nächster Punkt",
  close: "Schließen",
  choose: "Ein Klick ins große Bild wählt einen anderen Punkt.",
  forward: "Vorwärts: vom Punkt zur Antwort",
  backward: "Rückwärts: vom Fehler zu jedem Gewicht",
  source: "von",
  target: "zu",
  answer: "Antwort",
  weight: "Gewicht",
  product: "Produkt",
  bias: "Bias",
  sum: "Summe",
  bent: (name) => `Die Aktivierung ${name} verbiegt die Summe:`,
  straight: "Die Antwort ist die Summe, nichts verbiegt sie:",
  softmax: "Softmax macht aus den Summen aller Ausgaben Anteile, die zusammen 1 ergeben:",
  curve: (name, sum, answer) => `Kurve von ${name}: Bei der Summe ${sum} ist die Antwort ${answer}.`,
  loss: (loss) => `Der Fehler bei diesem Punkt ist ${loss}.`,
  blameHidden:
    "Jedes Neuron, zu dem es führt, schickt sein Fehlersignal δ zurück, mal dem Gewicht dazwischen. Die Summe sagt, wie sich der Fehler bei diesem Punkt mit der Antwort ändert.",
  blameSquared: "Das halbe Quadrat von Antwort minus gesuchtem Wert ändert sich mit der Antwort um genau diese Differenz:",
  blameEntropy: (name) => `Bei der Kreuzentropie sind die Steigungen von Fehler und ${name} zusammen einfach Antwort minus gesuchter Wert:`,
  signal: "Fehlersignal δ",
  changes: "Änderung des Fehlers mit der Antwort",
  slope: (name) => `Steigung von ${name} bei der Summe`,
  slopeStraight: "Steigung: Nichts verbiegt die Summe",
  gradientHelp:
    "Der Gradient eines Gewichts ist δ mal das, was durch es ankam. Ein Schritt dreht das Gewicht in die Gegenrichtung, um die Lernrate mal den Gradienten.",
  gradient: "Gradient",
  now: "jetzt",
  after: "danach",
  dead: "von L1 abgeschaltet, bleibt, wie es ist",
  step: (rate) => `Ein Schritt mit diesem Punkt allein, Lernrate ${rate}.`,
  result: (before, after) => `Machten ihn alle Gewichte des Netzes, ginge der Fehler bei diesem Punkt von ${before} auf ${after}.`,
  training_: (batch) => `Das Training nimmt den mittleren Gradienten von je ${batch} Punkten`,
  remembers: (optimiser) => `, und ${optimiser} erinnert sich dazu an die Gradienten davor`,
  dropout: "Hier ist kein Neuron abgeschaltet.",
};

export function insideTexts(language: Language): InsideTexts {
  return language === "de" ? GERMAN : ENGLISH;
}
