/**
 * nginx's upstream variables: one entry an attempt, `, ` between attempts and ` : ` where an internal redirect began a new group.
 *
 * Source: nginx documentation, ngx_http_upstream_module, "Embedded Variables".
 *
 * @module
 */
import { parseSecondsAsMs } from "./duration.ts";

const GROUP = " : ";
const ATTEMPT = ", ";

/** What the address list of a request tells. */
export interface UpstreamAttempts {
  /** The server that was tried last; null where none was. */
  readonly server: string | null;
  /** The group's name, which nginx logs where no server of it was alive. */
  readonly group: string | null;
  /** Servers tried in the last group: a group that an internal redirect left is another request. */
  readonly count: number;
  /** Whether the last server differs from the first one tried in the last group. */
  readonly isRedispatched: boolean;
}

const NONE: UpstreamAttempts = { server: null, group: null, count: 0, isRedispatched: false };

/**
 * Reads `$upstream_addr`.
 *
 * @example
 * ```ts
 * import { assertEquals } from "@std/assert";
 * const attempts = readAttempts("10.0.0.1:80, 10.0.0.2:80");
 * assertEquals(attempts, { server: "10.0.0.2:80", group: null, count: 2, isRedispatched: true });
 * ```
 */
export function readAttempts(addresses: string): UpstreamAttempts {
  const last = lastGroup(addresses);
  if (last === "-" || last === "") return NONE;
  const comma = last.indexOf(ATTEMPT);
  if (comma < 0) {
    const isServer = isAddress(last);
    return {
      server: isServer ? last : null,
      group: isServer ? null : last,
      count: isServer ? 1 : 0,
      isRedispatched: false,
    };
  }
  const servers = last.split(ATTEMPT);
  const server = servers.at(-1)!;
  const tried = servers.filter(isAddress);
  return {
    server: isAddress(server) ? server : tried.at(-1) ?? null,
    group: isAddress(server) ? null : server,
    count: tried.length,
    isRedispatched: tried.some((address) => address !== tried[0]),
  };
}

/**
 * Adds up a list of times in seconds.
 *
 * @returns milliseconds over all attempts and groups; null where no attempt has a time
 */
export function sumMilliseconds(times: string): number | null {
  if (!times.includes(" ")) return parseSecondsAsMs(times);
  let sum: number | null = null;
  for (const time of times.split(/, | : /)) {
    const ms = parseSecondsAsMs(time);
    if (ms !== null) sum = (sum ?? 0) + ms;
  }
  return sum;
}

function lastGroup(list: string): string {
  const at = list.lastIndexOf(GROUP);
  return at < 0 ? list : list.slice(at + GROUP.length);
}

/** An address ends in a port or names a socket; a group's name does neither. */
function isAddress(text: string): boolean {
  let i = text.length;
  while (i > 0 && isDigit(text.charCodeAt(i - 1))) i--;
  return (i < text.length && text.charCodeAt(i - 1) === 0x3a) || text.startsWith("unix:");
}

const isDigit = (code: number) => code >= 0x30 && code <= 0x39;
