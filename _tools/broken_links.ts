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
  return [...pages].flatMap(([path, page]) =>
    relativeLinks(page).filter(({ link }) => !isThere(targetOf(path, link))).map(({ link, index }) => ({
      path,
      line: lineAt(page, index),
      message: `links to ${link}, which does not exist`,
    }))
  );
}

/** Lists where the relative links of a page lead, as paths from the root of the project. */
export function linkTargets(path: string, page: string): string[] {
  return relativeLinks(page).map(({ link }) => targetOf(path, link));
}

function relativeLinks(page: string): { readonly link: string; readonly index: number }[] {
  const text = page.replaceAll(CODE, (code) => code.replaceAll(/[^\n]/g, " "));
  return LINKS.flatMap((pattern) => [...text.matchAll(pattern)])
    .map((match) => ({ link: match[1]!, index: match.index }))
    .filter(({ link }) => !ELSEWHERE.test(link));
}

function targetOf(page: string, link: string): string {
  const url = new URL(link, `file:///${page}`);
  return decodeURIComponent(url.pathname).slice(1) || ".";
}
