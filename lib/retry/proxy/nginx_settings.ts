/**
 * Settings of nginx.
 *
 * nginx tries the next server of an upstream for each request (`proxy_next_upstream`, `_tries`, `_timeout`), up to a number
 * and a time; it has no budget over requests and cannot tell a client's retry from a first attempt. `limit_req` bounds
 * all requests of a client instead, which takes the edge off clients that retry at once (nginx, ngx_http_proxy_module
 * and ngx_http_limit_req_module).
 *
 * @module
 */
import { attemptsComment, nearestAttempts, type ProxySetting, safeName, type SettingsWanted } from "./proxy_setting.ts";

/** Requests a second of one client that are nobody's habit but a loop's. */
const CLIENT_RATE = 10;
const CLIENT_BURST = 20;

/** Writes the lines for the http block and for the location that proxies. */
export function nginxSettings({ budget, pool }: SettingsWanted): ProxySetting[] {
  const tries = nearestAttempts(budget);
  const zone = `retries_${safeName(pool).replaceAll(/[.-]/g, "_")}`;
  const ofLocation = [
    ...attemptsComment(budget, "nginx"),
    ...tries === 1 ? ["proxy_next_upstream off;"] : [
      "proxy_next_upstream error timeout http_502 http_503 http_504;",
      `proxy_next_upstream_tries ${tries};`,
      "proxy_next_upstream_timeout 2s;",
    ],
    `limit_req zone=${zone} burst=${CLIENT_BURST} nodelay;`,
    "limit_req_status 429;",
  ];
  const ofHttp = [
    "# Counts all requests of a client, not its retries alone: nginx cannot tell them apart.",
    `limit_req_zone $binary_remote_addr zone=${zone}:10m rate=${CLIENT_RATE}r/s;`,
  ];
  return [
    { proxy: "nginx", place: "http", lines: ofHttp },
    { proxy: "nginx", place: "location", lines: ofLocation },
  ];
}
