/** IP addresses as logs write them, read into bytes. @module */

/** The bytes of an address: 4 of IPv4, 16 of IPv6. */
export type IpAddress = readonly number[];

const ZONE = /%.*$/;
const IN_BRACKETS = /^\[([^\]]*)\](?::\d+)?$/;
const IPV4 = /^(\d{1,3})\.(\d{1,3})\.(\d{1,3})\.(\d{1,3})(?::\d+)?$/;
const GROUP = /^[0-9a-f]{1,4}$/i;
const GROUP_COUNT = 8;
const MAPPED_PREFIX = [0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0xff, 0xff];

/**
 * Reads an address; a port, brackets, quotes (RFC 7239) and a zone (RFC 4007) are taken off.
 *
 * An IPv4 address that is written as IPv6 (`::ffff:203.0.113.7`, RFC 4291, 2.5.5.2) is the IPv4 address: which of the two a balancer logs depends on
 * how it listens, and the client is the same.
 *
 * @returns null for what is no address
 * @example
 * ```ts
 * import { assertEquals } from "@std/assert";
 * assertEquals(parseIpAddress("203.0.113.7:50312"), [203, 0, 113, 7]);
 * assertEquals(parseIpAddress("[::ffff:203.0.113.7]:443"), [203, 0, 113, 7]);
 * assertEquals(parseIpAddress("unix:"), null);
 * ```
 */
export function parseIpAddress(text: string): IpAddress | null {
  const bare = text.trim().replace(/^"(.*)"$/, "$1");
  const inBrackets = IN_BRACKETS.exec(bare);
  if (inBrackets !== null) return parseIpv6(inBrackets[1]!.replace(ZONE, ""));
  return parseIpv4(bare) ?? parseIpv6(bare.replace(ZONE, ""));
}

function parseIpv4(text: string): IpAddress | null {
  const bytes = IPV4.exec(text)?.slice(1, 5).map(Number);
  return bytes === undefined || bytes.some((byte) => byte > 255) ? null : bytes;
}

function parseIpv6(text: string): IpAddress | null {
  const halves = text.split("::");
  if (!text.includes(":") || halves.length > 2) return null;
  const [head, tail] = halves.map((half) => half === "" ? [] : half.split(":").map(parseGroup));
  const missing = GROUP_COUNT * 2 - [...head!, ...tail ?? []].flat().length;
  const isWhole = tail === undefined ? missing === 0 : missing >= 2;
  const bytes = [...head!, new Array<number>(Math.max(0, missing)).fill(0), ...tail ?? []];
  if (!isWhole || bytes.includes(null)) return null;
  return unmapped(bytes.flatMap((group) => group!));
}

/** The two bytes of a group of digits, or the four of the IPv4 address that may stand at the end. */
function parseGroup(text: string, place: number, groups: readonly string[]): IpAddress | null {
  if (place === groups.length - 1 && text.includes(".")) return parseIpv4(text);
  const value = GROUP.test(text) ? parseInt(text, 16) : NaN;
  return Number.isNaN(value) ? null : [value >> 8, value & 0xff];
}

function unmapped(bytes: IpAddress): IpAddress {
  return MAPPED_PREFIX.every((byte, i) => bytes[i] === byte) ? bytes.slice(MAPPED_PREFIX.length) : bytes;
}

/**
 * Writes an address in its one canonical form (RFC 5952 for IPv6).
 *
 * @example
 * ```ts
 * import { assertEquals } from "@std/assert";
 * assertEquals(formatIpAddress(parseIpAddress("2001:0DB8:0:0::1")!), "2001:db8::1");
 * ```
 */
export function formatIpAddress(bytes: IpAddress): string {
  if (bytes.length === 4) return bytes.join(".");
  const groups = Array.from({ length: GROUP_COUNT }, (_, i) => (bytes[2 * i]! << 8 | bytes[2 * i + 1]!).toString(16));
  const { start, length } = longestZeroRun(groups);
  if (length < 2) return groups.join(":");
  return `${groups.slice(0, start).join(":")}::${groups.slice(start + length).join(":")}`;
}

function longestZeroRun(groups: readonly string[]): { start: number; length: number } {
  let longest = { start: 0, length: 0 };
  for (let start = 0; start < groups.length; start++) {
    let length = 0;
    while (groups[start + length] === "0") length++;
    if (length > longest.length) longest = { start, length };
  }
  return longest;
}
