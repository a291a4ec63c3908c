/**
 * Access logs of nginx and Apache: common, combined, and whatever a site appends to them.
 *
 * @module
 */
import { inferLayout } from "../syntax/infer_layout.ts";
import { compileLayout, parseLayout } from "../syntax/layout.ts";
import type { LineReader, LogFormat, ReadOptions } from "../log_format.ts";
import { plainLines } from "../plain/plain_lines.ts";
import { Unreadable } from "../reject.ts";
import { layoutOfApache } from "../syntax/apache_layout.ts";
import { requestOfVariables } from "../syntax/nginx_variables.ts";

/** nginx and Apache access logs. */
export const COMBINED: LogFormat = {
  name: "combined",
  describe: "nginx, Apache and Traefik: common, combined, with or without host, times, upstreams and identifiers",
  open(sample: readonly string[], options: ReadOptions): LineReader | null {
    const layout = options.layout === null ? inferLayout(sample) : translated(options.layout);
    return layout === null ? null : openLayout(layout, options.timeZone);
  },
};

/** A layout with `%` and without `$` is written in Apache's notation. */
function translated(layout: string): string {
  return layout.includes("%") && !layout.includes("$") ? layoutOfApache(layout) : layout;
}

const MOMENTS = ["time_local", "time_iso8601", "msec", "msec_start"];

function openLayout(format: string, timeZone: string): LineReader {
  const layout = parseLayout(format);
  const values: (string | null)[] = new Array(layout.variables.length + 1).fill(null);
  const { toRequest, used } = requestOfVariables(layout.variables, timeZone);
  requireVariable(format, used, ["status"]);
  requireVariable(format, used, MOMENTS);
  const split = compileLayout(layout, (variable) => used.has(variable));
  return {
    layout: format,
    plainLines: plainLines(layout, used, timeZone),
    read(line) {
      const found = split(line, values);
      const request = toRequest(values);
      if (typeof request !== "string") return request;
      return new Unreadable(found < layout.variables.length ? `${request}: no $${layout.variables[found]}` : request);
    },
  };
}

/** A line without a status or a moment is no request, so that a layout without them reads nothing. */
function requireVariable(format: string, used: ReadonlySet<string>, names: readonly string[]): void {
  if (names.some((name) => used.has(name))) return;
  const wanted = names.map((name) => `$${name}`).join(", ");
  throw new SyntaxError(`Cannot use layout "${format}": it must name ${names.length > 1 ? "one of " : ""}${wanted}`);
}
