import { assertEquals } from "@std/assert";
import fc from "fast-check";
import { readAttempts, sumMilliseconds } from "./upstream_list.ts";

const NONE = { server: null, group: null, count: 0, isRedispatched: false };

Deno.test("readAttempts() reads one server, of every kind of address", () => {
  const servers = ["10.0.0.1:80", "[::1]:19006", "[2001:db8::7]:443", "unix:/run/app.sock", "app-1.internal:8080"];
  for (const server of servers) {
    assertEquals(readAttempts(server), { server, group: null, count: 1, isRedispatched: false });
  }
});

Deno.test("readAttempts() finds no attempt where no upstream was used", () => {
  for (const text of ["-", ""]) assertEquals(readAttempts(text), NONE);
});

Deno.test("readAttempts() counts the attempts of a group and takes the last server", () => {
  assertEquals(readAttempts("10.0.0.1:80, 10.0.0.2:80, unix:/a.sock"), {
    server: "unix:/a.sock",
    group: null,
    count: 3,
    isRedispatched: true,
  });
});

Deno.test("readAttempts() sees no redispatch where the same server was tried again", () => {
  assertEquals(readAttempts("10.0.0.1:80, 10.0.0.1:80"), {
    server: "10.0.0.1:80",
    group: null,
    count: 2,
    isRedispatched: false,
  });
});

Deno.test("readAttempts() starts anew behind an internal redirect", () => {
  const { server, count, isRedispatched } = readAttempts("10.0.0.1:80, 10.0.0.2:80 : [::1]:19010");
  assertEquals([server, count, isRedispatched], ["[::1]:19010", 1, false]);
  assertEquals(readAttempts("10.0.0.1:80 : 10.0.0.2:80, 10.0.0.3:80").count, 2);
});

Deno.test("readAttempts() finds no attempt where an internal redirect led to no upstream", () => {
  for (const text of ["10.0.0.1:80 : -", "10.0.0.1:80 : "]) assertEquals(readAttempts(text), NONE);
});

Deno.test("readAttempts() tells the name of a group of which no server was alive", () => {
  assertEquals(readAttempts("backend"), { server: null, group: "backend", count: 0, isRedispatched: false });
  assertEquals(readAttempts("10.0.0.1:80, backend"), {
    server: "10.0.0.1:80",
    group: "backend",
    count: 1,
    isRedispatched: false,
  });
});

Deno.test("sumMilliseconds() adds up all attempts of all groups", () => {
  assertEquals(sumMilliseconds("0.022"), 22);
  assertEquals(sumMilliseconds("0.900, 0.901, 0.901"), 2_702);
  assertEquals(sumMilliseconds("0.001, 0.002 : 0.003"), 6);
});

Deno.test("sumMilliseconds() passes over attempts without a time, and is null where there is none", () => {
  assertEquals(sumMilliseconds("-, 0.125"), 125);
  assertEquals(sumMilliseconds("0.000, -"), 0);
  for (const text of ["-", "", "-, -", "- : -"]) assertEquals(sumMilliseconds(text), null, text);
});

Deno.test("readAttempts() and sumMilliseconds() agree with the groups that were written", () => {
  const attempt = fc.record({ server: fc.constantFrom("10.0.0.1:80", "[::1]:81", "unix:/a"), ms: fc.nat(60_000) });
  const groups = fc.array(fc.array(attempt, { minLength: 1, maxLength: 4 }), { minLength: 1, maxLength: 3 });
  fc.assert(
    fc.property(groups, (groups) => {
      const list = (entry: (attempt: { server: string; ms: number }) => string) =>
        groups.map((group) => group.map(entry).join(", ")).join(" : ");
      const last = groups.at(-1)!;
      assertEquals(readAttempts(list(({ server }) => server)), {
        server: last.at(-1)!.server,
        group: null,
        count: last.length,
        isRedispatched: new Set(last.map(({ server }) => server)).size > 1,
      });
      const total = groups.flat().reduce((sum, { ms }) => sum + ms, 0);
      assertEquals(sumMilliseconds(list(({ ms }) => (ms / 1_000).toFixed(3))), total);
    }),
    { seed: 20261122 },
  );
});
