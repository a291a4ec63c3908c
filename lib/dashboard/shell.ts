/** The frame around every page: head, navigation, live state. @module */
import { escapeHtml } from "./html.ts";
import type { Page, PageContext } from "./page.ts";

/** Loaded by every page: what keeps it up to date, charts that answer, buttons and forms; then what these import, which a browser would ask for late. */
const SCRIPTS = ["dashboard.js", "figures.js", "tips.js", "actions.js", "plot.js"] as const;

/** What the frame is made of. */
export interface Shell {
  readonly pages: readonly Page[];
  readonly page: Page;
  readonly context: PageContext;
  /** The content of `<main>`. */
  readonly content: string;
  /** The version of what is shown, as live ticks name it. */
  readonly version: string;
}

/** Renders a whole document. */
export function renderShell({ pages, page, context, content, version }: Shell): string {
  const query = context.parameters.size > 0 ? `?${escapeHtml(context.parameters.toString())}` : "";
  const links = pages.map(({ path, title }) =>
    `<a href="${path}${query}"${path === page.path ? ' aria-current="page"' : ""}>${escapeHtml(title)}</a>`
  );
  return `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="color-scheme" content="light dark">
<title>${escapeHtml(page.title)}</title>
<link rel="icon" href="${context.asset("icon.svg")}">
<link rel="stylesheet" href="${context.asset("dashboard.css")}">
${SCRIPTS.map((name) => `<script type="module" src="${context.asset(name)}"></script>`).join("\n")}
</head>
<body data-version="${escapeHtml(version)}" data-zone="${escapeHtml(context.zone)}">
<a class="skip" href="#main">Skip to content</a>
<header><nav aria-label="Pages">${
    links.join("")
  }</nav><p class="controls"><button id="pause" type="button" aria-pressed="false">Pause</button> <button id="theme" type="button">Dark or light</button></p><p id="live" role="status">not connected</p></header>
<main id="main">
${content}
</main>
</body>
</html>
`;
}

/** Renders what a browser gets in the place of a page that cannot be made. */
export function renderRefusal(stylesheet: string, words: string): string {
  return renderSmallPage(
    stylesheet,
    "This cannot be shown",
    `<p role="alert">${escapeHtml(words)}</p>
<p><a href="?">This page as usual</a>, or <a href="/">Performance Overview</a></p>`,
  );
}

/** Renders the page on which a browser gives the token. */
export function renderLogin(stylesheet: string, isRefused: boolean): string {
  return renderSmallPage(
    stylesheet,
    "Log in",
    `${isRefused ? '<p role="alert">That is not the token.</p>' : ""}
<form method="post" action="/login">
<label>Token <input type="password" name="token" autocomplete="current-password" required autofocus></label>
<button>Log in</button>
</form>`,
  );
}

function renderSmallPage(stylesheet: string, title: string, content: string): string {
  return `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>${title}</title>
<link rel="stylesheet" href="${stylesheet}">
</head>
<body>
<main id="main">
<h1>${title}</h1>
${content}
</main>
</body>
</html>
`;
}
