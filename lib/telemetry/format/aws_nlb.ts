/**
 * AWS Network Load Balancer access logs: TLS connections, a line each, without requests and statuses.
 *
 * The logged moment is the end of the connection, in UTC, and times are milliseconds. Source: AWS, "Access logs for your Network Load Balancer".
 *
 * @module
 */
import { withoutPort } from "../value/address.ts";
import { regionOfArn } from "../value/aws_arn.ts";
import { parseIsoInstant } from "../value/instant.ts";
import type { LineReader, LogFormat } from "../log_format.ts";
import { Unreadable } from "../reject.ts";
import { type ParsedRequest, UNTOLD } from "../request.ts";
import { tlsVersionOf } from "../value/tls_version.ts";

const FIELD = {
  type: 0,
  endedAt: 2,
  balancer: 3,
  client: 5,
  target: 6,
  connectionMs: 7,
  receivedBytes: 9,
  sentBytes: 10,
  tlsAlert: 11,
  certificate: 12,
  tlsVersion: 15,
};

/**
 * AWS Network Load Balancer.
 *
 * - A row is a connection: `duration_ms` lasts from its start to its end, and there is no status, method or path.
 * - `termination` is the TLS alert that the client sent.
 */
export const AWS_NLB: LogFormat = {
  name: "aws_nlb",
  describe: "AWS Network Load Balancer access log: TLS connections",
  open(sample): LineReader | null {
    const reader = new NlbReader();
    return sample.some((line) => !(reader.read(line) instanceof Unreadable)) ? reader : null;
  },
};

class NlbReader implements LineReader {
  readonly layout = "AWS Network Load Balancer";

  read(line: string): ParsedRequest | Unreadable {
    const fields = line.split(" ");
    const text = (field: number) => fields[field] === "-" ? null : fields[field] ?? null;
    const number = (field: number) => Number(text(field) ?? NaN);
    const endedAt = parseIsoInstant(text(FIELD.endedAt) ?? "");
    const [durationMs, received, sent] = [FIELD.connectionMs, FIELD.receivedBytes, FIELD.sentBytes].map(number);
    if (text(FIELD.type) !== "tls" || Number.isNaN(endedAt)) return new Unreadable("no TLS connection with a moment");
    if (!(durationMs! >= 0 && received! >= 0 && sent! >= 0)) return new Unreadable("a time or a count is no number");
    const [client, target, tls] = [text(FIELD.client), text(FIELD.target), text(FIELD.tlsVersion)];
    return {
      ...UNTOLD,
      requested_at: Math.floor(endedAt - durationMs!),
      balancer: text(FIELD.balancer),
      server_id: target,
      region: regionOfArn(text(FIELD.certificate)),
      duration_ms: durationMs!,
      attempt_count: target === null ? 0 : 1,
      request_bytes: received!,
      response_bytes: sent!,
      client_ip: client === null ? null : withoutPort(client),
      protocol: "TLS",
      tls_version: tls === null ? null : tlsVersionOf(tls),
      termination: text(FIELD.tlsAlert),
    };
  }
}
