/** Where the visitor is; addresses are those of docs/protocol.md. */

import { keepScroll, remember, returnTo } from "./scroll";

export interface Place {
  path: string;
  search: string;
  hash: string;
}

export class Router {
  place: Place = $state.raw(here());

  constructor() {
    addEventListener("popstate", ({ state }) => {
      this.place = here();
      returnTo(state);
    });
    keepScroll();
  }

  /** Goes to an address of this page. */
  go = (address: string): void => {
    remember();
    history.pushState(null, "", address);
    this.place = here();
    scrollTo(0, 0);
  };

  /** Goes to an address that shows the same page otherwise: the visitor stays where he is on it. */
  turn = (address: string): void => {
    remember();
    history.pushState(null, "", address);
    this.place = here();
  };

  /** Lets the address say where the visitor is, without going anywhere. */
  rewrite(address: string): void {
    if (address !== location.pathname + location.search + location.hash) history.replaceState(history.state, "", address);
  }

  /** For links: an ordinary click stays on the page, everything else is the browser's. */
  follow = (event: MouseEvent): void => {
    const link = event.currentTarget;
    const plain = event.button === 0 && !event.metaKey && !event.ctrlKey && !event.shiftKey && !event.altKey;
    if (!plain || !(link instanceof HTMLAnchorElement)) return;
    event.preventDefault();
    this.go(link.pathname + link.search + link.hash);
  };
}

function here(): Place {
  return { path: location.pathname, search: location.search, hash: location.hash };
}
