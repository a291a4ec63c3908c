/** Texts of plain lines: addresses, agents, identifiers. @module */
import { type Filler, type Filling, isAbsent } from "./filler.ts";

const ZERO = 0x30;
const COLON = 0x3a;
const SPACE = 0x20;

/** Fills a text, null for `-` and for nothing. */
export function textFiller({ fields, row }: Filling, field: number, place: number): Filler {
  return () => {
    if (isAbsent(fields, field)) row.clearText(place);
    else row.setText(place, fields.view, fields.starts[field]!, fields.ends[field]!);
    return true;
  };
}

/** The columns that the address of an upstream tells. */
export interface UpstreamPlaces {
  readonly server: number;
  readonly attemptCount: number;
  readonly isRedispatched: number;
}

/** Fills in the one server that was tried, or that none was; lists and names of groups are not plain. */
export function upstreamFiller({ fields, row }: Filling, field: number, places: UpstreamPlaces): Filler {
  return () => {
    const [start, end] = [fields.starts[field]!, fields.ends[field]!];
    const isTried = !isAbsent(fields, field);
    if (isTried && !isServer(fields.bytes, start, end)) return false;
    if (isTried) row.setText(places.server, fields.view, start, end);
    else row.clearText(places.server);
    row.numbers[places.attemptCount] = isTried ? 1 : 0;
    row.numbers[places.isRedispatched] = 0;
    return true;
  };
}

/** One address with its port: digits behind a colon, and no space before them. */
function isServer(bytes: Uint8Array, start: number, end: number): boolean {
  let at = end;
  while (at > start && bytes[at - 1]! >= ZERO && bytes[at - 1]! <= ZERO + 9) at--;
  if (at === end || bytes[at - 1] !== COLON) return false;
  for (let i = start; i < at; i++) if (bytes[i] === SPACE) return false;
  return at > start;
}
