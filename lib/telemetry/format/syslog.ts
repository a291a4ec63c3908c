/** Any log as syslog sends it: RFC 3164 or RFC 5424 in front of every line. HAProxy's format reads its own. @module */
import type { LineReader, LogFormat } from "../log_format.ts";
import { Unreadable } from "../reject.ts";
import type { ParsedRequest } from "../request.ts";
import { syslogHost } from "../syntax/syslog_host.ts";
import type { OpenInner } from "./container.ts";

const RFC_5424 = String.raw`1 \d{4}-\S+ \S+ \S+ \S+ \S+ (?:-|\[[^\]]*\]) `;
const DATE = String.raw`(?:[A-Z][a-z]{2} [ \d]\d (?:\d{4} )?\d\d:\d\d:\d\d|\d{4}-\d\d-\d\d[T ]\d\d:\d\d:\d\d)\S*`;
const RFC_3164 = String.raw`${DATE} (?:\S+ )?[\w./-]+(?:\[\d+\])?: `;
const PREFIX = new RegExp(`^(?:<\\d{1,3}>)?(?:${RFC_5424}|${RFC_3164})`);

/**
 * Logs behind a syslog prefix; `balancer` is the host that it names, where the line itself names none.
 *
 * @param openInner recognises what was sent
 */
export function syslogFormat(openInner: OpenInner): LogFormat {
  return {
    name: "syslog",
    describe: "syslog (RFC 3164 and 5424) around any other format",
    open(sample, options) {
      const inner = openInner(sample.map(messageOf).filter((message) => message !== null), options);
      return inner === null ? null : new SyslogReader(inner);
    },
  };
}

class SyslogReader implements LineReader {
  readonly layout: string;
  readonly #inner: LineReader;

  constructor(inner: LineReader) {
    this.layout = `syslog: ${inner.layout}`;
    this.#inner = inner;
  }

  read(line: string): ParsedRequest | Unreadable | null {
    const message = messageOf(line);
    if (message === null) return new Unreadable("no syslog prefix");
    const read = this.#inner.read(message);
    if (read === null || read instanceof Unreadable || read.balancer !== null) return read;
    return { ...read, balancer: syslogHost(line.slice(0, line.length - message.length)) };
  }
}

function messageOf(line: string): string | null {
  const prefix = PREFIX.exec(line);
  return prefix === null ? null : line.slice(prefix[0].length);
}
