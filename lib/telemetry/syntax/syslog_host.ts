/** Who sent a syslog line. @module */

/**
 * Reads the host from what syslog puts before a message.
 *
 * Understands RFC 3164 (`<134>Nov 22 21:40:04 lb1 haproxy[5061]:`) with and without priority and host, the same with
 * an ISO date, and RFC 5424 (`<134>1 2026-11-22T21:40:04Z lb1 haproxy 5061 - -`).
 *
 * @param prefix everything before the message
 * @returns null when no host is named
 *
 * @example
 * ```ts
 * import { assertEquals } from "@std/assert";
 * import { syslogHost } from "./syslog_host.ts";
 *
 * assertEquals(syslogHost("Nov 22 21:40:04 lb1 haproxy[5061]: "), "lb1");
 * assertEquals(syslogHost("Nov 22 21:40:04 haproxy[5061]: "), null);
 * ```
 */
export function syslogHost(prefix: string): string | null {
  const words = prefix.replace(/^<\d{1,3}>/, "").split(" ").filter((word) => word !== "");
  if (words[0] === "1" && isIsoDate(words[1])) return nilAsNull(words[2]);
  const rest = words.slice(dateWordCount(words));
  return rest.length > 1 && rest.at(-1)!.endsWith(":") ? nilAsNull(rest[0]) : null;
}

function dateWordCount(words: readonly string[]): number {
  if (isIsoDate(words[0])) return words[0]!.length > "2026-11-22".length ? 1 : 2;
  if (!/^[A-Z][a-z]{2}$/.test(words[0] ?? "")) return 0;
  return words.findIndex((word) => /^\d\d:\d\d:\d\d/.test(word)) + 1;
}

function isIsoDate(word: string | undefined): boolean {
  return word !== undefined && /^\d{4}-\d\d-\d\d/.test(word);
}

function nilAsNull(host: string | undefined): string | null {
  return host === undefined || host === "-" ? null : host;
}
