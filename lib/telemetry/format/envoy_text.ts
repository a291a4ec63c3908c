/**
 * Envoy's default access log, and Istio's, which has more fields in the middle and at the end.
 *
 * Source: Envoy documentation, "Access logging"; Istio's `accessLogFormat`. The moment is the start, and durations are milliseconds.
 *
 * @module
 */
import { firstOfList, hostOfUrl, withoutPort } from "../value/address.ts";
import { parseIsoInstant } from "../value/instant.ts";
import type { LineReader, LogFormat } from "../log_format.ts";
import { parseDigits } from "../value/number.ts";
import { Unreadable } from "../reject.ts";
import { type ParsedRequest, UNTOLD } from "../request.ts";
import { parseRequestLine } from "../value/request_line.ts";
import { WordCursor } from "../syntax/word_cursor.ts";

/**
 * Envoy and Istio, text.
 *
 * - `termination` holds the response flags; `status_code` is null where no response had begun.
 * - `server_id` is the upstream host; whether it was tried again is not in these formats.
 * - `client_ip` is the downstream's remote address where the line has it (Istio), or else the first of `X-Forwarded-For`.
 */
export const ENVOY_TEXT: LogFormat = {
  name: "envoy_text",
  describe: "Envoy and Istio access log, default text",
  open(sample): LineReader | null {
    const reader = new EnvoyReader();
    return sample.some((line) => !(reader.read(line) instanceof Unreadable)) ? reader : null;
  },
};

class EnvoyReader implements LineReader {
  readonly layout = "Envoy";
  readonly #cursor = new WordCursor();

  read(line: string): ParsedRequest | Unreadable {
    const bracket = line.startsWith("[") ? line.indexOf("] ") : -1;
    const startedAt = bracket < 0 ? NaN : parseIsoInstant(line.slice(1, bracket));
    if (Number.isNaN(startedAt)) return new Unreadable("an Envoy line begins with its moment in brackets");
    this.#cursor.load(line, bracket + 2);
    const answer = readAnswer(this.#cursor);
    if (answer === null) return new Unreadable("an Envoy line has a status, and the bytes received and sent");
    const peers = readPeers(this.#cursor);
    if (this.#cursor.isCut) return new Unreadable("a quoted field of an Envoy line is not closed");
    return { ...UNTOLD, requested_at: startedAt, ...answer, ...peers };
  }
}

/** Reads what was asked and answered; null where it is no Envoy line. */
function readAnswer(cursor: WordCursor): Partial<ParsedRequest> | null {
  const request = parseRequestLine(cursor.field() ?? "");
  const status = integerOf(cursor.field());
  const termination = cursor.field();
  const received = bytesAfterDetails(cursor);
  const sent = integerOf(cursor.field());
  if (status === null || received === null || sent === null) return null;
  return {
    ...request,
    status_code: status < 100 ? null : status,
    termination,
    request_bytes: received,
    response_bytes: sent,
    duration_ms: integerOf(cursor.field()),
    upstream_ms: integerOf(cursor.field()),
  };
}

/** Reads who asked and who answered; behind the server, Istio names its cluster, both local addresses and the client. */
function readPeers(cursor: WordCursor): Partial<ParsedRequest> {
  const forwarded = cursor.field();
  const userAgent = cursor.field();
  const requestId = cursor.field();
  const server = cursor.nextField().field();
  const pool = cursor.field();
  const client = cursor.skip(2).field() ?? forwarded;
  return {
    pool,
    server_id: server === null ? null : hostOfUrl(server),
    client_ip: client === null ? null : withoutPort(firstOfList(client)),
    user_agent: userAgent,
    request_id: requestId,
  };
}

/** Reads the bytes received; Istio puts the details of the response, of the connection's end and of the upstream's failure in front. */
function bytesAfterDetails(cursor: WordCursor): number | null {
  const bytes = integerOf(cursor.field());
  return bytes ?? integerOf(cursor.nextField().nextField().field());
}

function integerOf(text: string | null): number | null {
  const value = text === null ? NaN : parseDigits(text, 0, text.length);
  return Number.isNaN(value) ? null : value;
}
