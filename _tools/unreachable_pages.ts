/** Pages that no reader finds, as no link leads to them. @module */
import { linkTargets } from "./broken_links.ts";
import type { FileTexts } from "./read_files.ts";
import type { Problem } from "./report_problems.ts";

/** Lists the pages that cannot be reached from the first one by links; a link to a folder leads to all pages in it. */
export function unreachablePages(pages: FileTexts, first: string): Problem[] {
  const reached = new Set([first]);
  for (const page of reached) {
    for (const target of linkTargets(page, pages.get(page) ?? "")) {
      for (const path of pages.keys()) if (path === target || path.startsWith(`${target}/`)) reached.add(path);
    }
  }
  const lost = [...pages.keys()].filter((path) => !reached.has(path));
  return lost.map((path) => ({ path, message: `is reached by no link from ${first}` }));
}
