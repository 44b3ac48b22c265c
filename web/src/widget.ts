/** What makes a Svelte component a view after the anywidget front-end contract (docs/protocol.md). */

import { mount, unmount, type Component } from "svelte";
import type { Model } from "./model";
import type { Text } from "./protocol";
import type { Room } from "./room";

export interface Widget {
  /** What the view offers beyond the settings and can hide from a class, by the name that `hide` carries. */
  controls?: Record<string, Text>;
  /** How high it becomes, where it can say so before there is anything to show. */
  room?: Room | undefined;
  render(context: { model: Model; el: HTMLElement }): () => void;
}

/** The module that page and notebooks load; `View` takes the model as its only property. */
export function asWidget(View: Component<{ model: Model }>, controls: Record<string, Text> = {}, room?: Room): Widget {
  return {
    controls,
    room,
    render({ model, el }) {
      const view = mount(View, { target: el, props: { model } });
      return () => void unmount(view);
    },
  };
}
