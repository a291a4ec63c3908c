/**
 * The network that an address is in: the address with its last bits set to zero.
 *
 * 24 bits of IPv4 and 48 of IPv6 remain, as is customary (Google Analytics' `anonymizeIp`; RSSAC040, 4; truncation in RFC 6235, 4.1.1). A /24 is the longest
 * prefix that is routed on its own, a /48 what one site is given (RFC 6177), so that of a subscriber of IPv6 the site may remain: less is kept by a hash or by nothing.
 * Of 6to4, which has the IPv4 address behind its first 16 bits (RFC 3056), the same 24 bits of it remain.
 *
 * @module
 */
import type { IpAddress } from "./ip_address.ts";

const IPV4_BITS = 24;
const IPV6_BITS = 48;
const SIX_TO_FOUR = [0x20, 0x02];

/**
 * Sets to zero what tells the hosts of a network apart.
 *
 * @example
 * ```ts
 * import { assertEquals } from "@std/assert";
 * assertEquals(networkOf([203, 0, 113, 7]), [203, 0, 113, 0]);
 * ```
 */
export function networkOf(address: IpAddress): IpAddress {
  const keptBytes = bitsOf(address) / 8;
  return address.map((byte, i) => i < keptBytes ? byte : 0);
}

function bitsOf(address: IpAddress): number {
  if (address.length === 4) return IPV4_BITS;
  const isSixToFour = SIX_TO_FOUR.every((byte, i) => address[i] === byte);
  return isSixToFour ? 8 * SIX_TO_FOUR.length + IPV4_BITS : IPV6_BITS;
}
