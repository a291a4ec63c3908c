import { assertEquals } from "@std/assert";
import fc from "fast-check";
import { parseRequestLine } from "./request_line.ts";

const NOTHING = { method: null, path: null, protocol: null };

Deno.test("parseRequestLine() splits method, path and protocol", () => {
  assertEquals(parseRequestLine("GET /cart?id=7 HTTP/1.1"), {
    method: "GET",
    path: "/cart?id=7",
    protocol: "HTTP/1.1",
  });
  assertEquals(parseRequestLine("OPTIONS * HTTP/2.0"), { method: "OPTIONS", path: "*", protocol: "HTTP/2.0" });
  assertEquals(parseRequestLine("CONNECT shop:443 HTTP/1.1"), {
    method: "CONNECT",
    path: "shop:443",
    protocol: "HTTP/1.1",
  });
  assertEquals(parseRequestLine("M-SEARCH * HTTP/1.1").method, "M-SEARCH");
});

Deno.test("parseRequestLine() keeps raw spaces in the path", () => {
  assertEquals(parseRequestLine("GET /a b  c HTTP/1.1"), { method: "GET", path: "/a b  c", protocol: "HTTP/1.1" });
  assertEquals(parseRequestLine("GET  /a HTTP/1.1").path, "/a");
});

Deno.test("parseRequestLine() keeps path and query of an absolute URL", () => {
  assertEquals(parseRequestLine("GET https://shop:443/a b?x=http://y HTTP/1.1").path, "/a b?x=http://y");
  assertEquals(parseRequestLine("GET http://shop:80 HTTP/1.1").path, "/");
  assertEquals(parseRequestLine("GET http://shop?q=1 HTTP/1.1").path, "/?q=1");
  assertEquals(parseRequestLine("GET ?back=http://shop/x HTTP/1.1").path, "?back=http://shop/x");
  assertEquals(parseRequestLine("GET /login?back=http://shop/ HTTP/1.1").path, "/login?back=http://shop/");
});

Deno.test("parseRequestLine() reads what is there of an incomplete line", () => {
  assertEquals(parseRequestLine("GET"), { method: "GET", path: null, protocol: null });
  assertEquals(parseRequestLine("GET "), { method: "GET", path: null, protocol: null });
  assertEquals(parseRequestLine("GET /x"), { method: "GET", path: "/x", protocol: null });
  assertEquals(parseRequestLine("GET /x "), { method: "GET", path: "/x", protocol: null });
  assertEquals(parseRequestLine("GET HTTP/1.1"), { method: "GET", path: null, protocol: "HTTP/1.1" });
});

Deno.test("parseRequestLine() gives nothing for what is no HTTP", () => {
  for (
    const text of ["", "-", "- - -", "- http://shop:80- -", "<BADREQ>", "\\x16\\x03\\x01 /x", "\u0016\u0003", " GET /"]
  ) {
    assertEquals(parseRequestLine(text), NOTHING, text);
  }
});

Deno.test("parseRequestLine() gives back every method, path and protocol", () => {
  const methods = fc.constantFrom("GET", "POST", "PROPFIND");
  const paths = fc.stringMatching(/^\/[a-z0-9/?=.%-]{0,20}$/);
  fc.assert(
    fc.property(methods, paths, fc.constantFrom("HTTP/1.0", "HTTP/1.1", "HTTP/3.0"), (method, path, protocol) => {
      assertEquals(parseRequestLine(`${method} ${path} ${protocol}`), { method, path, protocol });
    }),
    { seed: 20261122 },
  );
});
