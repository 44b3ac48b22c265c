/** Whether the notebook around an element is light or dark: every notebook says it with the colour of its text. */

export type Theme = "light" | "dark";

/** Light text stands on a dark ground. */
export function themeOf([red = 0, green = 0, blue = 0]: Iterable<number>): Theme {
  return 0.299 * red + 0.587 * green + 0.114 * blue > 127 ? "dark" : "light";
}

/** A colour as the canvas shows it: style sheets write colours in more ways than anybody wants to read. */
function painted(colour: string): Uint8ClampedArray {
  const context = document.createElement("canvas").getContext("2d");
  if (!context) return new Uint8ClampedArray(3);
  context.fillStyle = colour;
  context.fillRect(0, 0, 1, 1);
  return context.getImageData(0, 0, 1, 1).data;
}

/** Calls back with the theme around an element now and whenever it has changed, until the returned function is called. */
export function followTheme(element: Element, follow: (theme: Theme) => void): () => void {
  let asked = 0;
  const look = (): void => {
    asked = 0;
    follow(themeOf(painted(getComputedStyle(element).color)));
  };
  // The notebook changes its style sheets after its attributes.
  const ask = (): void => void (asked ||= requestAnimationFrame(look));
  const observer = new MutationObserver(ask);
  for (const root of [document.documentElement, document.body]) observer.observe(root, { attributes: true });
  observer.observe(document.head, { childList: true });
  const system = matchMedia("(prefers-color-scheme: dark)");
  system.addEventListener("change", ask);
  look();
  return () => {
    cancelAnimationFrame(asked);
    observer.disconnect();
    system.removeEventListener("change", ask);
  };
}
