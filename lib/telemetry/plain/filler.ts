/** Fillers: each puts one field of a plain line into its columns of a row. @module */
import type { ByteRow } from "../../table/byte_row.ts";
import type { LineFields } from "./line_fields.ts";

/** Fills its columns from the line at hand; false where the field is not plain, and then the line must be read otherwise. */
export type Filler = () => boolean;

/** What fillers work on: the fields of the line at hand and the row that it becomes. */
export interface Filling {
  readonly fields: LineFields;
  readonly row: ByteRow;
}

const HYPHEN = 0x2d;

/** Whether a field is a lone `-`, which stands for a value that there is not. */
export function isAbsent({ bytes, starts, ends }: LineFields, field: number): boolean {
  return ends[field]! - starts[field]! === 1 && bytes[starts[field]!] === HYPHEN;
}
