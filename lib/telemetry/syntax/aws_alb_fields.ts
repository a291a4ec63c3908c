/** Splits the lines of AWS Application Load Balancers into their fields. @module */
import { parseIsoMicroseconds } from "../value/instant.ts";
import { parseDigits } from "../value/number.ts";
import { closingQuote, WordCursor } from "./word_cursor.ts";

/** What stands before the request; of times, µs since 1970 and seconds. */
export interface AlbHead {
  readonly loggedAt: number;
  readonly balancer: string | null;
  readonly client: string | null;
  readonly target: string | null;
  readonly queueSeconds: number;
  readonly targetSeconds: number;
  readonly responseSeconds: number;
  /** Null where none was sent, NaN where the field is no number. */
  readonly status: number | null;
  readonly targetStatus: string | null;
  readonly requestBytes: number;
  readonly responseBytes: number;
}

/** What stands after the user agent and its cipher. */
export interface AlbTail {
  readonly tlsVersion: string | null;
  readonly targetGroup: string | null;
  readonly traceId: string | null;
  readonly certificate: string | null;
  /** NaN where the log is too old to tell. */
  readonly createdAt: number;
  readonly errorReason: string | null;
  readonly targets: string | null;
}

/** One line, or why it cannot be split. */
export type AlbFields =
  | { readonly head: AlbHead; readonly request: string; readonly userAgent: string; readonly tail: AlbTail }
  | { readonly fault: string };

/** Splits the lines of one log; it keeps nothing from line to line. */
export class AlbSplitter {
  readonly #cursor = new WordCursor();

  /** Splits a line. The short lines of early logs are padded with nulls. */
  split(line: string): AlbFields {
    const cursor = this.#cursor;
    cursor.load(line, 0);
    const head = readHead(cursor);
    const fault = faultOf(head);
    if (fault !== null) return { fault };
    const requestStart = cursor.end + 2;
    const requestEnd = endOfRequest(line, requestStart);
    const agentStart = requestEnd + 3;
    const agentEnd = requestEnd < 0 ? -1 : endOfAgent(line, agentStart, cursor);
    if (agentEnd < 0) return { fault: "the request, the user agent or the TLS fields of an ALB line are missing" };
    const tail = readTail(cursor);
    if (cursor.isCut) return { fault: "a quoted field of an ALB line is not closed" };
    return { head, request: line.slice(requestStart, requestEnd), userAgent: line.slice(agentStart, agentEnd), tail };
  }
}

function readHead(cursor: WordCursor): AlbHead {
  return {
    loggedAt: parseIsoMicroseconds(cursor.skip(2).text()),
    balancer: cursor.field(),
    client: cursor.field(),
    target: cursor.field(),
    queueSeconds: cursor.number(),
    targetSeconds: cursor.number(),
    responseSeconds: cursor.number(),
    status: readStatus(cursor),
    targetStatus: cursor.field(),
    requestBytes: cursor.number(),
    responseBytes: cursor.number(),
  };
}

function faultOf(head: AlbHead): string | null {
  if (Number.isNaN(head.loggedAt)) return "an ALB line has its time in the second field, and there is none";
  if (Number.isNaN(head.queueSeconds + head.targetSeconds + head.responseSeconds)) return "an ALB time is no number";
  if (!(head.requestBytes >= 0 && head.responseBytes >= 0)) return "an ALB count of bytes is no number";
  return head.status === null || head.status <= 999 ? null : "an ALB status is no number of three digits";
}

function readStatus(cursor: WordCursor): number | null {
  const text = cursor.field();
  return text === null ? null : parseDigits(text, 0, text.length);
}

/** Finds the quote behind the request: the one that the quoted user agent follows. */
function endOfRequest(line: string, start: number): number {
  if (line.charAt(start - 1) !== '"') return -1;
  let quote = closingQuote(line, start);
  while (quote >= 0 && line.charAt(quote + 2) !== '"') quote = closingQuote(line, quote + 1);
  return quote;
}

/** Finds the quote behind the user agent, which may hold quotes, by the TLS fields that follow; the cursor reads on there. */
function endOfAgent(line: string, start: number, cursor: WordCursor): number {
  for (let quote = closingQuote(line, start); quote >= 0; quote = closingQuote(line, quote + 1)) {
    cursor.load(line, quote + 2);
    const { start: protocol, end } = cursor.skip(2);
    const isNone = end - protocol === 1 && line.charAt(protocol) === "-";
    if (isNone || line.startsWith("TLSv", protocol) || line.startsWith("SSLv", protocol)) return quote;
  }
  return -1;
}

function readTail(cursor: WordCursor): AlbTail {
  const protocol = cursor.text();
  const targetGroup = cursor.field();
  const traceId = cursor.field();
  cursor.nextField();
  const certificate = cursor.field();
  cursor.nextField();
  const createdAt = parseIsoMicroseconds(cursor.field() ?? "");
  cursor.nextField();
  cursor.nextField();
  const errorReason = cursor.field();
  const targets = cursor.field();
  const tlsVersion = protocol === "-" ? null : protocol;
  return { tlsVersion, targetGroup, traceId, certificate, createdAt, errorReason, targets };
}
