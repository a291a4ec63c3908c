/** JSON with keys of the site's own choice, as nginx, Apache and applications write it. @module */
import { type LabelledSyntax, openLabelled } from "../syntax/labelled_lines.ts";
import type { LogFormat } from "../log_format.ts";

const SYNTAX: LabelledSyntax = { describe: "JSON", fields: fieldsOf, unescape: (value) => value };

/** JSON objects, one a line, with the customary keys. */
export const JSON_FIELDS: LogFormat = {
  name: "json",
  describe: "JSON objects with keys such as `time`, `status`, `request_time`",
  open: (sample, { timeZone }) => openLabelled(SYNTAX, sample, timeZone),
};

/** The texts, numbers and truth values of an object; what is nested is none of them. */
function fieldsOf(line: string): [string, string][] | null {
  if (!line.startsWith("{")) return null;
  try {
    const entries = Object.entries(JSON.parse(line)).filter(([, value]) => value !== null && typeof value !== "object");
    return entries.map(([key, value]) => [key, String(value)]);
  } catch {
    return null;
  }
}
