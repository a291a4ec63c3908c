/** HAProxy's statistics as CSV, from its statistics page (`;csv`) or its socket (`show stat`). @module */
import { parse } from "@std/csv/parse";
import { mergeReadings, newReading, type ServerReading } from "./server_reading.ts";

/** The `type` of a line that is about a server; others are frontends, backends and listeners. */
const SERVER_TYPE = "2";

/** Tells whether a text is HAProxy's CSV. */
export function isHaproxyStats(text: string): boolean {
  return text.startsWith("# pxname,");
}

/**
 * Reads the servers, each once whatever number of backends it is in.
 *
 * Received and sent are as the server sees it. HAProxy counts failed checks only while a server is up (management guide, 9.1, `chkfail`), so that it is down counts
 * for itself. A server whose health is not checked tells no failures.
 */
export function readHaproxyStats(text: string): ServerReading[] {
  const rows = parse(text.slice(2), { skipFirstRow: true }) as Record<string, string | undefined>[];
  return mergeReadings(
    rows.filter(({ type }) => type === SERVER_TYPE).map((row) =>
      newReading(row.svname!, {
        connectionCount: numberOf(row.scur),
        isDown: /^DOWN/.test(row.status ?? ""),
        receivedBytes: numberOf(row.bin),
        sentBytes: numberOf(row.bout),
        requestCount: numberOf(row.stot),
        checkFailureCount: row.status === "no check" ? null : numberOf(row.chkfail),
      })
    ),
  );
}

function numberOf(text: string | undefined): number | null {
  return text === undefined || text === "" ? null : Number(text);
}
