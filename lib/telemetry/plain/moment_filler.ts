/** The moment of plain lines. @module */
import type { Filler, Filling } from "./filler.ts";

const LONGEST = 64;

/**
 * Fills the start of the request. Neighbouring lines share their second, so the last one is kept.
 *
 * @param parse reads a moment, ms since 1970, NaN where it is none
 * @param durationPlace the place of the duration where the log tells the end of the request, which must be filled before; else null
 */
export function momentFiller(
  { fields, row }: Filling,
  field: number,
  place: number,
  parse: (text: string) => number,
  durationPlace: number | null,
): Filler {
  const last = new Uint8Array(LONGEST);
  let lastLength = -1;
  let lastMoment = NaN;

  const isLast = (bytes: Uint8Array, start: number, length: number) => {
    if (length !== lastLength) return false;
    for (let i = length - 1; i >= 0; i--) if (bytes[start + i] !== last[i]) return false;
    return true;
  };

  return () => {
    const start = fields.starts[field]!;
    const length = fields.ends[field]! - start;
    if (length > LONGEST) return false;
    if (!isLast(fields.bytes, start, length)) {
      const text = fields.bytes.subarray(start, start + length);
      last.set(text);
      lastLength = length;
      lastMoment = parse(String.fromCharCode(...text));
    }
    const durationMs = durationPlace === null ? NaN : row.numbers[durationPlace]!;
    row.numbers[place] = Number.isNaN(durationMs) ? lastMoment : lastMoment - durationMs;
    return !Number.isNaN(lastMoment);
  };
}
