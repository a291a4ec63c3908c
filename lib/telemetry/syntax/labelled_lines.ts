/** Logs whose every field has a label of the site's own choice. @module */
import { requestOfVariables } from "./nginx_variables.ts";
import type { LineReader } from "../log_format.ts";
import { nameLabels } from "./name_labels.ts";
import { Unreadable } from "../reject.ts";
import type { ParsedRequest } from "../request.ts";

/** How a line becomes labels and values. */
export interface LabelledSyntax {
  /** What the lines are called in reports. */
  readonly describe: string;
  /** Splits a line; null where it is none of this syntax. */
  fields(line: string): Iterable<readonly [label: string, value: string]> | null;
  /** Resolves the escapes of a value. */
  unescape(value: string): string;
}

const MOMENTS = ["time_iso8601", "time_local", "msec"];

/**
 * Opens a log by the labels of its first lines.
 *
 * @returns null where no label tells the status, or none the moment
 */
export function openLabelled(
  syntax: LabelledSyntax,
  sample: readonly string[],
  timeZone: string,
): LineReader | null {
  const labels = nameLabels(valuesOfLabels(syntax, sample));
  const variables = [...labels.values()];
  if (!variables.includes("status") || !MOMENTS.some((name) => variables.includes(name))) return null;
  return new LabelledReader(syntax, labels, timeZone);
}

function valuesOfLabels(syntax: LabelledSyntax, sample: readonly string[]): Map<string, string[]> {
  const samples = new Map<string, string[]>();
  for (const line of sample) {
    for (const [label, value] of syntax.fields(line) ?? []) {
      const values = samples.get(label);
      if (values === undefined) samples.set(label, [value]);
      else values.push(value);
    }
  }
  return samples;
}

class LabelledReader implements LineReader {
  readonly layout: string;
  readonly #syntax: LabelledSyntax;
  readonly #places: ReadonlyMap<string, number>;
  readonly #values: (string | null)[];
  readonly #toRequest: (values: readonly (string | null)[]) => ParsedRequest | string;

  constructor(syntax: LabelledSyntax, labels: ReadonlyMap<string, string>, timeZone: string) {
    const variables = [...new Set(labels.values())];
    this.layout = `${syntax.describe}: ${[...labels].map(([label, name]) => `${label}=$${name}`).join(" ")}`;
    this.#syntax = syntax;
    this.#places = new Map([...labels].map(([label, variable]) => [label, variables.indexOf(variable)]));
    this.#values = new Array(variables.length + 1).fill(null);
    this.#toRequest = requestOfVariables(variables, timeZone, syntax.unescape).toRequest;
  }

  read(line: string): ParsedRequest | Unreadable | null {
    const fields = this.#syntax.fields(line);
    if (fields === null) return new Unreadable(`not ${this.#syntax.describe}`);
    this.#values.fill(null);
    for (const [label, value] of fields) {
      const place = this.#places.get(label);
      if (place !== undefined && (value !== "-" || this.#values[place] === null)) this.#values[place] = value;
    }
    const request = this.#toRequest(this.#values);
    return typeof request === "string" ? new Unreadable(request) : request;
  }
}
