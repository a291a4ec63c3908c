/**
 * A name for a client that does not tell who it is.
 *
 * HMAC-SHA-256 (RFC 2104) of the address under a secret key, of which the first 128 bits are kept: half of the output is the least that RFC 2104, 5 recommends, and
 * two of a billion clients have the same with a chance of 1e-21. Without the key a hash would hide nothing, as all of IPv4 is tried in minutes. The same key
 * gives the same name on every machine and day; a new key makes everybody a stranger.
 *
 * @module
 */
import { createHmac } from "node:crypto";

const KEPT_DIGITS = 32;

/**
 * Makes the pseudonym of a text, as `printf %s TEXT | openssl dgst -sha256 -hmac KEY | tail -c 65 | head -c 32` does.
 *
 * @example
 * ```ts
 * import { assertEquals } from "@std/assert";
 * // RFC 4231, test case 2.
 * assertEquals(pseudonymOf("what do ya want for nothing?", "Jefe"), "5bdcc146bf60754e6a042426089575c7");
 * ```
 */
export function pseudonymOf(text: string, key: string): string {
  return createHmac("sha256", key).update(text).digest("hex").slice(0, KEPT_DIGITS);
}
