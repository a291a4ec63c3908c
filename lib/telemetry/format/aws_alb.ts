/**
 * AWS Application Load Balancer access logs, from the short lines of 2016 to today's; later fields are ignored.
 *
 * A line is written when the response was generated. The start is `request_creation_time`; early logs lack it, and
 * there it is the logged time less the three parts (queue, target, response), unless a part is `-1`: not dispatched,
 * closed early, malformed or idle. Source: AWS, "Access logs for your Application Load Balancer".
 *
 * @module
 */
import { withoutPort } from "../value/address.ts";
import { type AlbHead, AlbSplitter, type AlbTail } from "../syntax/aws_alb_fields.ts";
import { regionOfArn, targetGroupOfArn } from "../value/aws_arn.ts";
import { unescapeBackslashes } from "../value/escape.ts";
import type { LineReader, LogFormat } from "../log_format.ts";
import { Unreadable } from "../reject.ts";
import type { ParsedRequest } from "../request.ts";
import { parseRequestLine } from "../value/request_line.ts";

/**
 * AWS Application Load Balancer.
 *
 * - `balancer` is the `elb` field, `pool` the target group's name, `server_id` the target's address and port.
 * - `duration_ms` is the logged time less `request_creation_time`, else the sum of the three parts, else null.
 * - `attempt_count` is the number of targets listed. A Lambda function has no address: its status tells the attempt.
 * - `request_id` is the whole trace id, `termination` the error reason.
 */
export const AWS_ALB: LogFormat = {
  name: "aws_alb",
  describe: "AWS Application Load Balancer access log",
  open(sample: readonly string[]): LineReader | null {
    const reader = new AlbReader();
    return sample.some((line) => !(reader.read(line) instanceof Unreadable)) ? reader : null;
  },
};

class AlbReader implements LineReader {
  readonly layout = "AWS ALB";
  readonly #splitter = new AlbSplitter();

  read(line: string): ParsedRequest | Unreadable {
    const fields = this.#splitter.split(line);
    if ("fault" in fields) return new Unreadable(fields.fault);
    return requestOf(fields.head, fields.tail, fields.request, fields.userAgent);
  }
}

function requestOf(head: AlbHead, tail: AlbTail, requestText: string, agentText: string): ParsedRequest {
  const request = parseRequestLine(requestText);
  return {
    requested_at: startOf(head, tail),
    balancer: head.balancer,
    pool: targetGroupOfArn(tail.targetGroup),
    server_id: head.target,
    region: regionOfArn(tail.targetGroup) ?? regionOfArn(tail.certificate),
    method: request.method,
    path: request.path,
    status_code: head.status === null || head.status < 100 ? null : head.status,
    duration_ms: durationOf(head, tail),
    queue_ms: reachedMs(head.queueSeconds),
    connect_ms: null,
    upstream_ms: reachedMs(head.targetSeconds),
    attempt_count: attemptCount(head, tail),
    is_redispatched: null,
    request_bytes: head.requestBytes,
    response_bytes: head.responseBytes,
    client_ip: head.client === null ? null : withoutPort(head.client),
    user_agent: agentText === "-" ? null : unescapeBackslashes(agentText),
    protocol: request.protocol,
    tls_version: tail.tlsVersion,
    termination: tail.errorReason,
    request_id: tail.traceId,
    retry_rate: null,
  };
}

/** The start in whole ms; early logs without `request_creation_time` give it by the three parts, if all were reached. */
function startOf(head: AlbHead, tail: AlbTail): number {
  if (tail.createdAt >= 0) return Math.floor(tail.createdAt / 1_000);
  const partsMs = sumOfPartsMs(head) ?? 0;
  return Math.floor((head.loggedAt - Math.round(partsMs * 1_000)) / 1_000);
}

function durationOf(head: AlbHead, tail: AlbTail): number | null {
  const elapsed = head.loggedAt - tail.createdAt;
  return elapsed >= 0 ? elapsed / 1_000 : sumOfPartsMs(head);
}

function sumOfPartsMs(head: AlbHead): number | null {
  const { queueSeconds, targetSeconds, responseSeconds } = head;
  if (queueSeconds < 0 || targetSeconds < 0 || responseSeconds < 0) return null;
  return reachedMs(queueSeconds + targetSeconds + responseSeconds);
}

/** Converts seconds of at most six decimals to ms, without the noise of binary fractions. */
function reachedMs(seconds: number): number | null {
  return seconds < 0 ? null : Math.round(seconds * 1_000_000) / 1_000;
}

function attemptCount(head: AlbHead, tail: AlbTail): number {
  if (tail.targets !== null) return tail.targets.split(" ").length;
  return head.target !== null || head.targetStatus !== null ? 1 : 0;
}
