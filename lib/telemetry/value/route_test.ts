import { assert, assertEquals } from "@std/assert";
import fc from "fast-check";
import { RouteWriter } from "./route.ts";

const writer = new RouteWriter();

function written(length: number): string {
  return new TextDecoder("utf-8", { fatal: true }).decode(new Uint8Array(writer.view.buffer, 0, length));
}

function routeOf(path: string): string {
  return written(writer.writeText(path));
}

Deno.test("a route keeps the names of a path and leaves out the query", () => {
  const routes = new Map([
    ["/", "/"],
    ["/api/users", "/api/users"],
    ["/api/users/", "/api/users/"],
    ["/search?q=caf%C3%A9/7", "/search"],
    ["/page#part/7", "/page"],
    ["/?a=1", "/"],
    ["*", "*"],
    ["", ""],
    ["?a=1", ""],
    ["//api//users", "//api//users"],
    ["/a b/größe", "/a b/größe"],
  ]);
  for (const [path, route] of routes) assertEquals(routeOf(path), route, path);
});

Deno.test("a route has {id} where the path has a number", () => {
  for (const number of ["7", "73712", "2026-11-22", "1.2.3", "10,20", "1_000", "-1"]) {
    assertEquals(routeOf(`/api/users/${number}/orders?page=2`), "/api/users/{id}/orders", number);
  }
  assertEquals(routeOf("/api/orders/59248?expand=items&lang=de"), "/api/orders/{id}");
  assertEquals(routeOf("/7/8"), "/{id}/{id}");
  assertEquals(routeOf("7"), "{id}");
});

Deno.test("a route has {id} where the path has hexadecimal digits or a token", () => {
  for (const id of ["3f2a9c01", "3F2A9C01DEAD", "6b1f4c1e-8d0e-4c39-9d5c-0a1b2c3d4e5f", "dGhpcyBpcyBhIHRva2Vu0_~-"]) {
    assertEquals(routeOf(`/files/${id}`), "/files/{id}", id);
  }
});

Deno.test("a route keeps names that have a digit", () => {
  const names = [
    "v2",
    "oauth2",
    "app.3f2a9c.js",
    "deadbeef",
    "3f2a9c0",
    "2026-",
    "abcdefghijklmnopqrstuvwxyz",
    "abcdefghijklmnopqr9",
    "%D8%A7",
  ];
  for (const name of names) assertEquals(routeOf(`/${name}/x`), `/${name}/x`, name);
});

Deno.test("a route ends behind eight segments", () => {
  assertEquals(routeOf("/a/b/c/d/e/f/g/h"), "/a/b/c/d/e/f/g/h");
  assertEquals(routeOf("/a/b/c/d/e/f/g/8/i/j"), "/a/b/c/d/e/f/g/{id}/…");
});

Deno.test("a route ends behind 200 bytes, and never inside a character", () => {
  assertEquals(routeOf(`/${"a".repeat(199)}`), `/${"a".repeat(199)}`);
  assertEquals(routeOf(`/${"a".repeat(3_000)}`), `/${"a".repeat(199)}…`);
  assertEquals(routeOf(`/${"ü".repeat(3_000)}`), `/${"ü".repeat(99)}…`);
  assertEquals(routeOf(`/a${"€".repeat(3_000)}`), `/a${"€".repeat(66)}…`);
  assertEquals(routeOf(`/${"a".repeat(198)}/12345`), `/${"a".repeat(198)}/…`);
});

Deno.test("a route is made of bytes in the middle of a line", () => {
  const line = new TextEncoder().encode('"GET /api/users/7?x HTTP/1.1"');
  assertEquals(written(writer.write(line, 5, line.length - 10)), "/api/users/{id}");
  assertEquals(written(writer.write(line, 5, 9)), "/api");
});

Deno.test("routes are few: whatever numbers stand in a path, its route is the same", () => {
  fc.assert(
    fc.property(fc.nat(), fc.nat(), fc.string(), (user, order, query) => {
      assertEquals(routeOf(`/users/${user}/orders/${order}?${query}`), "/users/{id}/orders/{id}");
    }),
    { seed: 20261122 },
  );
});

Deno.test("a route is short, has no query, and is its own route, whatever the path", () => {
  const parts = fc.array(fc.oneof(fc.string({ unit: "binary" }), fc.constantFrom("/", "7", "?", "#", "a1", "é")));
  fc.assert(
    fc.property(parts, (parts) => {
      const route = routeOf(parts.join(""));
      assert(new TextEncoder().encode(route).length <= 203);
      assert(!/[?#]/.test(route));
      assertEquals(routeOf(route), route);
    }),
    { seed: 20261122, numRuns: 1_000 },
  );
});
