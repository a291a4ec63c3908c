/** Shell as documents write it: commands one after the other, quotes, comments, variables. No shell, and no expansion. @module */

/** A command. */
export interface ShellCommand {
  /** Line of its first word in the text, from 0. */
  readonly line: number;
  /** Variables that are set before it, as `NAME=value`. */
  readonly variables: readonly string[];
  /** The command and its arguments, without quotes. */
  readonly words: readonly string[];
}

const TOKEN =
  /\\\n|[ \t]+|#[^\n]*|(?<end>\n|&&|\|\||[;|&])|(?<into>\d?>{1,2}|<)|(?<word>(?:'[^']*'|"[^"]*"|\\.|[^\s'"\\;|&<>])+)/y;
const VARIABLE = /^[A-Za-z_]\w*=/;

/**
 * Divides a text into its commands; where it reads from and writes to is left out.
 *
 * @throws {SyntaxError} for a quote that does not end
 * @example
 * ```ts
 * import { assertEquals } from "@std/assert";
 * const [command] = shellCommands("SEED=7 deno task pipeline --logs '*.log' # now");
 * assertEquals(command, { line: 0, variables: ["SEED=7"], words: ["deno", "task", "pipeline", "--logs", "*.log"] });
 * ```
 */
export function shellCommands(text: string): ShellCommand[] {
  const commands: { line: number; variables: string[]; words: string[] }[] = [];
  let isNew = true;
  let isPlace = false;
  for (const { word, end, into, line } of tokens(text)) {
    if (end !== undefined) isNew = true;
    if (into !== undefined) isPlace = true;
    if (word === undefined) continue;
    if (isPlace) {
      isPlace = false;
      continue;
    }
    if (isNew) commands.push({ line, variables: [], words: [] });
    isNew = false;
    const { variables, words } = commands.at(-1)!;
    (words.length === 0 && VARIABLE.test(word) ? variables : words).push(unquoted(word));
  }
  return commands;
}

type Token = { readonly line: number } & { readonly [Kind in "word" | "end" | "into"]?: string | undefined };

function* tokens(text: string): Generator<Token> {
  const token = new RegExp(TOKEN);
  let line = 0;
  while (token.lastIndex < text.length) {
    const at = token.lastIndex;
    const match = token.exec(text);
    if (match === null) {
      throw new SyntaxError(`Cannot read shell at "${text.slice(at, at + 20)}": a quote does not end`);
    }
    yield { line, ...match.groups };
    line += match[0].split("\n").length - 1;
  }
}

function unquoted(word: string): string {
  return word.replaceAll(/'([^']*)'|"([^"]*)"|\\(.)/g, (_, single, double, escaped) => single ?? double ?? escaped);
}
