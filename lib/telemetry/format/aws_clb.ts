/**
 * AWS Classic Load Balancer access logs, of HTTP and of TCP listeners.
 *
 * The logged moment is the receipt. The log has no total: the three parts (queue, backend, response) end with the start of the response.
 * Source: AWS, "Access logs for your Classic Load Balancer".
 *
 * @module
 */
import { withoutPort } from "../value/address.ts";
import { parseIsoInstant } from "../value/instant.ts";
import type { LineReader, LogFormat } from "../log_format.ts";
import { Unreadable } from "../reject.ts";
import { type ParsedRequest, UNTOLD } from "../request.ts";
import { parseRequestLine } from "../value/request_line.ts";
import { WordCursor } from "../syntax/word_cursor.ts";

/**
 * AWS Classic Load Balancer.
 *
 * - `balancer` is the `elb` field, `server_id` the backend's address and port.
 * - `duration_ms` is the sum of the three parts; null where one was not reached.
 */
export const AWS_CLB: LogFormat = {
  name: "aws_clb",
  describe: "AWS Classic Load Balancer access log",
  open(sample): LineReader | null {
    const reader = new ClbReader();
    return sample.some((line) => !(reader.read(line) instanceof Unreadable)) ? reader : null;
  },
};

class ClbReader implements LineReader {
  readonly layout = "AWS Classic Load Balancer";
  readonly #cursor = new WordCursor();

  read(line: string): ParsedRequest | Unreadable {
    const cursor = this.#cursor;
    cursor.load(line, 0);
    const receivedAt = parseIsoInstant(cursor.next().text());
    if (Number.isNaN(receivedAt)) return new Unreadable("a line of a Classic Load Balancer begins with its moment");
    const [balancer, client, server] = [cursor.field(), cursor.field(), cursor.field()];
    const times = [cursor.number(), cursor.number(), cursor.number()] as const;
    if (times.some(Number.isNaN)) return new Unreadable("a time of a Classic Load Balancer's line is no number");
    const status = Number(cursor.field() ?? NaN);
    const [received, sent] = [cursor.nextField().number(), cursor.number()];
    if (!(received >= 0 && sent >= 0)) return new Unreadable("a count of bytes is no number");
    const request = parseRequestLine(cursor.field() ?? "");
    const [userAgent, tls] = [cursor.field(), cursor.nextField().field()];
    if (cursor.isCut) return new Unreadable("a quoted field is not closed");
    return {
      ...UNTOLD,
      ...request,
      ...partsOf(times),
      requested_at: receivedAt,
      balancer,
      server_id: server,
      status_code: status >= 100 && status <= 999 ? status : null,
      attempt_count: server === null ? 0 : 1,
      request_bytes: received,
      response_bytes: sent,
      client_ip: client === null ? null : withoutPort(client),
      user_agent: userAgent,
      tls_version: tls,
    };
  }
}

/** Seconds of at most six decimals to ms; a negative part was not reached. */
function partsOf([queue, backend, response]: readonly [number, number, number]): Partial<ParsedRequest> {
  const ms = (seconds: number) => Math.round(seconds * 1e6) / 1e3;
  const isReached = queue >= 0 && backend >= 0 && response >= 0;
  return {
    duration_ms: isReached ? ms(queue + backend + response) : null,
    queue_ms: queue >= 0 ? ms(queue) : null,
    upstream_ms: backend >= 0 ? ms(backend) : null,
  };
}
