/** Whether an element is near the screen, and whether somebody sees it. */

export interface Sight {
  near: (near: boolean) => void;
  seen: (seen: boolean) => void;
}

const NEAR = "60% 0px"; // of the screen's height above and below it: the figure is ready when one comes there
const FAR = "250% 0px"; // it may be scrolled back to: only from here on it is let go

/** An attachment that tells what an element's place on the screen is. */
export function sight({ near, seen }: Sight): (element: HTMLElement) => () => void {
  return (element) => {
    let inside = false;
    const tell = (): void => seen(inside && !document.hidden);
    const watch = (rootMargin: string, heard: (inside: boolean) => void): IntersectionObserver => {
      const observer = new IntersectionObserver(([entry]) => heard(entry?.isIntersecting ?? false), { rootMargin });
      observer.observe(element);
      return observer;
    };
    const observers = [
      watch(NEAR, (is) => is && near(true)),
      watch(FAR, (is) => !is && near(false)),
      watch("0px", (is) => {
        inside = is;
        tell();
      }),
    ];
    document.addEventListener("visibilitychange", tell);
    return () => {
      observers.forEach((observer) => observer.disconnect());
      document.removeEventListener("visibilitychange", tell);
    };
  };
}
