/** What the view says. `{name}` is filled in. */

import type { Language, Text } from "$web/protocol";
import { fill } from "$web/text";

const TEXTS = {
  box: { en: "The cloud", de: "Die Wolke" },
  boxSays: {
    en: "{time} · {percent} rain. Each circle stands for an equal share of the water; ten times the radius is drawn 3 pixels larger.",
    de: "{time} · {percent} Regen. Jeder Kreis steht für gleich viel Wasser; zehnfacher Radius ist 3 Pixel größer gezeichnet.",
  },
  spectrum: { en: "Where the water is", de: "Wo das Wasser ist" },
  radius: { en: "radius of a drop, µm", de: "Radius eines Tropfens, µm" },
  density: { en: "g/m³ per unit of ln r", de: "g/m³ je Einheit von ln r" },
  begun: { en: "at the beginning", de: "am Anfang" },
  cloud: { en: "cloud", de: "Wolke" },
  rain: { en: "rain", de: "Regen" },
  share: { en: "How much is rain: counted, and as the schemes foretell it", de: "Wie viel Regen ist: gezählt, und wie die Schemata es voraussagen" },
  minutes: { en: "minutes", de: "Minuten" },
  counted: { en: "counted", de: "gezählt" },
  rates: { en: "The four rates: counted across, {scheme} upwards", de: "Die vier Raten: gezählt nach rechts, {scheme} nach oben" },
  ratesSays: {
    en: "Each point is twenty seconds. On the line the scheme, given the true state, says what was counted.",
    de: "Jeder Punkt ist zwanzig Sekunden. Auf der Linie sagt das Schema, aus dem wahren Zustand, was gezählt wurde.",
  },
  autoconversion: { en: "Autoconversion", de: "Autokonversion" },
  accretion: { en: "Accretion", de: "Akkreszenz" },
  cloudSelf: { en: "Cloud self-collection", de: "Selbsteinfang der Wolke" },
  rainSelf: { en: "Rain self-collection", de: "Selbsteinfang des Regens" },
  autoconversionSays: { en: "Droplets meet and become rain", de: "Tröpfchen treffen sich und werden Regen" },
  accretionSays: { en: "Rain collects droplets", de: "Regen sammelt Tröpfchen ein" },
  cloudSelfSays: { en: "Droplets meet and stay cloud", de: "Tröpfchen treffen sich und bleiben Wolke" },
  rainSelfSays: { en: "Rain drops meet", de: "Regentropfen treffen sich" },
  nothing: { en: "nothing counted yet", de: "noch nichts gezählt" },
  early: { en: "{percent} too early", de: "{percent} zu früh" },
  late: { en: "{percent} too late", de: "{percent} zu spät" },
  right: { en: "on time", de: "pünktlich" },
  half: { en: "half is rain", de: "Hälfte ist Regen" },
  scores: { en: "On a hundred clouds that nobody trained on: the error, Seifert and Beheng's being 1", de: "An hundert Wolken, mit denen niemand trainiert hat: der Fehler, wenn der von Seifert und Beheng 1 ist" },
  scoresSays: {
    en: "Smaller is better; behind it the 95 % interval. ▼ surely better, ▲ surely worse, ≈ not to be told apart.",
    de: "Kleiner ist besser; dahinter das 95-%-Intervall. ▼ sicher besser, ▲ sicher schlechter, ≈ nicht zu unterscheiden.",
  },
  time: { en: "Times", de: "Zeiten" },
  water: { en: "Rain water", de: "Regenwasser" },
  rainNumber: { en: "Rain drops", de: "Regentropfen" },
  cloudNumber: { en: "Cloud droplets", de: "Wolkentropfen" },
  meanError: { en: "mean error {error}", de: "mittlerer Fehler {error}" },
  over: {
    en: "It has rained: nine tenths of the water are rain after {rained}. The run ends 1.3 times as late, after {end}; what is left is hardly worth waiting for.",
    de: "Es hat geregnet: Nach {rained} sind neun Zehntel des Wassers Regen. Der Lauf endet 1,3-mal so spät, nach {end}; auf den Rest zu warten lohnt kaum.",
  },
  twins: { en: "A twin with the same numbers, and another future", de: "Ein Zwilling mit denselben Zahlen und anderer Zukunft" },
  twinsSays: {
    en: "This cloud (solid) and a twin (dashed): both {water} g/m³ and {number} droplets a cubic centimetre, the same spread of masses, so the same shape ν. Only the largest droplets differ. No scheme that sees these numbers can tell them apart. Followed without chance.",
    de: "Diese Wolke (durchgezogen) und ein Zwilling (gestrichelt): beide {water} g/m³ und {number} Tröpfchen pro Kubikzentimeter, gleich weit gestreute Massen, also dieselbe Form ν. Nur die größten Tröpfchen sind andere. Kein Schema, das diese Zahlen sieht, kann sie unterscheiden. Ohne Zufall gerechnet.",
  },
  twinsBegin: { en: "Where the water is at the beginning, g/m³ per unit of ln r", de: "Wo das Wasser am Anfang ist, g/m³ je Einheit von ln r" },
  twinsShare: { en: "How much of both is rain", de: "Wie viel von beiden Regen ist" },
  twinsHalf: { en: "Half of the water is rain after {one} and after {other} minutes.", de: "Die Hälfte des Wassers ist Regen nach {one} und nach {other} Minuten." },
  twinsNever: { en: "It takes longer than is computed here until half of both is rain.", de: "Bis von beiden die Hälfte Regen ist, dauert es länger, als hier gerechnet wird." },
  never: { en: "not yet", de: "noch nicht" },
} satisfies Record<string, Text>;

export type Word = keyof typeof TEXTS;
export type Say = (word: Word, values?: Record<string, string | number>) => string;

export const sayIn =
  (language: Language): Say =>
  (word, values = {}) =>
    fill(TEXTS[word][language], values);
