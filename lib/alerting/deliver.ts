/** Delivers notifications and keeps a record of every attempt. A receiver that fails costs a bounded time and nothing else. @module */
import { type AlertDeliveryRow, type Outcome } from "../alert/delivery.ts";
import type { Notification } from "../alert/notification.ts";
import { payloadOf } from "../alert/payload.ts";
import { signatureHeaders } from "../alert/sign.ts";
import { type Patience, retrying } from "../run/retry.ts";
import { type Answer, isPassing, post } from "./post.ts";
import type { Receiver } from "./read_receivers.ts";

/** How long a receiver is waited for. */
export interface DeliveryOptions {
  /** Milliseconds since 1970. */
  readonly clock: () => number;
  /** Key of the signature; null signs nothing. */
  readonly signingKey: Uint8Array<ArrayBuffer> | null;
  readonly patience?: Patience;
  readonly timeoutMs?: number;
}

/** Four tries within some 24 seconds when a receiver never answers. */
const USUAL = { patience: { attemptCount: 4, firstPauseMs: 500 }, timeoutMs: 5_000 };

/**
 * Delivers to all receivers side by side, to each in order. One that could not be reached is left alone for the rest of the run.
 *
 * @returns a row an attempt and alert, in order of receivers and time
 */
export async function deliver(
  notifications: readonly Notification[],
  receivers: readonly Receiver[],
  options: DeliveryOptions,
): Promise<AlertDeliveryRow[]> {
  const rows = await Promise.all(receivers.map(async (receiver) => {
    const ofReceiver: AlertDeliveryRow[] = [];
    for (const notification of notifications.filter((one) => one.receiver === receiver.name)) {
      ofReceiver.push(...await deliverOne(notification, receiver, { ...USUAL, ...options }));
      if (ofReceiver.at(-1)?.outcome === "failed") break;
    }
    return ofReceiver;
  }));
  return rows.flat();
}

/** An answer that was no success. */
class Undelivered extends Error {
  constructor(readonly answer: Answer) {
    super(answer.error ?? "");
  }
}

interface Attempt extends Answer {
  readonly sentAt: number;
  readonly durationMs: number;
}

async function deliverOne(
  notification: Notification,
  receiver: Receiver,
  { clock, signingKey, patience, timeoutMs }: Required<DeliveryOptions>,
): Promise<AlertDeliveryRow[]> {
  const attempts: Attempt[] = [];
  const attempt = async () => {
    const sentAt = clock();
    const body = JSON.stringify(payloadOf(receiver.form, notification, sentAt));
    const signed = { id: notification.id, timestampS: Math.floor(sentAt / 1_000), body };
    const answer = await post(
      { url: receiver.url, headers: await signatureHeaders(signed, signingKey), body },
      timeoutMs,
    );
    attempts.push({ ...answer, sentAt, durationMs: clock() - sentAt });
    if (answer.error !== null) throw new Undelivered(answer);
  };
  await retrying(attempt, (error) => error instanceof Undelivered && isPassing(error.answer), patience)
    .catch((error) => {
      if (!(error instanceof Undelivered)) throw error;
    });
  return attempts.flatMap((one, i) => rowsOf(notification, one, i + 1, attempts.length));
}

function rowsOf(
  { id, receiver, alerts, attemptCount }: Notification,
  { sentAt, durationMs, statusCode, error }: Attempt,
  number: number,
  count: number,
): AlertDeliveryRow[] {
  const outcome: Outcome = error === null ? "delivered" : number < count ? "retried" : "failed";
  return alerts.map(({ alert, status }) => ({
    notification_id: id,
    attempt_number: attemptCount + number,
    alert_id: alert.alert_id,
    status,
    receiver,
    sent_at: sentAt,
    duration_ms: durationMs,
    status_code: statusCode,
    error,
    outcome,
  }));
}
