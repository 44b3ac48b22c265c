/** The widget of a notebook: a lab's view after the anywidget contract, with a run in the notebook's Python. */

import { mount, unmount } from "svelte";
import base from "../base.css?inline";
import type { Description } from "../protocol";
import { Session } from "../session";
import { acknowledgeShown } from "../shown";
import { Socket } from "../socket";
import tokens from "../tokens.css?inline";
import type { Widget } from "../widget";
import Notebook from "./Notebook.svelte";
import { Place } from "./place.svelte";
import { transportOver, type WidgetModel } from "./wire";

export default { render };

async function render({ model, el }: { model: WidgetModel; el: HTMLElement }): Promise<() => void> {
  const view = await moduleOf(String(model.get("_view")));
  const host = document.createElement("div");
  host.dataset["lmSuppressShortcuts"] = "true"; // what is typed here is no command for JupyterLab
  el.append(host);
  const root = host.attachShadow({ mode: "open" });
  bringStyles(root);

  const place = new Place(model, el);
  const transport = transportOver(model);
  const socket = new Socket({ connect: () => transport, later: () => undefined });
  const lab = model.get("_lab") as Description;
  const seeds = Number(model.get("_seeds"));
  const session = new Session(socket, lab, { settings: {}, seed: 0, seeds, events: [], run: null });
  const stop = acknowledgeShown(session);
  const notebook = mount(Notebook, { target: root, props: { session, place, view, host } });
  return () => {
    stop();
    void unmount(notebook);
    session.close();
    transport.close();
    place.close();
    host.remove();
  };
}

/** The lab's own module, which arrives as text: there is no server to ask. */
async function moduleOf(source: string): Promise<Widget> {
  const address = URL.createObjectURL(new Blob([source], { type: "text/javascript" }));
  try {
    return ((await import(/* @vite-ignore */ address)) as { default: Widget }).default;
  } finally {
    URL.revokeObjectURL(address);
  }
}

/** The page's tokens and elements, in force in here and nowhere else. */
function bringStyles(root: ShadowRoot): void {
  const style = document.createElement("style");
  style.textContent = tokens.replace(/:root(\[[^\]]*\])?/g, (_, which?: string) => (which ? `:host(${which})` : ":host")) + base;
  root.append(style);
}
