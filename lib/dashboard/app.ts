/** The dashboard as a function from requests to answers: all that it touches is passed in, so that tests need no socket. @module */
import { JsonFieldsError } from "../json/json_fields.ts";
import { ConfigError } from "../run/config.ts";
import { printable } from "../run/log.ts";
import type { Log } from "../run/step.ts";
import { type AccessRules, isAuthorised, isKnownHost, isSameOrigin, isToken, sessionCookie } from "./access.ts";
import { answer, answerHtml, answerJson, refuse } from "./answer.ts";
import type { AssetStore } from "./asset_store.ts";
import { CHANGES, type ChangeSurroundings, makeChange, REPLAY_PATH } from "./changes.ts";
import type { EventHub } from "./event_hub.ts";
import type { LiveTick } from "./live_figures.ts";
import { metricsText, type OwnFigure } from "./metrics_text.ts";
import { openApiOf } from "./open_api.ts";
import { QueryError } from "./page_query.ts";
import type { PageRenderer } from "./page_renderer.ts";
import { BodyError, readBody } from "./request_body.ts";
import { answerRequestsFile } from "./requests_file.ts";
import { renderLogin, renderRefusal } from "./shell.ts";
import { answerSimulation } from "./simulation_api.ts";
import { answerView } from "./view_api.ts";
import type { CatalogView } from "./view_catalog.ts";
import type { ViewReader } from "./view_reader.ts";
import type { WarehouseDoor } from "./warehouse_door.ts";

/** What the app is made of. */
export interface AppParts {
  readonly access: AccessRules;
  readonly renderer: PageRenderer;
  readonly assets: AssetStore;
  readonly events: EventHub;
  readonly catalog: ReadonlyMap<string, CatalogView>;
  readonly reader: ViewReader;
  readonly door: WarehouseDoor;
  readonly changes: ChangeSurroundings;
  /** The last tick; null before the first one. */
  readonly tick: () => LiveTick | null;
  /** Why pages cannot show what the warehouse has; null where they can. */
  readonly problem: () => string | null;
  /** Figures of the tool itself, for `/metrics`. */
  readonly ownFigures: () => readonly OwnFigure[];
  /** Called after a change, so that viewers see it. */
  readonly onChange: () => void;
  readonly log: Log;
}

/** Answers a request. */
export type App = (request: Request) => Promise<Response>;

/** Paths that say nothing about traffic, for probes that have no token. */
const OPEN_PATHS = ["/healthz", "/readyz", "/login"];

/** Makes the app. */
export function dashboardApp(parts: AppParts): App {
  return async (request) => {
    try {
      return await admit(request, parts);
    } catch (error) {
      return isAskedByPerson(request) ? answerInWords(error, parts) : answerError(error, parts);
    }
  };
}

async function admit(request: Request, parts: AppParts): Promise<Response> {
  const { pathname } = new URL(request.url);
  if (!isKnownHost(request, parts.access)) return refuse(421, "this server does not answer to that name");
  const isOpen = OPEN_PATHS.includes(pathname) || pathname.startsWith("/assets/");
  if (!isOpen && !isAuthorised(request, parts.access)) return challenge(request, parts);
  if (request.method === "POST") return await post(request, pathname, parts);
  if (request.method !== "GET" && request.method !== "HEAD") {
    return refuse(405, "GET or POST is needed", { allow: "GET, HEAD, POST" });
  }
  const got = await get(request, pathname, parts);
  if (request.method === "GET") return got;
  await got.body?.cancel();
  return new Response(null, got);
}

async function get(request: Request, pathname: string, parts: AppParts): Promise<Response> {
  const fixed = FIXED[pathname];
  if (fixed !== undefined) return fixed(request, parts);
  if (pathname.startsWith("/assets/")) return parts.assets.answer(request);
  if (pathname === "/api/retries/simulate") return await answerSimulation(new URL(request.url), parts.door);
  if (pathname === "/requests.csv") {
    return await answerRequestsFile(new URL(request.url), parts.door, parts.changes.clock());
  }
  const view = /^\/api\/views\/(\w+)$/.exec(pathname)?.[1];
  if (view !== undefined) return await answerView(view, new URL(request.url), parts);
  return await parts.renderer.answer(request) ?? refuse(404, "there is no such page");
}

const FIXED: Readonly<Record<string, (request: Request, parts: AppParts) => Response>> = {
  "/healthz": () => answer("ok\n"),
  "/readyz": (_request, { problem }) => answer(`${problem() ?? "ok"}\n`, { status: problem() === null ? 200 : 503 }),
  "/login": (_request, { assets }) => answerHtml(renderLogin(assets.address("dashboard.css"), false)),
  "/events": (request, { events }) =>
    answer(events.connect(request.headers.get("last-event-id")), { type: "text/event-stream" }),
  "/metrics": (_request, { tick, ownFigures }) =>
    answer(metricsText(tick()?.figures ?? {}, ownFigures()), { type: "text/plain; version=0.0.4; charset=utf-8" }),
  "/api/live": (_request, { tick }) => answerJson(tick()),
  "/api/views": (_request, { catalog }) => answerJson([...catalog.values()]),
  "/api/openapi.json": (_request, { catalog }) => answerJson(openApiOf(catalog)),
};

async function post(request: Request, pathname: string, parts: AppParts): Promise<Response> {
  if (!isSameOrigin(request)) return refuse(403, "changes come from the dashboard's own pages alone");
  if (pathname === "/login") return logIn(await readBody(request), parts);
  if (!Object.hasOwn(CHANGES, pathname)) return refuse(404, "there is nothing to change at this path");
  if (!(request.headers.get("content-type") ?? "").startsWith("application/json")) {
    return refuse(415, "a body of type application/json is needed");
  }
  const text = await readBody(request);
  const changed = await parts.door.through((warehouse) => makeChange(warehouse, pathname, text, parts.changes));
  if (pathname !== REPLAY_PATH) {
    parts.log.info("changed", { path: pathname });
    parts.onChange();
  }
  return answerJson(changed);
}

function logIn(body: string, { access, assets }: AppParts): Response {
  const given = new URLSearchParams(body).get("token") ?? "";
  if (access.token === null || isToken(given, access.token)) {
    return answer(null, { status: 303, headers: { location: "/", "set-cookie": sessionCookie(access) } });
  }
  return answerHtml(renderLogin(assets.address("dashboard.css"), true), { status: 401 });
}

/** People are shown where to log in, scripts are told that the token is missing. */
function challenge(request: Request, { assets }: AppParts): Response {
  const headers = { "www-authenticate": "Bearer" };
  if (!isAskedByPerson(request)) return refuse(401, "the token is missing or wrong", headers);
  return answerHtml(renderLogin(assets.address("dashboard.css"), false), { status: 401, headers });
}

/** A browser that shows what it gets, unlike a script. */
function isAskedByPerson(request: Request): boolean {
  return request.method === "GET" && (request.headers.get("accept") ?? "").includes("text/html");
}

/** People get a page that says what is wrong, and the way back. */
function answerInWords(error: unknown, parts: AppParts): Response {
  const refused = answerError(error, parts);
  const words = messageOf(error);
  return answerHtml(renderRefusal(parts.assets.address("dashboard.css"), words), { status: refused.status });
}

/** Mistakes of the request are told; what went wrong here goes to the log, and only that it did to the viewer. */
function answerError(error: unknown, { log }: AppParts): Response {
  if (error instanceof BodyError) return refuse(error.status, messageOf(error));
  if (isMistake(error)) return refuse(400, messageOf(error));
  log.error("a request failed", { error: error instanceof Error ? error.message : String(error) });
  return refuse(503, messageOf(error));
}

function isMistake(error: unknown): error is Error {
  return error instanceof QueryError || error instanceof ConfigError || error instanceof JsonFieldsError;
}

function messageOf(error: unknown): string {
  if (error instanceof BodyError || isMistake(error)) return printable(error.message);
  return "the answer could not be made; the server's log says why";
}
