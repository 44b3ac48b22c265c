/** Where on a page a visitor was, kept with each entry of the browser's history.
 *
 * The browser's own memory gives up before a page is there that is fetched and trained first.
 */

const PATIENCE = 10_000; // milliseconds: whatever has not become high enough by then stays as it is
const OWN = ["wheel", "touchstart", "keydown", "pointerdown"]; // from then on the visitor goes where he wants

/** From now on the place in the page is kept; returns to it where the page was loaded again. */
export function keepScroll(): void {
  history.scrollRestoration = "manual";
  addEventListener("scrollend", remember);
  addEventListener("pagehide", remember);
  returnTo(history.state);
}

/** Notes the place with the present entry of the history. */
export function remember(): void {
  history.replaceState({ ...(history.state as object | null), scroll: scrollY }, "");
}

let stop: () => void = () => undefined;

/** Goes to the place that an entry of the history notes, as soon as the page is high enough. */
export function returnTo(state: unknown): void {
  stop();
  const top = (state as { scroll?: unknown } | null)?.scroll;
  if (typeof top !== "number") return;
  const go = (): void => scrollTo({ top, behavior: "instant" });
  const observer = new ResizeObserver(go);
  const timer = setTimeout(() => stop(), PATIENCE);
  stop = () => {
    observer.disconnect();
    clearTimeout(timer);
    for (const name of OWN) removeEventListener(name, stop);
    stop = () => undefined;
  };
  for (const name of OWN) addEventListener(name, stop, { passive: true, once: true });
  observer.observe(document.body);
}
