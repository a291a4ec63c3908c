/** All pages as one HTML file that needs nothing else: no server, no script. @module */
import { escapeHtml } from "./html.ts";
import type { Page, PageContext, PageQuery, ViewRead, ViewRow } from "./page.ts";
import { showMoment } from "./parts/show.ts";

/** What a report is made from. */
export interface ReportParts {
  readonly pages: readonly Page[];
  readonly query: PageQuery;
  readonly read: (read: ViewRead) => Promise<readonly ViewRow[]>;
  /** ms since 1970. */
  readonly now: number;
  /** The pages' style sheet. */
  readonly style: string;
}

/** What only a server can do is not shown. */
const REPORT_STYLE =
  ".filters, .links, .now, button, #simulator, #simulator ~ * { display: none } main { padding-bottom: 2rem }";

/** Renders the report. */
export async function renderReport({ pages, query, read, now, style }: ReportParts): Promise<string> {
  const contents: string[] = [];
  for (const page of pages) contents.push(await contentOf(page, query, { read, now }));
  const span = `${showMoment(query.range.from)} to ${showMoment(query.range.to)} UTC`;
  const links = pages.map(({ path, title }) => `<a href="#${anchorOf(path)}">${escapeHtml(title)}</a>`);
  return `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="color-scheme" content="light dark">
<meta http-equiv="content-security-policy" content="default-src 'none'; style-src 'unsafe-inline'; img-src data:">
<title>Traffic report, ${span}</title>
<style>${style}
${REPORT_STYLE}</style>
</head>
<body>
<header><nav aria-label="Pages">${links.join("")}</nav><p>${span}, written ${showMoment(now)}</p></header>
<main>
${contents.join("\n")}
</main>
</body>
</html>
`;
}

async function contentOf(
  page: Page,
  query: PageQuery,
  { read, now }: Pick<ReportParts, "read" | "now">,
): Promise<string> {
  const found = new Map<string, readonly ViewRow[]>();
  for (const [name, wanted] of Object.entries(page.reads(query))) found.set(name, await read(wanted));
  const context: PageContext = {
    ...query,
    rows: (name) => found.get(name)!,
    now,
    mayChange: false,
    asset: (name) => name,
  };
  return `<section id="${anchorOf(page.path)}">${
    unique(unscripted(await page.render(context)), anchorOf(page.path))
  }</section>`;
}

function anchorOf(path: string): string {
  return path === "/" ? "overview" : path.slice(1);
}

/** What scripts would tell of drawings is of no use without them, nor is it to stop at each. */
function unscripted(html: string): string {
  return html.replaceAll(/<script type="application\/json">[^<]*<\/script>/g, "")
    .replaceAll(/(<div class="drawing") tabindex="0" role="group" aria-label="[^"]*"/g, "$1");
}

/** Pages name their figures for themselves; in one document the names are told apart. */
function unique(html: string, prefix: string): string {
  return html.replaceAll(
    / (id|aria-labelledby|href)="(#?)([a-z][a-z-]*)"/g,
    (whole, attribute, mark, name) =>
      attribute === "href" && mark === "" || name === "simulator" ? whole : ` ${attribute}="${mark}${prefix}-${name}"`,
  );
}
