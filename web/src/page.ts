/** What every part of the page may use, handed down from its root. */

import { createContext } from "svelte";
import type { Notices } from "./notices.svelte";
import type { House } from "./protocol";
import type { Router } from "./router.svelte";
import type { Socket } from "./socket";
import type { Visitor } from "./visitor.svelte";

export interface Page {
  visitor: Visitor;
  notices: Notices;
  router: Router;
  socket: Socket;
  house: House;
}

export const [getPage, setPage] = createContext<Page>();
