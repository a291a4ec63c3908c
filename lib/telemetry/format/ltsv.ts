/**
 * LTSV: `label:value` pairs with tabs between them.
 *
 * Source: ltsv.org, "Labeled Tab-separated Values"; nginx escapes the values as in its other logs.
 *
 * @module
 */
import { unescapeBackslashes } from "../value/escape.ts";
import { type LabelledSyntax, openLabelled } from "../syntax/labelled_lines.ts";
import type { LogFormat } from "../log_format.ts";

const SYNTAX: LabelledSyntax = { describe: "LTSV", fields: fieldsOf, unescape: unescapeBackslashes };

/** LTSV with the customary labels, in any order. */
export const LTSV: LogFormat = {
  name: "ltsv",
  describe: "label:value pairs with tabs between them",
  open: (sample, { timeZone }) => openLabelled(SYNTAX, sample, timeZone),
};

function fieldsOf(line: string): [string, string][] | null {
  const fields: [string, string][] = [];
  for (const field of line.split("\t")) {
    const colon = field.indexOf(":");
    if (colon > 0) fields.push([field.slice(0, colon), withoutBrackets(field.slice(colon + 1))]);
  }
  return fields.length > 1 ? fields : null;
}

/** `time:[28/Feb/2013:12:00:00 +0900]` */
function withoutBrackets(value: string): string {
  return value.startsWith("[") && value.endsWith("]") ? value.slice(1, -1) : value;
}
