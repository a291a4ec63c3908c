/**
 * Plain lines of nginx and Apache, read straight from their bytes.
 *
 * Nearly every line of a log is plain: ASCII, no escapes, at most one upstream, a well-formed request. Such a line becomes a row without a string
 * being made, several times faster than through `requestOfVariables()`, which stays the definition of what a line means: whatever is not plain is left
 * to it, and a test holds the two together.
 *
 * @module
 */
import { TEXT_VARIABLES } from "../syntax/nginx_variables.ts";
import { parseClfInstant, parseIsoInstant } from "../value/instant.ts";
import type { Layout } from "../syntax/layout.ts";
import type { PlainLines, PlainReader } from "../log_format.ts";
import type { Filler, Filling } from "./filler.ts";
import { LineFields } from "./line_fields.ts";
import { momentFiller } from "./moment_filler.ts";
import { numberFiller, sizeFiller, statusFiller } from "./number_filler.ts";
import { requestLineFiller } from "./request_line_filler.ts";
import { textFiller, upstreamFiller } from "./text_filler.ts";

/** Makes the filler of a variable. */
type MakeFiller = (filling: Filling, field: number, options: { timeZone: string; isEndLogged: boolean }) => Filler;

const number = (column: string, shift: number): MakeFiller => (filling, field) =>
  numberFiller(filling, field, filling.row.placeOf(column), shift);
const text = (column: string): MakeFiller => (filling, field) =>
  textFiller(filling, field, filling.row.placeOf(column));
const moment = (parse: (text: string, timeZone: string) => number): MakeFiller => (filling, field, options) => {
  const { row } = filling;
  const duration = options.isEndLogged ? row.placeOf("duration_ms") : null;
  return momentFiller(filling, field, row.placeOf("requested_at"), (text) => parse(text, options.timeZone), duration);
};
const size: MakeFiller = (filling, field) => sizeFiller(filling, field, filling.row.placeOf("response_bytes"));

/**
 * What the variables fill, in the order in which it must happen: durations stand before the moments from which they are taken off. Of a group a layout may
 * have one, because which of several counts depends on the line.
 */
const GROUPS: readonly Readonly<Record<string, MakeFiller>>[] = [
  { status: (filling, field) => statusFiller(filling, field, filling.row.placeOf("status_code")) },
  {
    request_time: number("duration_ms", 3),
    request_us: number("duration_ms", -3),
    request_ms: number("duration_ms", 0),
  },
  { time_local: moment(parseClfInstant), time_iso8601: moment(parseIsoInstant) },
  { request: requestLine },
  { upstream_addr: upstream },
  { upstream_connect_time: number("connect_ms", 3) },
  { upstream_response_time: number("upstream_ms", 3) },
  { request_length: number("request_bytes", 0) },
  { body_bytes_sent: size, bytes_sent: number("response_bytes", 0) },
  ...Object.entries(TEXT_VARIABLES).map(([column, variables]) =>
    Object.fromEntries(variables.map((variable) => [variable, text(column)]))
  ),
];

function requestLine(filling: Filling, field: number): Filler {
  const { row } = filling;
  const [method, path, protocol] = [row.placeOf("method"), row.placeOf("path"), row.placeOf("protocol")];
  return requestLineFiller(filling, field, { method, path, protocol });
}

function upstream(filling: Filling, field: number): Filler {
  const { row } = filling;
  const [server, attemptCount] = [row.placeOf("server_id"), row.placeOf("attempt_count")];
  return upstreamFiller(filling, field, { server, attemptCount, isRedispatched: row.placeOf("is_redispatched") });
}

/**
 * Makes the reader of a layout's plain lines.
 *
 * @param used the variables that requests are made of
 * @returns null where there is one of which no plain form is known
 */
export function plainLines(layout: Layout, used: ReadonlySet<string>, timeZone: string): PlainLines | null {
  const groups = GROUPS.map((group) => [...used].filter((variable) => variable in group));
  const isKnown = groups.flat().length === used.size && groups.every((variables) => variables.length <= 1);
  if (!isKnown) return null;
  const options = { timeZone, isEndLogged: used.has("request_time") };
  return {
    reader(row) {
      const filling = { fields: new LineFields(layout), row };
      const fillers = groups.flatMap((variables, i) =>
        variables.map((variable) => GROUPS[i]![variable]!(filling, layout.variables.indexOf(variable), options))
      );
      return new Reader(filling.fields, fillers);
    },
  };
}

class Reader implements PlainReader {
  readonly #fields: LineFields;
  readonly #fillers: readonly Filler[];

  constructor(fields: LineFields, fillers: readonly Filler[]) {
    this.#fields = fields;
    this.#fillers = fillers;
  }

  open(bytes: Uint8Array): void {
    this.#fields.open(bytes);
  }

  read(start: number): number {
    const end = this.#fields.cut(start);
    if (end < 0) return -1;
    for (const fill of this.#fillers) if (!fill()) return -1;
    return end;
  }
}
