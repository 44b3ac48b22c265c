/** What the view says. `{name}` is filled in. */

import type { Language, Text } from "$web/protocol";
import { fill } from "$web/text";

const TEXTS = {
  cloud: { en: "A cloud, as the scheme foretells it", de: "Eine Wolke, wie das Schema sie voraussagt" },
  which: { en: "Cloud", de: "Wolke" },
  validation: { en: "Not trained on (validation)", de: "Nicht trainiert (Validierung)" },
  training: { en: "Trained on", de: "Trainiert" },
  about: { en: "{water} g/m³, {radius} µm, ν {shape}", de: "{water} g/m³, {radius} µm, ν {shape}" },
  truth: { en: "truth", de: "Wahrheit" },
  base: { en: "Seifert and Beheng", de: "Seifert und Beheng" },
  now: { en: "in training", de: "im Training" },
  past: { en: "after {ages} updates", de: "nach {ages} Lernschritten" },
  ages: { en: "fainter: after {ages} updates", de: "blasser: nach {ages} Lernschritten" },
  seeds: { en: "each line: one of {seeds} seeds", de: "jede Linie: einer von {seeds} Startwerten" },
  share: { en: "Water that is rain", de: "Wasser, das Regen ist" },
  drops: { en: "Rain drops a litre", de: "Regentropfen pro Liter" },
  droplets: { en: "Droplets a cubic centimetre", de: "Tröpfchen pro Kubikzentimeter" },
  minutes: { en: "minutes", de: "Minuten" },
  hours: { en: "hours", de: "Stunden" },
  becomes: { en: "so much is rain, after {unit}", de: "so viel ist Regen, nach {unit}" },
  off: { en: "{percent} off", de: "{percent} daneben" },
  never: { en: "later", de: "später" },
  errors: { en: "Four errors on clouds that did not teach; Seifert and Beheng's are 1", de: "Vier Fehler auf Wolken, die nicht gelehrt haben; die von Seifert und Beheng sind 1" },
  updates: { en: "updates", de: "Lernschritte" },
  time: { en: "times", de: "Zeiten" },
  water: { en: "rain water", de: "Regenwasser" },
  rain: { en: "rain drops", de: "Regentropfen" },
  cloudNumber: { en: "cloud droplets", de: "Wolkentröpfchen" },
  factors: { en: "What Seifert and Beheng's rates are multiplied by", de: "Womit die Raten von Seifert und Beheng multipliziert werden" },
  factorsSays: {
    en: "Along the true course of this cloud. Dots: what it would take to say the true rate. Line: what was learned, from nothing but the solution.",
    de: "Auf dem wahren Weg dieser Wolke. Punkte: was nötig wäre, um die wahre Rate zu sagen. Linie: was gelernt wurde, aus nichts als der Lösung.",
  },
  factorsRates: {
    en: "Along the true course of this cloud. Dots: what it would take to say the true rate. Line: what was learned, from rates alone.",
    de: "Auf dem wahren Weg dieser Wolke. Punkte: was nötig wäre, um die wahre Rate zu sagen. Linie: was gelernt wurde, allein aus Raten.",
  },
  acrossShare: { en: "rain, % of the water", de: "Regen, % des Wassers" },
  autoconversion: { en: "Autoconversion", de: "Autokonversion" },
  accretion: { en: "Accretion", de: "Akkreszenz" },
  cloudSelf: { en: "Cloud self-collection", de: "Selbsteinfang der Wolke" },
  rainSelf: { en: "Rain self-collection", de: "Selbsteinfang des Regens" },
  look: { en: "Look inside", de: "Hineinsehen" },
  inside: { en: "One rate, down to one multiplication", de: "Eine Rate, bis zu einer Multiplikation" },
  insideSays: { en: "Choose a square: its sum stands below.", de: "Wähle ein Quadrat: Seine Summe steht darunter." },
  rate: { en: "Rate", de: "Rate" },
  moment: { en: "Moment", de: "Zeitpunkt" },
  momentSays: { en: "{share} of the water is rain", de: "{share} des Wassers sind Regen" },
  input: { en: "Inputs", de: "Eingaben" },
  hidden: { en: "Layer {number}", de: "Schicht {number}" },
  output: { en: "Answer", de: "Antwort" },
  inputs: {
    en: "cloud water|mean droplet|share of rain, logarithm|mean rain drop|share of rain|shape ν",
    de: "Wolkenwasser|mittleres Tröpfchen|Anteil Regen, Logarithmus|mittlerer Regentropfen|Anteil Regen|Form ν",
  },
  neuron: { en: "{layer}, neuron {number}", de: "{layer}, Neuron {number}" },
  incoming: { en: "comes in", de: "kommt herein" },
  weight: { en: "weight", de: "Gewicht" },
  product: { en: "product", de: "Produkt" },
  bias: { en: "bias", de: "Bias" },
  sum: { en: "sum", de: "Summe" },
  swish: { en: "swish: sum / (1 + e⁻ˢᵘᵐ)", de: "Swish: Summe / (1 + e⁻ˢᵘᵐᵐᵉ)" },
  factor: { en: "factor = exp(4 · tanh(answer / 4)) = exp(4 · tanh({output} / 4)) = {factor}", de: "Faktor = exp(4 · tanh(Antwort / 4)) = exp(4 · tanh({output} / 4)) = {factor}" },
  applied: { en: "rate = Seifert and Beheng's {base} · {factor} = {rate} {unit}", de: "Rate = {base} von Seifert und Beheng · {factor} = {rate} {unit}" },
  direct: { en: "the network's answer {output}, as a power of e in the rate's scale: {rate} {unit}; Seifert and Beheng say {base}", de: "die Antwort {output} des Netzes, als Potenz von e im Maß der Rate: {rate} {unit}; Seifert und Beheng sagen {base}" },
  noNetwork: { en: "Eight constants are trained here; there is no network to look into.", de: "Hier werden acht Konstanten trainiert; es gibt kein Netz, in das man sehen könnte." },
  shuffled: {
    en: "Control: the truths are shuffled. Times and rain must not get better than 1.",
    de: "Kontrolle: Die Wahrheiten sind vertauscht. Zeiten und Regen dürfen nicht besser werden als 1.",
  },
} satisfies Record<string, Text>;

export type Word = keyof typeof TEXTS;
export type Say = (word: Word, values?: Record<string, string | number>) => string;
export const RATES = ["autoconversion", "accretion", "cloudSelf", "rainSelf"] as const;
export const UNITS = ["kg/(m³ s)", "kg/(m³ s)", "1/(m³ s)", "1/(m³ s)"] as const;

export const sayIn =
  (language: Language): Say =>
  (word, values = {}) =>
    fill(TEXTS[word][language], values);
