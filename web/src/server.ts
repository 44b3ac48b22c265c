/** The server's answers over HTTP (docs/protocol.md). */

import type { House, Language, Measured, Run, Text, Values } from "./protocol";
import { text } from "./text";

/** The server refused or was not there; `text` says so in both languages. */
export class Failed extends Error {
  constructor(
    readonly text: Text,
    readonly status: number,
  ) {
    super(text.en);
  }
}

const SILENT = text(
  "The server does not answer. Is it still running?",
  "Der Server antwortet nicht. Läuft er noch?",
);

export interface Source {
  file: string;
  text: string;
}

export interface Imported {
  lab: string;
  settings: Values;
  look: string[];
  hide: string[];
  notices: Text[];
}

export interface RunHistory {
  steps: number[];
  readings: Record<string, Measured[]>;
}

export const server = {
  house: () => get<House>("/api/house"),
  lesson: (lab: string, language: Language) =>
    get<{ markdown: string }>(`/api/labs/${encodeURIComponent(lab)}/lesson?language=${language}`),
  source: (lab: string) => get<Source[]>(`/api/labs/${encodeURIComponent(lab)}/source`),
  /** What a link of the system that a lab follows means here. */
  link: (link: string) => send<Imported>("POST", "/api/link", link, "text/plain"),
  runs: () => get<Run[]>("/api/runs"),
  history: (run: string) => get<RunHistory>(`${runAt(run)}/history`),
  rename: (run: string, name: string) => send<Run>("PATCH", runAt(run), JSON.stringify({ name }), "application/json"),
  remove: (run: string) => send<null>("DELETE", runAt(run)),
  upload: (file: Blob) => send<Run>("POST", "/api/runs", file, "application/octet-stream"),
  /** Where a run's file can be downloaded. */
  file: (run: string) => `${runAt(run)}/file`,
};

function runAt(run: string): string {
  return `/api/runs/${encodeURIComponent(run)}`;
}

export function get<Answer>(address: string): Promise<Answer> {
  return send<Answer>("GET", address);
}

export async function send<Answer>(method: string, address: string, body?: BodyInit, type?: string): Promise<Answer> {
  let response: Response;
  try {
    // What is deleted is deleted even if the visitor leaves the page in this moment.
    const keepalive = method === "DELETE";
    response = await fetch(address, { method, body: body ?? null, headers: type ? { "Content-Type": type } : {}, keepalive });
  } catch {
    throw new Failed(SILENT, 0);
  }
  const said: unknown = response.status === 204 ? null : await response.json().catch(() => null);
  if (!response.ok) throw new Failed(errorIn(said) ?? SILENT, response.status);
  return said as Answer;
}

function errorIn(said: unknown): Text | null {
  if (typeof said !== "object" || said === null || !("error" in said)) return null;
  const { error } = said;
  return typeof error === "object" && error !== null && "en" in error && "de" in error ? (error as Text) : null;
}
