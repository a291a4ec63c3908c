/** Identifiers that the same data give again, so that a repeated run replaces rows and doubles none. @module */

const OFFSET_BASIS = 0xcbf29ce484222325n;
const PRIME = 0x100000001b3n;

/**
 * Computes 16 hexadecimal digits of FNV-1a (64 bits) over some parts, of which only the last may hold line ends.
 *
 * Reference: Fowler, Noll, Vo, Eastlake, "The FNV Non-Cryptographic Hash Algorithm".
 *
 * @example
 * ```ts
 * import { assertEquals } from "@std/assert";
 * assertEquals(fingerprint(["a"]), "af63dc4c8601ec8c");
 * ```
 */
export function fingerprint(parts: readonly (string | number)[]): string {
  let hash = OFFSET_BASIS;
  for (const byte of new TextEncoder().encode(parts.join("\n"))) {
    hash = BigInt.asUintN(64, (hash ^ BigInt(byte)) * PRIME);
  }
  return hash.toString(16).padStart(16, "0");
}
