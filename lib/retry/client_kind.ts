/** What a client is, by the user agent that it sends. @module */

/** Kinds of clients: people's browsers, libraries of programs, crawlers, checks of health and uptime, and what none of these tells. */
export const CLIENT_KINDS = ["browser", "library", "crawler", "health_check", "other"] as const;

/** One of the kinds of clients. */
export type ClientKind = typeof CLIENT_KINDS[number];
