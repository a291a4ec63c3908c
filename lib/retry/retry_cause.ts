/** Why clients ask again. @module */

/**
 * The failures that clients retry: an error of the server, a limit on the client's requests, no answer in time, and no answer at all because one side left.
 * Other client errors fail again however often they are sent.
 */
export const RETRY_CAUSES = ["server_error", "too_many_requests", "timeout", "cut"] as const;
