/** Whoever comes with the place of a question or a heading behind the # is taken to it. */
export function arrivesAt(hash: string): (element: HTMLElement) => void {
  return (element) => {
    if (hash.length < 2) return;
    const place = element.querySelector<HTMLElement>(`[id="${CSS.escape(decodeURIComponent(hash.slice(1)))}"]`);
    if (!place) return;
    place.scrollIntoView();
    if (place.tabIndex >= 0 || place.hasAttribute("tabindex")) place.focus({ preventScroll: true });
  };
}
