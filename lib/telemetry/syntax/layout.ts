/**
 * Layouts: the format strings of balancers, compiled to functions that cut a line into its fields.
 *
 * A layout is what nginx calls `log_format`: text with variables, `$remote_addr - $remote_user [$time_local] "$request" …`. Other notations are
 * translated to it first (see `apache_layout.ts`), so that one splitter serves them all. A variable ends where the text that follows it in the layout begins,
 * with two exceptions that real logs need: inside quotes a backslash protects a quote, and outside of them a space behind a comma or around a lone
 * colon belongs to the value, because lists of upstreams are written `a, b : c`.
 *
 * @module
 */

/** A layout as alternating text and variables: `texts[i]` stands before `variables[i]`. */
export interface Layout {
  readonly variables: readonly string[];
  readonly texts: readonly string[];
}

const VARIABLE = /\$\{(\w+)\}|\$(\w+)/g;

/**
 * Reads a format string.
 *
 * @throws {SyntaxError} when it has no variable, or two of them with nothing between
 * @example
 * ```ts
 * import { assertEquals } from "@std/assert";
 * assertEquals(parseLayout("$status $request_time"), { variables: ["status", "request_time"], texts: ["", " "] });
 * ```
 */
export function parseLayout(format: string): Layout {
  const variables: string[] = [];
  const texts: string[] = [];
  let end = 0;
  for (const match of format.matchAll(VARIABLE)) {
    const text = format.slice(end, match.index);
    if (text === "" && variables.length > 0) {
      throw new SyntaxError(
        `Cannot use layout "${format}": nothing separates "$${variables.at(-1)}" and "${match[0]}"`,
      );
    }
    texts.push(text);
    variables.push(match[1] ?? match[2]!);
    end = match.index + match[0].length;
  }
  if (variables.length === 0) {
    throw new SyntaxError(`Cannot use layout "${format}": it names no variable like "$status"`);
  }
  const tail = format.slice(end);
  return { variables, texts: tail === "" ? texts : [...texts, tail] };
}

/**
 * Cuts a line into the values of a layout's variables.
 *
 * @param values filled with the value of each variable in order; null for those that the line did not reach
 * @returns how many variables were found: fewer than the layout has when the line departs from it
 */
export type Splitter = (line: string, values: (string | null)[]) => number;

/**
 * Makes the splitter of a layout.
 *
 * @param isWanted whether the value of a variable is needed; of the others only the end is looked for, and they stay null
 */
export function compileLayout(
  { variables, texts }: Layout,
  isWanted: (variable: string) => boolean = () => true,
): Splitter {
  const count = variables.length;
  const wanted = variables.map(isWanted);
  const ends = variables.map((_, i) => endOf(texts[i]!, texts[i + 1]));
  return (line, values) => {
    let start = 0;
    let found = 0;
    for (; found < count; found++) {
      const text = texts[found]!;
      if (!line.startsWith(text, start)) break;
      start += text.length;
      const end = ends[found]!(line, start);
      if (wanted[found]) values[found] = end < 0 ? line.slice(start) : line.slice(start, end);
      start = end < 0 ? line.length : end;
    }
    for (let i = found; i < count; i++) values[i] = null;
    return found;
  };
}

/** Finds where the value that starts at `start` ends; negative when the line ends first, as cut lines do. */
type FindEnd = (line: string, start: number) => number;

function endOf(before: string, after: string | undefined): FindEnd {
  if (before.endsWith('"')) return endOfQuoted;
  if (after === undefined || after === " ") return endOfUnquoted;
  return (line, start) => line.indexOf(after, start);
}

function endOfQuoted(line: string, start: number): number {
  let end = line.indexOf('"', start);
  while (end > start && isEscaped(line, start, end)) end = line.indexOf('"', end + 1);
  return end;
}

function isEscaped(line: string, start: number, quote: number): boolean {
  let backslashes = 0;
  for (let i = quote - 1; i >= start && line.charCodeAt(i) === 0x5c; i--) backslashes++;
  return backslashes % 2 === 1;
}

function endOfUnquoted(line: string, start: number): number {
  let end = line.indexOf(" ", start);
  while (end >= 0 && isListSpace(line, end)) end = line.indexOf(" ", end + 1);
  return end < 0 ? line.length : end;
}

const COMMA = 0x2c;
const COLON = 0x3a;
const SPACE = 0x20;

/** Whether a space belongs to a list: behind a comma, or on either side of a colon that stands alone. */
function isListSpace(line: string, at: number): boolean {
  const before = line.charCodeAt(at - 1);
  if (before === COMMA) return true;
  if (before === COLON) return line.charCodeAt(at - 2) === SPACE;
  return line.charCodeAt(at + 1) === COLON && line.charCodeAt(at + 2) === SPACE;
}
