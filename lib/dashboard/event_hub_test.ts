import { assertEquals, assertStringIncludes } from "@std/assert";
import { EventHub } from "./event_hub.ts";

const decoder = new TextDecoder();

async function next(reader: ReadableStreamDefaultReader<Uint8Array>): Promise<string> {
  return decoder.decode((await reader.read()).value);
}

Deno.test("a viewer gets the newest event first and then each of them", async () => {
  const hub = new EventHub("a");
  hub.tell("tick", 1);
  const reader = hub.connect(null).getReader();
  assertEquals(await next(reader), "retry: 2000\n\n");
  assertEquals(await next(reader), "id: a-1\nevent: tick\ndata: 1\n\n");
  const waiting = next(reader);
  hub.tell("tick", 2);
  assertStringIncludes(await waiting, "data: 2");
});

Deno.test("a viewer who connects again is not told twice, and one of an earlier process is told all", async () => {
  const hub = new EventHub("b");
  hub.tell("tick", 1);
  const reader = hub.connect("b-1").getReader();
  await next(reader);
  const waiting = next(reader);
  hub.tell("tick", 2);
  assertStringIncludes(await waiting, "data: 2");
  const other = hub.connect("a-2").getReader();
  await next(other);
  assertStringIncludes(await next(other), "data: 2");
});

Deno.test("a slow viewer gets the newest event, not a queue", async () => {
  const hub = new EventHub("a");
  const reader = hub.connect(null).getReader();
  await next(reader);
  for (let i = 1; i <= 1_000; i++) hub.tell("tick", i);
  const first = await next(reader);
  const second = await next(reader);
  assertStringIncludes(first, "data: 1\n");
  assertStringIncludes(second, "data: 1000\n");
  assertEquals(hub.droppedCount, 998);
});

Deno.test("a viewer who has gone is forgotten", async () => {
  const hub = new EventHub("a");
  const stream = hub.connect(null);
  assertEquals(hub.viewerCount, 1);
  await stream.cancel();
  assertEquals(hub.viewerCount, 0);
  hub.tell("tick", 1);
});
