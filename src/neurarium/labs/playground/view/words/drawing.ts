/** What is said while points are drawn by hand, in both languages. */

import type { Language } from "$web/protocol";
import type { Lack } from "../drawing";

const ENGLISH = {
  draw: "Draw points",
  drawHelp: "Points of your own, drawn by hand; the present ones are the beginning.",
  region: "Draw points",
  pen: "Pen",
  value: "Value",
  eraser: "Eraser",
  undo: "Undo",
  clear: "Empty plane",
  use: "Use these points",
  cancel: "Cancel",
  count: (all: string, fresh: string) => `${all} points, ${fresh} of them new`,
  how: "Click or drag on the plane. Nothing changes for the network before you use the points.",
  lack: {
    none: "The plane is empty: draw at least two points.",
    one: "One point is not enough: a network learns from one and is tested on another.",
    alike: "All points are of one class: draw some of another.",
  } satisfies Record<Lack, string>,
  full: (most: string) => `${most} points are the most.`,
};

export type DrawingTexts = typeof ENGLISH;

const GERMAN: DrawingTexts = {
  draw: "Punkte zeichnen",
  drawHelp: "Eigene Punkte, von Hand gezeichnet; die jetzigen sind der Anfang.",
  region: "Punkte zeichnen",
  pen: "Stift",
  value: "Wert",
  eraser: "Radierer",
  undo: "Zurück",
  clear: "Leere Ebene",
  use: "Diese Punkte nehmen",
  cancel: "Verwerfen",
  count: (all, fresh) => `${all} Punkte, davon ${fresh} neu`,
  how: "Auf die Ebene klicken oder ziehen. Für das Netz ändert sich nichts, bevor die Punkte genommen sind.",
  lack: {
    none: "Die Ebene ist leer: Es braucht mindestens zwei Punkte.",
    one: "Ein Punkt reicht nicht: Aus einem lernt das Netz, ein anderer prüft es.",
    alike: "Alle Punkte gehören zu einer Klasse: Es braucht auch welche aus einer anderen.",
  },
  full: (most) => `Mehr als ${most} Punkte gehen nicht.`,
};

export function drawingTexts(language: Language): DrawingTexts {
  return language === "de" ? GERMAN : ENGLISH;
}
