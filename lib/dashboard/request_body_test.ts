import { assertEquals, assertRejects } from "@std/assert";
import { BodyError, LARGEST_BODY, readBody } from "./request_body.ts";

const post = (body: BodyInit) => new Request("http://127.0.0.1/api/rules", { method: "POST", body });

Deno.test("a body that comes in pieces is read whole", async () => {
  const bytes = new TextEncoder().encode("für");
  const body = new ReadableStream({
    start(controller) {
      for (const byte of bytes) controller.enqueue(Uint8Array.of(byte));
      controller.close();
    },
  });
  assertEquals(await readBody(post(body)), "für");
});

Deno.test("a body that never ends is given up, and its sender let go", async () => {
  let isCancelled = false;
  const body = new ReadableStream({
    start: (controller) => controller.enqueue(new Uint8Array(10)),
    cancel: () => void (isCancelled = true),
  });
  const error = await assertRejects(() => readBody(post(body), 5), BodyError);
  assertEquals([error.status, isCancelled], [408, true]);
});

Deno.test("a body that is larger than it says is given up before it is read", async () => {
  let sent = 0;
  const body = new ReadableStream({
    pull(controller) {
      controller.enqueue(new Uint8Array(1_024));
      sent += 1_024;
    },
  });
  const error = await assertRejects(() => readBody(post(body)), BodyError);
  assertEquals([error.status, sent < 2 * LARGEST_BODY], [413, true]);
});
