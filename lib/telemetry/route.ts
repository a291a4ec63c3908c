/**
 * Routes: paths with their identifiers taken out, so that `/users/1` and `/users/2` count together.
 *
 * A segment is an identifier when it is a number, a UUID, a long hexadecimal or a long text with digits in it (a token). Names with a digit (`v2`, `oauth2`) stay. The query is no
 * part of a route. How many routes are kept is decided by the roll-up, which knows their traffic.
 *
 * @module
 */

const UUID = /^[0-9a-f]{8}-(?:[0-9a-f]{4}-){3}[0-9a-f]{12}$/i;
const NUMBER = /^-?\d+(?:[.,_-]\d+)*$/;
const HEXADECIMAL = /^(?=.*\d)[0-9a-f]{8,}$/i;
const TOKEN = /^(?=.*\d)[\w~-]{20,}$/;
const SEGMENT_LIMIT = 8;
const LENGTH_LIMIT = 200;
const PLACEHOLDER = "{id}";

/**
 * Takes the identifiers and the query out of a path; deeper than eight segments it ends in `…`.
 *
 * @example
 * ```ts
 * import { assertEquals } from "@std/assert";
 * assertEquals(routeOf("/api/v2/users/73712/orders?expand=items"), "/api/v2/users/{id}/orders");
 * ```
 */
export function routeOf(path: string): string {
  const end = path.search(/[?#]/);
  const bare = end < 0 ? path : path.slice(0, end);
  if (!/\d/.test(bare) && bare.length <= LENGTH_LIMIT && segmentCount(bare) <= SEGMENT_LIMIT) return bare;
  const segments = bare.split("/");
  const kept = segments.slice(0, SEGMENT_LIMIT + 1).map((segment) => isIdentifier(segment) ? PLACEHOLDER : segment);
  const route = segments.length > kept.length ? `${kept.join("/")}/…` : kept.join("/");
  return route.length > LENGTH_LIMIT ? `${route.slice(0, LENGTH_LIMIT)}…` : route;
}

function segmentCount(path: string): number {
  let count = 0;
  for (let at = path.indexOf("/"); at >= 0; at = path.indexOf("/", at + 1)) count++;
  return count;
}

function isIdentifier(segment: string): boolean {
  return NUMBER.test(segment) || HEXADECIMAL.test(segment) || UUID.test(segment) || TOKEN.test(segment);
}

const REMEMBERED = 20_000;

/** Makes a {@linkcode routeOf} that remembers the paths it has seen, up to a bound: logs repeat themselves. */
export function rememberingRoutes(): (path: string) => string {
  const routes = new Map<string, string>();
  return (path) => {
    let route = routes.get(path);
    if (route === undefined) {
      if (routes.size >= REMEMBERED) routes.clear();
      route = routeOf(path);
      routes.set(path, route);
    }
    return route;
  };
}
