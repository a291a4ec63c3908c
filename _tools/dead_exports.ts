/** Exports that nothing imports. @module */
import type { FileTexts } from "./read_files.ts";
import { lineAt, type Problem } from "./report_problems.ts";

const VALUE = /^export (?:async )?(?:function\*?|const|class) (\w+)/gm;
const EXAMPLE = /^ \* ```ts$[\s\S]*?^ \* ```$/gm;
const WORD = /\w+/g;

/**
 * Lists functions, constants and classes that are exported and named in no other file. An example in a docstring is a use: it can only name what is
 * exported. Types are passed over, since signatures show them.
 *
 * @param code modules and whatever else may import them, such as notebooks
 */
export function deadExports(code: FileTexts): Problem[] {
  const filesOf = filesByWord(code);
  return [...code].flatMap(([path, text]) => {
    const examples = new Set([...text.matchAll(EXAMPLE)].flatMap(([example]) => example.match(WORD) ?? []));
    return [...text.matchAll(VALUE)]
      .filter(([, name]) => filesOf.get(name!)!.size === 1 && !examples.has(name!))
      .map(({ 1: name, index }) => ({
        path,
        line: lineAt(text, index),
        message: `exports ${name}, which nothing else names; take the export away, or all of it`,
      }));
  });
}

function filesByWord(code: FileTexts): Map<string, Set<string>> {
  const files = new Map<string, Set<string>>();
  for (const [path, text] of code) {
    for (const [word] of text.matchAll(WORD)) {
      const found = files.get(word);
      if (found === undefined) files.set(word, new Set([path]));
      else found.add(path);
    }
  }
  return files;
}
