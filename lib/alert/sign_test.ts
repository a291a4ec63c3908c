import { assertEquals, assertNotEquals, assertThrows } from "@std/assert";
import { parseSigningKey, signatureHeaders } from "./sign.ts";

Deno.test("signatureHeaders() gives the signature of the example of Standard Webhooks", async () => {
  const message = { id: "msg_p5jXN8AQM9LWM0D4loKWxJek", timestampS: 1614265330, body: '{"test": 2432232314}' };
  assertEquals(await signatureHeaders(message, parseSigningKey("whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw")), {
    "webhook-id": message.id,
    "webhook-timestamp": "1614265330",
    "webhook-signature": "v1,g0hM9SsE+OTPJTGt/tmIKtSyZlE3uFJELVlNIOLJ1OE=",
  });
});

Deno.test("signatureHeaders() signs identifier, time and body, each with effect", async () => {
  const message = { id: "n", timestampS: 1, body: "{}" };
  const signed = async (values: Partial<typeof message>, key = "secret") =>
    (await signatureHeaders({ ...message, ...values }, parseSigningKey(key)))["webhook-signature"];
  const first = await signed({});
  for (const other of [signed({ id: "m" }), signed({ timestampS: 2 }), signed({ body: "" }), signed({}, "x")]) {
    assertNotEquals(await other, first);
  }
});

Deno.test("signatureHeaders() without a key signs nothing", async () => {
  const message = { id: "n", timestampS: 1, body: "{}" };
  assertEquals(Object.keys(await signatureHeaders(message, null)), ["webhook-id", "webhook-timestamp"]);
});

Deno.test("parseSigningKey() refuses what is no base64, without repeating it", () => {
  const { message } = assertThrows(
    () => parseSigningKey("whsec_%%sekret"),
    TypeError,
    "base64 is needed behind whsec_",
  );
  assertEquals(message.includes("sekret"), false);
});
