/** What people do about alerts: take one over, silence some, end a silence. @module */
import { type AlertRow, ALERTS } from "../alert/alert.ts";
import { MatcherError, parseMatcher } from "../alert/matcher.ts";
import { ALERT_SILENCES, type AlertSilenceRow } from "../alert/silence.ts";
import { ConfigError } from "../run/config.ts";
import type { TimeRange } from "../warehouse/warehouse.ts";
import { change, type RowStore } from "./row_store.ts";

/**
 * Takes an alert over: nobody is told of it again before it resolves. A second time changes nothing.
 *
 * @param now ms since 1970
 * @throws {ConfigError} when no such alert fires
 */
export async function acknowledgeAlert(store: RowStore, id: string, now: number): Promise<AlertRow> {
  const alert = (await store.rows(ALERTS)).find(({ alert_id }) => alert_id === id);
  if (alert === undefined || alert.resolved_at !== null) {
    const found = alert === undefined ? "there is no such alert" : "it has resolved";
    throw new ConfigError(`Cannot acknowledge "${id}": ${found}, \`deno task alerts\` lists what fires`);
  }
  const acknowledged = { ...alert, acknowledged_at: alert.acknowledged_at ?? now };
  await store.merge([change(ALERTS, [acknowledged])]);
  return acknowledged;
}

/** Which alerts are silenced, when and why. */
export interface SilenceRequest extends TimeRange {
  /** Such as `scope=web-1`; all must match. */
  readonly matchers: readonly string[];
  readonly reason: string | null;
}

/**
 * Silences alerts, from now on unless told otherwise.
 *
 * @param now ms since 1970
 * @throws {ConfigError} for a matcher that cannot be read, and without an end or a reason
 */
export async function silenceAlerts(
  store: RowStore,
  { matchers, from, to, reason }: SilenceRequest,
  now: number,
): Promise<AlertSilenceRow> {
  requireMatchers(matchers);
  if (to === null || to <= Math.max(from ?? now, now)) {
    throw new ConfigError("Cannot silence alerts: --to, a moment after --from and after now, is needed");
  }
  if (reason === null) throw new ConfigError("Cannot silence alerts: a --reason is needed");
  const made = {
    silence_id: crypto.randomUUID(),
    matchers: JSON.stringify(matchers),
    from_at: from ?? now,
    to_at: to,
    reason,
    created_at: now,
  };
  await store.merge([change(ALERT_SILENCES, [made])]);
  return made;
}

/**
 * Ends a silence.
 *
 * @param now ms since 1970
 * @throws {ConfigError} when there is none of that identifier
 */
export async function expireSilence(store: RowStore, id: string, now: number): Promise<AlertSilenceRow> {
  const found = (await store.rows(ALERT_SILENCES)).find(({ silence_id }) => silence_id === id);
  if (found === undefined) throw new ConfigError(`Cannot expire the silence "${id}": there is none of that identifier`);
  const expired = { ...found, to_at: Math.min(found.to_at, now) };
  await store.merge([change(ALERT_SILENCES, [expired])]);
  return expired;
}

function requireMatchers(matchers: readonly string[]): void {
  try {
    matchers.forEach(parseMatcher);
  } catch (cause) {
    if (cause instanceof MatcherError) throw new ConfigError(cause.message, { cause });
    throw cause;
  }
}
