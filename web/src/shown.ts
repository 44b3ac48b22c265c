/** Tells the server that a frame has been shown, once the display has drawn it: a hidden tab asks for no more. */

import type { Session } from "./session";

/** Acknowledges frames after they were drawn and calls back then; ends when the returned function is called. */
export function acknowledgeShown(session: Session, shown: () => void = () => undefined): () => void {
  let pending = 0;
  const acknowledge = (): void => {
    pending = 0;
    session.acknowledge();
    shown();
  };
  // Views ask for their drawing before this does, in the same turn of the display.
  const stop = session.events.on("frame", () => {
    pending ||= requestAnimationFrame(acknowledge);
  });
  return () => {
    cancelAnimationFrame(pending);
    stop();
  };
}
