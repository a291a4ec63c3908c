/** Links in Markdown to files that are not there. @module */
import { lineAt, type Problem } from "./report_problems.ts";
import type { FileTexts } from "./read_files.ts";

const CODE = /^( *)```[\s\S]*?^\1```|`[^`\n]*`/gm;
const LINKS = [
  /\]\(<?([^)\s>]+)>?(?: "[^"]*")?\)/g,
  /^\[[^\]]+\]: +<?([^\s>]+)/gm,
  /\b(?:src|href|srcset)="([^"\s]+)"/g,
];
const ELSEWHERE = /^(?:[a-z][a-z+.-]*:|#|\/\/)/i;

/**
 * Lists relative links whose target does not exist. Code is passed over, other sites are not visited.
 *
 * @param isThere tells whether a path from the root of the project exists
 */
export function brokenLinks(pages: FileTexts, isThere: (path: string) => boolean): Problem[] {
  return [...pages].flatMap(([path, page]) => {
    const text = page.replaceAll(CODE, (code) => code.replaceAll(/[^\n]/g, " "));
    return LINKS.flatMap((pattern) => [...text.matchAll(pattern)])
      .filter((match) => !ELSEWHERE.test(match[1]!) && !isThere(targetOf(path, match[1]!)))
      .map((match) => ({
        path,
        line: lineAt(text, match.index),
        message: `links to ${match[1]}, which does not exist`,
      }));
  });
}

function targetOf(page: string, link: string): string {
  const url = new URL(link, `file:///${page}`);
  return decodeURIComponent(url.pathname).slice(1) || ".";
}
