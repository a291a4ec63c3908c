/** Matchers on labels, written as Alertmanager has them: https://prometheus.io/docs/alerting/latest/configuration/#matcher @module */
import { LABELS, type Labels } from "./labels.ts";

const FORM = /^\s*(\w+)\s*(=~|!~|!=|=)\s*(.*?)\s*$/s;

/** A condition on one label. */
export interface Matcher {
  readonly label: keyof Labels;
  readonly operator: "=" | "!=" | "=~" | "!~";
  readonly value: string;
}

/** A matcher that cannot be read. */
export class MatcherError extends Error {
  override readonly name = "MatcherError";
}

/**
 * Reads a matcher: `scope="web-1"`, `severity!=minor`, `scope=~web-.*`. A regular expression must fit the whole label.
 *
 * @throws {MatcherError} for another form, an unknown label or a broken regular expression
 *
 * @example
 * ```ts
 * import { assertEquals } from "@std/assert";
 * assertEquals(parseMatcher('scope=~"web-.*"'), { label: "scope", operator: "=~", value: "web-.*" });
 * ```
 */
export function parseMatcher(text: string): Matcher {
  const [, label, operator, written] = FORM.exec(text) ?? [];
  const known = LABELS.find((name) => name === label);
  if (known === undefined) {
    throw new MatcherError(
      `Cannot read the matcher "${text}": LABEL=VALUE is needed, LABEL one of ${LABELS.join(", ")}`,
    );
  }
  const value = /^"(.*)"$/s.exec(written!)?.[1] ?? written!;
  const matcher = { label: known, operator: operator as Matcher["operator"], value };
  if (operator!.includes("~")) requirePattern(text, value);
  return matcher;
}

/** Tells whether an alert with such labels fits all matchers. */
export function matchesAll(matchers: readonly Matcher[], labels: Labels): boolean {
  return matchers.every(({ label, operator, value }) => {
    const found = labels[label];
    const isFit = operator.includes("~") ? new RegExp(`^(?:${value})$`, "s").test(found) : found === value;
    return operator.startsWith("!") ? !isFit : isFit;
  });
}

function requirePattern(text: string, value: string): void {
  try {
    new RegExp(value);
  } catch (cause) {
    throw new MatcherError(`Cannot read the matcher "${text}": "${value}" is no regular expression`, { cause });
  }
}
