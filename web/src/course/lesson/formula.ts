/** Formulas: KaTeX and its fonts, loaded from this server when the first formula is met. */

/** TeX as HTML, with MathML inside for who does not see it; a broken formula shows its source and what is wrong. */
export type Formula = (tex: string, display: boolean) => string;

const GUARDED = {
  output: "htmlAndMathml",
  throwOnError: false,
  errorColor: "var(--bad)",
  strict: "ignore",
  trust: false,
  maxSize: 20, // em
  maxExpand: 500, // macros
} as const;

let loaded: Promise<Formula> | undefined;

export function formulas(): Promise<Formula> {
  loaded ??= Promise.all([import("katex"), import("katex/dist/katex.min.css")]).then(
    ([{ default: katex }]) =>
      (tex, display) =>
        katex.renderToString(tex, { ...GUARDED, displayMode: display }),
  );
  return loaded;
}

/** Loads them in a quiet moment, so that the first lesson does not wait. */
export function formulasSoon(): void {
  const idle = window.requestIdleCallback ?? ((callback: () => void) => setTimeout(callback, 500));
  idle(() => void formulas().catch(() => (loaded = undefined)));
}

export const hasFormula = (text: string): boolean => text.includes("$");

/** Until KaTeX is there, or where there is none: the source as it stands. */
export const asSource: Formula = (tex) => `<code>${tex.replaceAll("&", "&amp;").replaceAll("<", "&lt;")}</code>`;
