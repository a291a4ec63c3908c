/**
 * Parquet's RLE / bit-packing hybrid, for definition levels and dictionary codes.
 *
 * Source: Apache Parquet, `Encodings.md`, "Run Length Encoding / Bit-Packing Hybrid".
 *
 * @module
 */
import type { ByteBuffer } from "./byte_buffer.ts";

/** Writes one run of `count` equal values of `bitWidth` bits. */
export function writeRun(out: ByteBuffer, value: number, count: number, bitWidth: number): void {
  out.varint(count * 2);
  for (let bits = 0; bits < bitWidth; bits += 8) out.byte((value >>> bits) & 0xff);
}

/** Writes the first `count` values as one bit-packed run, the last group of eight filled up with zeros. */
export function writeBitPacked(out: ByteBuffer, values: ArrayLike<number>, count: number, bitWidth: number): void {
  const groups = Math.ceil(count / 8);
  out.varint(groups * 2 + 1);
  const end = groups * bitWidth;
  let pending = 0;
  let pendingBits = 0;
  let written = 0;
  for (let i = 0; i < count; i++) {
    pending |= (values[i] ?? 0) << pendingBits;
    pendingBits += bitWidth;
    for (; pendingBits >= 8; pendingBits -= 8, written++) {
      out.byte(pending & 0xff);
      pending >>>= 8;
    }
  }
  for (; written < end; written++, pending >>>= 8) out.byte(pending & 0xff);
}

/** Bits that numbers below `count` need. */
export function bitWidthOf(count: number): number {
  return count <= 1 ? 0 : 32 - Math.clz32(count - 1);
}
