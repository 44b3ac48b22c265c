/** Asks the server again and again how a visitor's own run stands to a goal, while it trains and whenever it changes. */

import type { Text } from "../../protocol";
import { Unanswered } from "../../questions";
import type { Session } from "../../session";
import type { Check } from "./exercise";

const PAUSE = 400; // milliseconds between two questions while it trains; the server looks back over the curves
const PATIENCE = 3_000; // after which a question counts as lost

/** Calls back with every answer about the goal `id`; ends when the returned function is called. */
export function watch(session: Session, id: string, heard: (check: Check) => void, refused: (text: Text) => void): () => void {
  let waiting = false;
  let stale = false; // something changed since the question that is on its way
  let over = false;
  let asked = -Infinity;

  function ask(): void {
    const now = performance.now();
    if (waiting && now - asked < PATIENCE) {
      stale = true;
      return;
    }
    [waiting, stale, asked] = [true, false, now];
    session.ask(`check ${id}`).then(
      ({ text }) => {
        waiting = false;
        if (over) return;
        heard(JSON.parse(text) as Check);
        if (stale) ask();
      },
      (problem: unknown) => {
        waiting = false;
        if (!over && problem instanceof Unanswered) refused(problem.text);
      },
    );
  }

  const stop = session.events.on("frame", () => {
    const playing = session.header?.status === "playing";
    if (!playing || (!waiting && performance.now() - asked > PAUSE)) ask();
  });
  if (session.header) ask();
  return () => {
    over = true;
    stop();
  };
}
