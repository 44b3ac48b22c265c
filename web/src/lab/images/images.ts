/** Pictures on the server: which there are, fetching, bringing one's own (docs/protocol.md). */

import type { Text } from "../../protocol";
import { get, send } from "../../server";

/** How far a fetch has come, in bytes. */
export interface Fetch {
  fetched: number;
  size: number;
  host: string;
  running: boolean;
  error: Text | null;
}

export interface StandardSet {
  name: string;
  title: Text;
  size: number;
  there: boolean;
  fetch: Fetch | null;
}

export interface LeftOut {
  file: string;
  reason: Text;
}

export interface OwnSet {
  id: string;
  title: string;
  classes: [name: string, count: number][];
  shape: [rows: number, columns: number, channels: number];
  left_out: LeftOut[];
  left_out_count: number;
}

export interface Listing {
  standard: StandardSet[];
  own: OwnSet[];
  /** Bytes of the largest zip that is taken. */
  most: number;
}

/** How own pictures are brought to one size. */
export interface Shape {
  size: number;
  grey: boolean;
}

export type Taken = { own: OwnSet } | { standard: string };

const AT = "/api/images";

export const images = {
  all: () => get<Listing>(AT),
  fetch: (name: string) => send<StandardSet>("POST", `${AT}/standard/${encodeURIComponent(name)}`),
  stop: (name: string) => send<StandardSet>("DELETE", `${AT}/standard/${encodeURIComponent(name)}`),
  upload: (file: File, { size, grey }: Shape) => {
    const about = new URLSearchParams({ title: file.name.replace(/\.zip$/i, ""), size: String(size), grey: String(grey) });
    return send<OwnSet>("POST", `${AT}/own?${about}`, file, "application/zip");
  },
  folder: (folder: string, name: string | null, shape: Shape) =>
    send<Taken>("POST", `${AT}/folder`, JSON.stringify({ folder, name, ...shape }), "application/json"),
  forget: (id: string) => send<null>("DELETE", `${AT}/own/${id}`),
  /** A contact sheet: eight pictures of each class. */
  sheet: (id: string) => `${AT}/own/${id}/sheet.png`,
};

/** Bytes as people read them: 12 MB. */
export function megabytes(bytes: number, language: "en" | "de"): string {
  return `${new Intl.NumberFormat(language, { maximumFractionDigits: bytes < 1e7 ? 1 : 0 }).format(bytes / 1e6)} MB`;
}
