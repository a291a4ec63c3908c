/**
 * Thrift's compact protocol, as far as Parquet's page headers and footer need it.
 *
 * A struct is a list of fields, each the distance to the previous field's id and a type in one byte, then the value; a zero byte
 * ends it. Numbers are zigzag varints.
 * Source: Apache Thrift, `doc/specs/thrift-compact-protocol.md`.
 *
 * @module
 */
import type { ByteBuffer } from "./byte_buffer.ts";

const TYPE = { true: 1, false: 2, int32: 5, int64: 6, binary: 8, list: 9, struct: 12 } as const;

/** A value that the writer can put into a struct. */
export type Thrift =
  | { readonly type: "boolean"; readonly value: boolean }
  | { readonly type: "int32" | "int64"; readonly value: number }
  | { readonly type: "binary"; readonly value: Uint8Array }
  | { readonly type: "list"; readonly of: "int32" | "binary" | "struct"; readonly value: readonly Thrift[] }
  | { readonly type: "struct"; readonly value: ThriftFields };

/** A struct: field id to value, in ascending order of the ids. */
export type ThriftFields = Readonly<Record<number, Thrift>>;

const encoder = new TextEncoder();

/** Makes a 32-bit number. */
export const int32 = (value: number): Thrift => ({ type: "int32", value });

/** Makes a 64-bit number; values are exact up to 2^53. */
export const int64 = (value: number): Thrift => ({ type: "int64", value });

/** Makes a string. */
export const text = (value: string): Thrift => ({ type: "binary", value: encoder.encode(value) });

/** Makes a struct. */
export const struct = (value: ThriftFields): Thrift => ({ type: "struct", value });

/** Makes a list of structs. */
export const structs = (value: readonly ThriftFields[]): Thrift => ({
  type: "list",
  of: "struct",
  value: value.map(struct),
});

/** Writes a struct with its end mark. */
export function writeStruct(out: ByteBuffer, fields: ThriftFields): void {
  let previous = 0;
  for (const [key, value] of Object.entries(fields)) {
    const id = Number(key);
    out.byte(((id - previous) << 4) | fieldType(value));
    writeValue(out, value);
    previous = id;
  }
  out.byte(0);
}

function fieldType(value: Thrift): number {
  if (value.type === "boolean") return value.value ? TYPE.true : TYPE.false;
  return TYPE[value.type];
}

function writeValue(out: ByteBuffer, thrift: Thrift): void {
  switch (thrift.type) {
    case "boolean":
      return;
    case "int32":
    case "int64":
      return out.varint(zigzag(thrift.value));
    case "binary":
      out.varint(thrift.value.length);
      return out.bytes(thrift.value);
    case "list":
      return writeList(out, thrift.of, thrift.value);
    case "struct":
      return writeStruct(out, thrift.value);
  }
}

function writeList(out: ByteBuffer, of: "int32" | "binary" | "struct", items: readonly Thrift[]): void {
  if (items.length < 15) out.byte((items.length << 4) | TYPE[of]);
  else {
    out.byte(0xf0 | TYPE[of]);
    out.varint(items.length);
  }
  for (const item of items) writeValue(out, item);
}

/** Maps 0, -1, 1, -2 … to 0, 1, 2, 3 … without leaving the safe integers. */
function zigzag(value: number): number {
  return value >= 0 ? value * 2 : -value * 2 - 1;
}
