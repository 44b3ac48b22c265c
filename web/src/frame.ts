/** Reads a frame (docs/protocol.md): a JSON header, then arrays that are views of the message, never copies. */

import type { Drawn, Numbers } from "./model";
import type { FrameHeader } from "./protocol";

export interface Frame {
  header: FrameHeader;
  /** Arrays by the key of their picture, then by name. */
  arrays: Map<string, Record<string, Drawn>>;
}

/** A message that is no frame. */
export class Malformed extends Error {}

const KINDS: Record<string, { size: number; view: (data: ArrayBuffer, start: number, count: number) => Numbers }> = {
  float64: { size: 8, view: (data, start, count) => new Float64Array(data, start, count) },
  float32: { size: 4, view: (data, start, count) => new Float32Array(data, start, count) },
  int64: { size: 8, view: (data, start, count) => new BigInt64Array(data, start, count) },
  int32: { size: 4, view: (data, start, count) => new Int32Array(data, start, count) },
  uint8: { size: 1, view: (data, start, count) => new Uint8Array(data, start, count) },
};

/** The frame in a binary message; throws `Malformed` for anything else. */
export function decodeFrame(data: ArrayBuffer): Frame {
  const start = data.byteLength < 4 ? 4 : 4 + new DataView(data).getUint32(0, true);
  if (start > data.byteLength || start % 8 !== 0) throw new Malformed("the header does not fit the message");
  const header = readHeader(new Uint8Array(data, 4, start - 4));
  const arrays: Frame["arrays"] = new Map();
  for (const { key, name, dtype, shape, offset } of header.arrays) {
    const kind = Object.hasOwn(KINDS, dtype) ? KINDS[dtype] : undefined;
    const count = kind && isShape(shape) ? shape.reduce((product, length) => product * length, 1) : NaN;
    const inside = isCount(offset) && offset % 8 === 0 && start + offset + count * (kind?.size ?? 1) <= data.byteLength;
    if (!kind || !inside) throw new Malformed(`the array '${String(name)}' does not fit the message`);
    const group = arrays.get(String(key)) ?? {};
    group[String(name)] = { data: kind.view(data, start + offset, count), shape };
    arrays.set(String(key), group);
  }
  return { header, arrays };
}

function readHeader(bytes: Uint8Array): FrameHeader {
  let header: unknown;
  try {
    header = JSON.parse(new TextDecoder("utf-8", { fatal: true }).decode(bytes));
  } catch {
    throw new Malformed("the header is no JSON");
  }
  if (!isHeader(header)) throw new Malformed("the header lacks something");
  return header;
}

function isHeader(value: unknown): value is FrameHeader {
  if (!isRecord(value) || value["type"] !== "frame" || typeof value["session"] !== "string") return false;
  const counted = ["frame", "steps", "life", "from"].every((name) => isCount(value[name]));
  const arrays = value["arrays"];
  const recorded = isRecord(value["settings"]) && isRecord(value["readings"]);
  return counted && recorded && Array.isArray(arrays) && arrays.every(isRecord);
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

function isCount(value: unknown): value is number {
  return Number.isSafeInteger(value) && (value as number) >= 0;
}

function isShape(value: unknown): value is number[] {
  return Array.isArray(value) && value.every(isCount);
}
