/** The request line of plain lines: `GET /cart?id=7 HTTP/1.1`. @module */
import type { Filler, Filling } from "./filler.ts";

const SPACE = 0x20;
const SLASH = 0x2f;
const HTTP = [0x48, 0x54, 0x54, 0x50, SLASH];

/** The columns of a request line. */
export interface RequestLinePlaces {
  readonly method: number;
  readonly path: number;
  readonly protocol: number;
}

/** Fills method, path and protocol; a request line is plain when its path begins with `/` and `HTTP/` follows the last space. */
export function requestLineFiller({ fields, row }: Filling, field: number, places: RequestLinePlaces): Filler {
  return () => {
    const { bytes, view } = fields;
    const [start, end] = [fields.starts[field]!, fields.ends[field]!];
    const methodEnd = endOfMethod(bytes, start, end);
    if (methodEnd === start || bytes[methodEnd] !== SPACE || bytes[methodEnd + 1] !== SLASH) return false;
    const protocolStart = startOfLastWord(bytes, start, end);
    if (protocolStart - 1 <= methodEnd || !isHttp(bytes, protocolStart)) return false;
    row.setText(places.method, view, start, methodEnd);
    row.setText(places.path, view, methodEnd + 1, protocolStart - 1);
    row.setText(places.protocol, view, protocolStart, end);
    return true;
  };
}

function endOfMethod(bytes: Uint8Array, start: number, end: number): number {
  let at = start;
  while (at < end && isLetter(bytes[at]!)) at++;
  return at;
}

function isLetter(code: number): boolean {
  const lower = code | 0x20;
  return lower >= 0x61 && lower <= 0x7a;
}

function startOfLastWord(bytes: Uint8Array, start: number, end: number): number {
  let at = end;
  while (at > start && bytes[at - 1] !== SPACE) at--;
  return at;
}

function isHttp(bytes: Uint8Array, start: number): boolean {
  for (let i = 0; i < HTTP.length; i++) if (bytes[start + i] !== HTTP[i]) return false;
  return true;
}
