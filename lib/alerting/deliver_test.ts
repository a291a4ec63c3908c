import { assert, assertEquals, assertNotEquals } from "@std/assert";
import { createHmac } from "node:crypto";
import type { Notification } from "../alert/notification.ts";
import type { ReceiverForm } from "../alert/payload.ts";
import { parseSigningKey } from "../alert/sign.ts";
import { trialAlert } from "../alert/trial_rule.ts";
import { deliver } from "./deliver.ts";
import type { Receiver } from "./read_receivers.ts";
import { TrialReceiver } from "./trial_receiver.ts";

const NOW = Date.UTC(2026, 10, 22, 12);
const OPTIONS = {
  clock: () => NOW,
  signingKey: null,
  patience: { attemptCount: 3, firstPauseMs: 0 },
  timeoutMs: 2_000,
};

function receiver(url: URL, name = "webhook", form: ReceiverForm = "webhook"): Receiver {
  return { name, form, url };
}

function notification(values: Partial<Notification> = {}): Notification {
  const alerts = [{ alert: trialAlert(), status: "firing", repeatMinutes: 240 }] as const;
  return { id: "n1", receiver: "webhook", group: "errors", alerts, attemptCount: 0, ...values };
}

/** What a receiver makes of one notification, without the times. */
async function outcomes(url: URL, options: Partial<typeof OPTIONS> = {}) {
  const rows = await deliver([notification()], [receiver(url)], { ...OPTIONS, ...options });
  return rows.map(({ attempt_number, status_code, error, outcome }) => [attempt_number, status_code, error, outcome]);
}

Deno.test("what a receiver takes is delivered at the first attempt, and recorded", async () => {
  await using server = new TrialReceiver();
  const rows = await deliver([notification({ attemptCount: 4 })], [receiver(server.url("/hook?token=1"))], OPTIONS);
  assertEquals(rows, [{
    notification_id: "n1",
    attempt_number: 5,
    alert_id: "a1",
    status: "firing",
    receiver: "webhook",
    sent_at: NOW,
    duration_ms: 0,
    status_code: 200,
    error: null,
    outcome: "delivered",
  }]);
  const [{ path, headers, body }] = server.received as [typeof server.received[number]];
  assertEquals([path, headers.get("content-type"), headers.get("webhook-id")], [
    "/hook?token=1",
    "application/json",
    "n1",
  ]);
  assertEquals(JSON.parse(body).alerts[0].labels.scope, "web-1");
});

Deno.test("a receiver that is overloaded is tried again, with the same identifier", async () => {
  await using server = new TrialReceiver((count) => new Response(null, { status: count < 3 ? 503 : 204 }));
  assertEquals(await outcomes(server.url()), [
    [1, 503, "answered 503", "retried"],
    [2, 503, "answered 503", "retried"],
    [3, 204, null, "delivered"],
  ]);
  assertEquals(new Set(server.received.map(({ headers }) => headers.get("webhook-id"))), new Set(["n1"]));
});

Deno.test("a receiver that goes on failing is given up, and one that refuses is not tried again", async () => {
  await using failing = new TrialReceiver(() => new Response(null, { status: 500 }));
  assertEquals((await outcomes(failing.url())).map((row) => row[3]), ["retried", "retried", "failed"]);
  await using refusing = new TrialReceiver(() => new Response("bad", { status: 400 }));
  assertEquals(await outcomes(refusing.url()), [[1, 400, "answered 400", "failed"]]);
});

Deno.test("a receiver that does not answer costs the timeout and no more", async () => {
  const hanging = Promise.withResolvers<Response>();
  await using server = new TrialReceiver(() => hanging.promise);
  const patience = { attemptCount: 2, firstPauseMs: 0 };
  assertEquals(await outcomes(server.url(), { patience, timeoutMs: 30 }), [
    [1, null, "no answer within 30 ms", "retried"],
    [2, null, "no answer within 30 ms", "failed"],
  ]);
  hanging.resolve(new Response());
});

Deno.test("a receiver that is not there, or hangs up, is tried again, and no record names its URL", async () => {
  using closing = Deno.listen({ hostname: "127.0.0.1", port: 0 });
  const hangUp = (async () => {
    for await (const connection of closing) connection.close();
  })();
  const { port } = closing.addr as Deno.NetAddr;
  const hungUp = await outcomes(new URL(`http://127.0.0.1:${port}/secret`));
  closing.close();
  await hangUp;
  const absent = await outcomes(new URL(`http://127.0.0.1:${port}/secret`));
  for (const rows of [hungUp, absent]) {
    assertEquals(rows.map((row) => row[3]), ["retried", "retried", "failed"]);
    for (const [, status, error] of rows) {
      assertEquals(status, null);
      assert(typeof error === "string" && error.length > 5 && !/secret|127\.0\.0\.1/.test(error), String(error));
    }
  }
});

Deno.test("a redirect is not followed: the alerts are meant for nobody else", async () => {
  await using other = new TrialReceiver();
  await using server = new TrialReceiver(() => Response.redirect(other.url("/elsewhere"), 307));
  assertEquals(await outcomes(server.url()), [[1, 307, "answered 307", "failed"]]);
  assertEquals(other.received, []);
});

Deno.test("a receiver that fails neither holds up nor hurts another, and is left alone for the rest of the run", async () => {
  await using bad = new TrialReceiver(() => new Response(null, { status: 400 }));
  await using good = new TrialReceiver();
  const both = ["bad", "good"].flatMap((name) => ["n1", "n2"].map((id) => notification({ id, receiver: name })));
  const rows = await deliver(both, [receiver(bad.url(), "bad"), receiver(good.url(), "good")], OPTIONS);
  assertEquals(rows.map((row) => [row.receiver, row.notification_id, row.outcome]), [
    ["bad", "n1", "failed"],
    ["good", "n1", "delivered"],
    ["good", "n2", "delivered"],
  ]);
});

Deno.test("a signed body can be verified with nothing but the key, and not after it was changed", async () => {
  await using server = new TrialReceiver();
  await deliver([notification()], [receiver(server.url())], { ...OPTIONS, signingKey: parseSigningKey("key") });
  const { headers, body } = server.received[0]!;
  const timestamp = headers.get("webhook-timestamp");
  const signatureOf = (text: string) =>
    `v1,${createHmac("sha256", "key").update(`n1.${timestamp}.${text}`).digest("base64")}`;
  assertEquals([headers.get("webhook-signature"), timestamp], [signatureOf(body), String(NOW / 1_000)]);
  assertNotEquals(headers.get("webhook-signature"), signatureOf(body.replace("web-1", "web-2")));
});

Deno.test("user and password of a URL go as a header, and the URL without them", async () => {
  await using server = new TrialReceiver();
  const url = server.url("/api/v2/alerts");
  url.username = "me";
  url.password = "p%40ss";
  await deliver([notification({ receiver: "alertmanager" })], [receiver(url, "alertmanager", "alertmanager")], OPTIONS);
  const { headers, path, body } = server.received[0]!;
  assertEquals([path, headers.get("authorization")], ["/api/v2/alerts", `Basic ${btoa("me:p@ss")}`]);
  assertEquals(JSON.parse(body).length, 1);
});
