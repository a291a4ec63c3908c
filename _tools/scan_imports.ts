/**
 * Finds what a module reads: static and dynamic imports, re-exports, and files named by `new URL(…, import.meta.url)`.
 *
 * `deno info` knows imports but not the URLs, which is how SQL files and workers are reached, so the text is read instead. Comments are blanked first,
 * because examples in docstrings import too. An `import(` inside a string is taken for real.
 *
 * @module
 */
import { lineAt } from "./report_problems.ts";

/** One place where a module names another. */
export interface ImportSite {
  /** As written; of a template literal, the part before its first `${`. */
  readonly specifier: string;
  /** From 1. */
  readonly line: number;
}

const COMMENT = /^[ \t]*\/\*[\s\S]*?\*\/|(?<=^|[ \t])\/\/.*$/gm;
const STATIC = /^(?:import|export)\b(?:[^"';=()]*?\bfrom)?\s*["']([^"']+)["']/gm;
const DYNAMIC = /\bimport(?:\.meta\.resolve)?\(\s*["'`]([^"'`$]+)/g;
const ASSET = /\bnew URL\(\s*["'`]([^"'`$]+)[^)]*?,\s*import\.meta\.url/g;

/**
 * Lists the imports of a module in the order of its lines.
 *
 * @example
 * ```ts
 * import { assertEquals } from "@std/assert";
 * assertEquals(scanImports('import { a } from "./a.ts";'), [{ specifier: "./a.ts", line: 1 }]);
 * ```
 */
export function scanImports(source: string): ImportSite[] {
  const code = source.replaceAll(COMMENT, (comment) => comment.replaceAll(/[^\n]/g, " "));
  return [STATIC, DYNAMIC, ASSET]
    .flatMap((pattern) => [...code.matchAll(pattern)])
    .sort((a, b) => a.index - b.index)
    .map((match) => ({ specifier: match[1]!, line: lineAt(code, match.index) }));
}
