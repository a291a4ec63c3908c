/** Addresses wherever they stand in a text, such as a line that could not be read. @module */
import type { Anonymise } from "./anonymise_address.ts";
import { parseIpAddress } from "./ip_address.ts";

const OCTET = String.raw`(?:25[0-5]|2[0-4]\d|1?\d?\d)`;
const IPV4 = String.raw`${OCTET}(?:\.${OCTET}){3}`;
const DIGITS = "[0-9a-f]{1,4}";
const GROUP = String.raw`${DIGITS}(?!\w)`;
const GROUPS = `(?:${GROUP}(?::${GROUP}){0,6})?`;
/** IPv6 whose last two groups are written as IPv4. */
const MIXED = `(?:(?:${GROUP}:){6}|${GROUPS}::(?:${GROUP}:){0,5})${IPV4}`;
/** It begins no word, so that `std::string` is none. */
const IPV6 = String.raw`(?<!\w)(?:${MIXED}|(?:${DIGITS}:){7}${DIGITS}|${GROUPS}::${GROUPS})`;
const ANY = new RegExp(`${IPV6}|${IPV4}`, "gi");
const IPV4_ALONE = new RegExp(IPV4, "g");

/**
 * Puts what is kept of each address in its place, a hyphen where that is nothing.
 *
 * Whose address it is cannot be told, so those of servers go, too; so does a version of four numbers. A host name stays, and so does an address that is not written as one.
 *
 * @example
 * ```ts
 * import { assertEquals } from "@std/assert";
 * import { anonymiser } from "./anonymise_address.ts";
 * const line = "203.0.113.7 - [12:34:56] for=[2001:db8::1]:443";
 * assertEquals(maskAddresses(line, anonymiser({ level: "drop" })!), "- - [12:34:56] for=[-]:443");
 * ```
 */
export function maskAddresses(text: string, anonymise: Anonymise): string {
  const keptOf = (address: string) => anonymise(address) ?? "-";
  return text.replaceAll(
    ANY,
    // What has too many groups for IPv6 may end in IPv4.
    (found) => parseIpAddress(found) === null ? found.replaceAll(IPV4_ALONE, keptOf) : keptOf(found),
  );
}
