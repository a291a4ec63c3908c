/** The TLS version under its one name. @module */

/**
 * Writes a TLS version as OpenSSL does.
 *
 * @returns the text itself where it names no version
 * @example
 * ```ts
 * import { assertEquals } from "@std/assert";
 * assertEquals(["tlsv12", "TLS 1.3", "1.0", "QUIC"].map(tlsVersionOf), ["TLSv1.2", "TLSv1.3", "TLSv1.0", "QUIC"]);
 * ```
 */
export function tlsVersionOf(text: string): string {
  const version = /^(?:TLS)?[ v]*(\d)[._]?(\d)$/i.exec(text);
  return version === null ? text : `TLSv${version[1]}.${version[2]}`;
}
