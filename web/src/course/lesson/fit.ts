/** Words of a slide become smaller, within reason, until the slide fits on the screen. */

const LEAST = 0.6; // of their size; what then is still too long scrolls
const STEP = 0.05;

export function fitting(slide: HTMLElement): () => void {
  const fit = (): void => {
    const stage = slide.parentElement;
    if (!stage) return;
    const wide = [...slide.querySelectorAll(".formula, .prose > table")];
    for (let size = 1; size >= LEAST; size -= STEP) {
      slide.style.setProperty("--fit", size.toFixed(2));
      if (stage.scrollHeight <= stage.clientHeight && wide.every((part) => part.scrollWidth <= part.clientWidth)) return;
    }
  };
  const observer = new ResizeObserver(fit);
  if (slide.parentElement) observer.observe(slide.parentElement);
  // Figures come to their height when their picture is there; it does not depend on the size of the words.
  for (const stage of slide.querySelectorAll("figure .stage")) observer.observe(stage);
  return () => observer.disconnect();
}
