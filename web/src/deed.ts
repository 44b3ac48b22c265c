/** What was done to a run, in the words of its lab. */

import type { Deed, Description, Language } from "./protocol";
import { transport } from "./texts/lab";

const MOST = 3; // settings that are named

/** "Data set, Noise", "Set weight", "Reset". */
export function toldDeed({ type, names }: Deed, lab: Description, language: Language): string {
  if (type === "restart") return transport.reset[language];
  const labelled: { name: string; label: Record<Language, string> }[] = type === "set" ? lab.settings : lab.actions;
  const labels = names.map((name) => labelled.find((item) => item.name === name)?.label[language] ?? name);
  return labels.slice(0, MOST).join(", ") + (labels.length > MOST ? " …" : "");
}
