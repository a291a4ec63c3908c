/** What a client is, by the user agent that it sends. @module */

/** Kinds of clients: people's browsers, libraries of programs, crawlers, checks of health and uptime, and what none of these tells. */
export const CLIENT_KINDS = ["browser", "library", "crawler", "health_check", "other"] as const;

/** One of the kinds of clients. */
export type ClientKind = typeof CLIENT_KINDS[number];

/**
 * What user agents of a kind have in them, whatever the case; the first that fits counts, as crawlers and checks often say that they are browsers too. The
 * expressions are read by SQL as well, so that they keep to what RE2 and JavaScript share.
 */
export const CLIENT_PATTERNS: Readonly<Record<Exclude<ClientKind, "other">, string>> = {
  health_check:
    "health|kube-probe|googlehc|uptime|pingdom|statuscake|check_http|blackbox|prometheus|zabbix|nagios|site24x7|synthetics|monitor",
  crawler: "bot|crawl|spider|slurp|externalhit|mediapartners|archiver|scanner|feedfetcher|preview",
  library:
    "okhttp|curl|wget|python|aiohttp|httpx|go-http|httpclient|java/|axios|node|undici|postman|libwww|lwp|ruby|faraday|guzzle|^php|dart|reqwest|hyper|grpc|restsharp|jersey|cfnetwork|dalvik|apachebench|wrk|k6/|vegeta|locust|jmeter",
  browser: "^mozilla/|^opera/",
};

const EXPRESSIONS = Object.entries(CLIENT_PATTERNS).map(([kind, pattern]) =>
  [kind as ClientKind, new RegExp(pattern, "i")] as const
);

/**
 * Tells the kind of a client.
 *
 * @param userAgent null where the client sent none or the log has none
 * @example
 * ```ts
 * import { assertEquals } from "@std/assert";
 * assertEquals(clientKind("curl/8.17.0"), "library");
 * assertEquals(clientKind("Mozilla/5.0 (compatible; Googlebot/2.1)"), "crawler");
 * assertEquals(clientKind(null), "other");
 * ```
 */
export function clientKind(userAgent: string | null): ClientKind {
  return EXPRESSIONS.find(([, expression]) => expression.test(userAgent ?? ""))?.[0] ?? "other";
}
