import type { Text } from "./protocol";

/** A text in both languages. */
export const text = (en: string, de: string): Text => ({ en, de });

/** A label inside a sentence: English writes it small, unless it is an abbreviation. */
export function inSentence(label: Text, language: "en" | "de"): string {
  const words = label[language];
  return language === "en" && /^[A-Z][a-z]/.test(words) ? words.charAt(0).toLowerCase() + words.slice(1) : words;
}

/** Puts values into a text's `{name}` places. */
export function fill(words: string, values: Record<string, string | number>): string {
  return words.replace(/\{(\w+)\}/g, (place, name: string) => String(values[name] ?? place));
}
