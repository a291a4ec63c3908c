import { assertEquals, assertMatch, assertNotEquals } from "@std/assert";
import { familyOf, sourceKey } from "./source_key.ts";

Deno.test("familyOf() takes off what rotation and compression add", () => {
  const names = ["a.log", "a.log.1", "a.log.2.gz", "a.log-20261122", "a.log-20261122.gz", "a.log.20261122093000.zst"];
  for (const name of names) assertEquals(familyOf(name), "a.log");
});

Deno.test("familyOf() leaves names alone that only look rotated", () => {
  for (const name of ["web-01.log", "access_2026.log", "ex260522.log", "gz"]) assertEquals(familyOf(name), name);
});

Deno.test("sourceKey() stays the same when a log is rotated or compressed, and changes with the first record", () => {
  const key = sourceKey("/var/log/access.log", "first");
  assertEquals(sourceKey("/var/log/access.log.1", "first"), key);
  assertEquals(sourceKey("/var/log/../log/access.log.2.gz", "first"), key);
  assertNotEquals(sourceKey("/var/log/access.log", "other"), key);
  assertNotEquals(sourceKey("/srv/log/access.log", "first"), key);
});

Deno.test("sourceKey() knows a rewritten export by its name alone", () => {
  assertEquals(sourceKey("/data/request_logs.csv", null), sourceKey("/data/request_logs.csv", null));
  assertNotEquals(sourceKey("/data/request_logs.csv", null), sourceKey("/data/other.csv", null));
});

Deno.test("sourceKey() is a plain file name, whatever the source is called", () => {
  for (const name of ["a'b;$(x) ü.log", "x".repeat(300), "-", "../..", "=\n\x1b[2J"]) {
    assertMatch(sourceKey(name, "first"), /^[\w.-]{0,60}-[0-9a-f]{12}$/);
  }
});
