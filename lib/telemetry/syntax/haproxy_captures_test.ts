import { assertEquals } from "@std/assert";
import { learnCapturePlaces, requestIdOf, UNKNOWN_PLACES, userAgentOf } from "./haproxy_captures.ts";

const ID = "000000061e527ff9160ef7a449f1c7e2";

Deno.test("captures: an agent and an id are recognised where nothing was learnt", () => {
  const captures = `shop.example|curl/8.5.0|${ID}`;
  assertEquals(userAgentOf(captures, UNKNOWN_PLACES), "curl/8.5.0");
  assertEquals(requestIdOf(captures, UNKNOWN_PLACES), ID);
  assertEquals(
    requestIdOf("a|123e4567-E89B-12d3-a456-426614174000", UNKNOWN_PLACES),
    "123e4567-E89B-12d3-a456-426614174000",
  );
});

Deno.test("captures: host, referer, media type, address and protocol are no agent, and no id", () => {
  const captures = "shop.example|https://shop.example/1|text/html|10.0.0.7|HTTP/1.1 proxy|/a/1|curl/x|";
  assertEquals(userAgentOf(captures, UNKNOWN_PLACES), null);
  assertEquals(requestIdOf(captures, UNKNOWN_PLACES), null);
  assertEquals(requestIdOf(`${ID}0|${ID.slice(1)}|${ID.slice(1)}g`, UNKNOWN_PLACES), null);
  assertEquals(requestIdOf("123e4567xe89b-12d3-a456-426614174000", UNKNOWN_PLACES), null);
});

Deno.test("captures: the place where most values look so is learnt, and odd values stand there too", () => {
  const places = learnCapturePlaces([`shop|curl/8.5.0|${ID}`, `shop|-|${ID}`, `bot/1|Go-http-client/1.1|${ID}`]);
  assertEquals(places, { agent: 1, requestId: 2 });
  assertEquals(userAgentOf("shop|Weird #22quoted#22 agent|x-7", places), 'Weird "quoted" agent');
  assertEquals(requestIdOf("shop|Weird|x-7", places), "x-7");
});

Deno.test("captures: nothing is learnt from values that look like nothing", () => {
  assertEquals(learnCapturePlaces(["shop", "", "-|-"]), UNKNOWN_PLACES);
  assertEquals(learnCapturePlaces([]), UNKNOWN_PLACES);
});

Deno.test("captures: absent, empty and missing values are null", () => {
  const places = { agent: 1, requestId: 2 };
  for (const captures of ["", "shop", "shop|", "shop|-|", "shop|-|-"]) {
    assertEquals(userAgentOf(captures, places), null, captures);
    assertEquals(requestIdOf(captures, places), null, captures);
  }
});
