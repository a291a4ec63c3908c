/** The page of nginx's `stub_status`. @module */
import { newReading, type ServerReading } from "./server_reading.ts";

const PAGE =
  /^Active connections:\s*(\d+)\s+server accepts handled requests\s+(\d+)\s+(\d+)\s+(\d+)\s+Reading:\s*\d+\s+Writing:\s*\d+\s+Waiting:\s*\d+\s*$/;

/** Tells whether a text is such a page. */
export function isStubStatus(text: string): boolean {
  return text.startsWith("Active connections:");
}

/**
 * Reads connections and requests of the nginx that serves the page.
 *
 * @param serverId how that nginx is called
 * @throws {SyntaxError} when the page has another form
 *
 * @example
 * ```ts
 * import { assertEquals } from "@std/assert";
 * const page = "Active connections: 2 \nserver accepts handled requests\n 9 9 31 \nReading: 0 Writing: 1 Waiting: 1 \n";
 * const { connectionCount, requestCount } = readStubStatus(page, "edge-1");
 * assertEquals([connectionCount, requestCount], [2, 31]);
 * ```
 */
export function readStubStatus(text: string, serverId: string): ServerReading {
  const found = PAGE.exec(text);
  if (found === null) throw new SyntaxError("Cannot read stub_status: the page has another form");
  return newReading(serverId, { connectionCount: Number(found[1]), requestCount: Number(found[4]) });
}
