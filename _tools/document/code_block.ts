/** The code in documents: fenced blocks, and code within a line. @module */
import type { FileTexts } from "../read_files.ts";
import { lineAt } from "../report_problems.ts";

/** A piece of code in a document. */
export interface Code {
  readonly path: string;
  /** Line on which the code begins, from 1. */
  readonly line: number;
  readonly text: string;
}

/** A fenced block. */
export interface CodeBlock extends Code {
  /** The first word behind the fence; empty where there is none. */
  readonly language: string;
  /** What stands behind the language, such as the engine of SQL. */
  readonly about: string;
}

const FENCED = /^( *)```([^\n]*)\n([\s\S]*?)^\1```/gm;
const INLINE = /(?<!`)`([^`\n]+)`(?!`)/g;

/** Lists the fenced blocks of all pages, in their order. */
export function codeBlocks(pages: FileTexts): CodeBlock[] {
  return [...pages].flatMap(([path, page]) =>
    [...page.matchAll(FENCED)].map((match) => {
      const [language = "", ...about] = match[2]!.trim().split(" ");
      return { path, line: lineAt(page, match.index) + 1, language, about: about.join(" "), text: match[3]! };
    })
  );
}

/** Lists the code within the lines of all pages; blocks are left out. */
export function inlineCode(pages: FileTexts): Code[] {
  return [...pages].flatMap(([path, page]) => {
    const text = page.replaceAll(FENCED, (block) => block.replaceAll(/[^\n]/g, " "));
    return [...text.matchAll(INLINE)].map((match) => ({
      path,
      line: lineAt(text, match.index),
      text: match[1]!.replaceAll("\\|", "|"),
    }));
  });
}
