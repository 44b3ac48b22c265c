/** What things mean, with the actual numbers put in, in both languages. */

import type { Language } from "$web/protocol";

const ENGLISH = {
  featureHere: (name: string, value: string) => `Here ${name} is ${value}.`,
  featureUnseen: "The network does not see it.",
  neuronHere: (sum: string, answer: string) => `Marked point: sum ${sum}, answer ${answer}`,
  markedHere: "Marked point:",
  weightHere: (weight: string, source: string, product: string) => `At the marked point: ${weight} × ${source} = ${product}.`,
  biasHere: (bias: string, sum: string) => `At the marked point: ${bias} of a sum of ${sum}.`,
  gradientHere: (gradient: string, next: string) => `Gradient there ${gradient}; a step with it alone leads to ${next}.`,
  scale: (low: string, high: string) => `The colour of a place is the number answered there: now from ${low} to ${high} over the plane.`,
  signs: "Only the sign of the answer: orange below 0, blue from 0 on.",
  classes: "The colour of a place is the class with the highest share there; the stronger, the surer the network is.",
  classSigns: "The colour of a place is the class with the highest share there.",
  trainingPoints: (count: string, list: string) => `${count} points from which the network learns${list}.`,
  testPoints: (count: string, list: string) => `${count} points from which it never learns; they show how well it does elsewhere${list}.`,
  lines: (count: string, largest: string) => `${count} of them now; the strongest is ${largest}.`,
  noLines: "None of them now.",
  passes: "Passes on what comes in: the more comes in, the larger the sum becomes. The thicker, the stronger.",
  turns: "Turns around what comes in: the more comes in, the smaller the sum becomes. The thicker, the stronger.",
  dead: "L1 has pulled these weights to 0 and switched them off; they learn no more.",
  losses: "Loss",
  accuracy: "Right answers",
  r2: "R²",
  squared: (loss: string, points: string) => `${loss} is the mean over ${points} points of half the square of answer minus wanted.`,
  squaredClasses: (loss: string, points: string) =>
    `${loss} is the mean over ${points} points of half the squares of answer minus wanted, added up over all outputs.`,
  entropy: (loss: string, points: string) => `${loss} is the mean over ${points} points of −ln of the probability given to the right class.`,
  right: (right: string, points: string) => `${right} of ${points} points are on the right side.`,
  explained: (share: string) => `R² ${share}: 1 is a perfect answer, 0 no better than always answering the mean.`,
  training: "training",
  test: "test",
  confusion: "Which answer for which class",
  confusionHelp: "A row for each right class, a column for each answer.",
  rightClass: (name: string) => `right: ${name}`,
  answered: (name: string) => `answered: ${name}`,
  batch: (batch: string, steps: string) => `A step looks at ${batch} training ${batch === "1" ? "point" : "points"}; an epoch has ${steps}.`,
  oneStep: "1 step",
  steps: (count: string) => `${count} steps`,
};

export type ExplainTexts = typeof ENGLISH;

const GERMAN: ExplainTexts = {
  featureHere: (name, value) => `Hier ist ${name} gleich ${value}.`,
  featureUnseen: "Das Netz sieht es nicht.",
  neuronHere: (sum, answer) => `Markiert: Summe ${sum}, Antwort ${answer}`,
  markedHere: "Markierter Punkt:",
  weightHere: (weight, source, product) => `Beim markierten Punkt: ${weight} × ${source} = ${product}.`,
  biasHere: (bias, sum) => `Beim markierten Punkt: ${bias} von einer Summe von ${sum}.`,
  gradientHere: (gradient, next) => `Gradient dort ${gradient}; ein Schritt nur mit ihm führt zu ${next}.`,
  scale: (low, high) => `Die Farbe eines Ortes ist die Zahl, die dort geantwortet wird: in der Ebene zurzeit von ${low} bis ${high}.`,
  signs: "Nur das Vorzeichen der Antwort: orange unter 0, blau ab 0.",
  classes: "Die Farbe eines Ortes ist die Klasse mit dem höchsten Anteil dort; je kräftiger, desto sicherer ist das Netz.",
  classSigns: "Die Farbe eines Ortes ist die Klasse mit dem höchsten Anteil dort.",
  trainingPoints: (count, list) => `${count} Punkte, aus denen das Netz lernt${list}.`,
  testPoints: (count, list) => `${count} Punkte, aus denen es nie lernt; sie zeigen, wie gut es anderswo ist${list}.`,
  lines: (count, largest) => `Zurzeit ${count}; das stärkste ist ${largest}.`,
  noLines: "Zurzeit keines.",
  passes: "Gibt weiter, was ankommt: Je mehr ankommt, desto größer wird die Summe. Je dicker, desto stärker.",
  turns: "Kehrt um, was ankommt: Je mehr ankommt, desto kleiner wird die Summe. Je dicker, desto stärker.",
  dead: "L1 hat diese Gewichte auf 0 gezogen und abgeschaltet; sie lernen nicht mehr.",
  losses: "Fehler",
  accuracy: "Richtige Antworten",
  r2: "R²",
  squared: (loss, points) => `${loss} ist das Mittel über ${points} Punkte vom halben Quadrat aus Antwort minus gesuchtem Wert.`,
  squaredClasses: (loss, points) =>
    `${loss} ist das Mittel über ${points} Punkte der halben Quadrate aus Antwort minus gesuchtem Wert, zusammengezählt über alle Ausgaben.`,
  entropy: (loss, points) => `${loss} ist das Mittel über ${points} Punkte von −ln der Wahrscheinlichkeit, die die richtige Klasse bekam.`,
  right: (right, points) => `${right} von ${points} Punkten liegen auf der richtigen Seite.`,
  explained: (share) => `R² ${share}: 1 ist eine vollkommene Antwort, 0 nicht besser, als immer den Mittelwert zu antworten.`,
  training: "Training",
  test: "Test",
  confusion: "Welche Antwort für welche Klasse",
  confusionHelp: "Eine Zeile je richtiger Klasse, eine Spalte je Antwort.",
  rightClass: (name) => `richtig: ${name}`,
  answered: (name) => `geantwortet: ${name}`,
  batch: (batch, steps) => `Ein Schritt sieht ${batch} ${batch === "1" ? "Trainingspunkt" : "Trainingspunkte"} an; eine Epoche hat ${steps}.`,
  oneStep: "1 Schritt",
  steps: (count) => `${count} Schritte`,
};

export function explainTexts(language: Language): ExplainTexts {
  return language === "de" ? GERMAN : ENGLISH;
}
