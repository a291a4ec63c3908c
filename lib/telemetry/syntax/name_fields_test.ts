import { assertEquals } from "@std/assert";
import { type FieldSample, nameFields } from "./name_fields.ts";

type Written = Pick<FieldSample, "key" | "open" | "close">;

const BARE: Written = { key: "", open: "", close: "" };
const QUOTED: Written = { key: "", open: '"', close: '"' };
const BRACKETED: Written = { key: "", open: "[", close: "]" };
const MILLISECONDS: Written = { key: "", open: "", close: "ms" };

/** One field over all sample lines. */
function column(written: Written, ...values: string[]): FieldSample[] {
  return values.map((value) => ({ ...written, value }));
}

function keyed(key: string, ...values: string[]): FieldSample[] {
  return column({ ...QUOTED, key }, ...values);
}

const COMBINED = [column(QUOTED, "-", "https://shop.test/"), column(QUOTED, "curl/8.5.0", "-")];

/** The names of what stands behind referer and agent. */
function named(...columns: FieldSample[][]): string[] {
  return nameFields([...COMBINED, ...columns]).slice(COMBINED.length);
}

Deno.test("nameFields() names nothing where nothing was appended", () => {
  assertEquals(nameFields([]), []);
});

Deno.test("nameFields() takes the first two quoted fields for referer and agent", () => {
  assertEquals(nameFields(COMBINED), ["http_referer", "http_user_agent"]);
});

Deno.test("nameFields() knows nginx's times, upstreams and identifier without keys", () => {
  assertEquals(
    named(
      column(QUOTED, "203.0.113.36, 10.0.0.7", "-"),
      column(BARE, "0.125", "0.014"),
      column(QUOTED, "0.000, 0.125", "0.014"),
      column(QUOTED, "127.0.0.1:19099, [::1]:19006", "unix:/run/app.sock"),
      column(QUOTED, "502, 200", "200"),
      column(BARE, "000000057d0753e5f6e5c77a2ee05f69", "-"),
    ),
    [
      "http_x_forwarded_for",
      "request_time",
      "upstream_response_time",
      "upstream_addr",
      "upstream_status",
      "request_id",
    ],
  );
});

Deno.test("nameFields() goes by the keys that sites write", () => {
  assertEquals(
    named(
      keyed("rt=", "0.022"),
      keyed("UCT=", "-, 0.000"),
      keyed("uht=", "0.022"),
      keyed("urt=", "0.022"),
      keyed("us=", "200"),
      keyed("ua=", "127.0.0.1:19001"),
      keyed("rid=", "000000057d0753e5f6e5c77a2ee05f69"),
      keyed("colour=", "blue"),
    ),
    [
      "request_time",
      "upstream_connect_time",
      "upstream_header_time",
      "upstream_response_time",
      "upstream_status",
      "upstream_addr",
      "request_id",
      "field_10",
    ],
  );
});

Deno.test("nameFields() believes a key only where the values look like it", () => {
  assertEquals(nameFields([keyed("rt=", "fast"), keyed("ua=", "curl/8.5.0"), keyed("us=", "-")]), [
    "field_1",
    "http_user_agent",
    "field_3",
  ]);
});

Deno.test("nameFields() knows the fields of ingress-nginx", () => {
  assertEquals(
    named(
      column(BARE, "246", "209"),
      column(BARE, "0.022", "0.014"),
      column(BRACKETED, "shop-web-8080", "shop-web-8080"),
      column(BRACKETED, "", ""),
      column(BARE, "127.0.0.1:19001", "-"),
      column(BARE, "31000", "-"),
      column(BARE, "0.022", "-"),
      column(BARE, "200", "-"),
      column(BARE, "000000057d0753e5f6e5c77a2ee05f69", "00000009d8ff2d9bc7a3e3f5332c9777"),
    ),
    [
      "request_length",
      "request_time",
      "proxy_upstream_name",
      "proxy_alternative_upstream_name",
      "upstream_addr",
      "field_8",
      "upstream_response_time",
      "upstream_status",
      "request_id",
    ],
  );
});

Deno.test("nameFields() tells Apache's three units of the same duration apart", () => {
  const us = column(BARE, "22570", "2003100");
  const ms = column(BARE, "22", "2003");
  const seconds = column(BARE, "0", "2");
  assertEquals(named(us), ["request_us"]);
  assertEquals(named(us, ms, seconds), ["request_us", "request_ms", "request_s"]);
  assertEquals(named(us, seconds), ["request_us", "request_s"]);
});

Deno.test("nameFields() does not take whole seconds for microseconds", () => {
  const seconds = column(BARE, "0", "2");
  assertEquals(named(seconds), ["field_3"]);
  assertEquals(named(seconds, column(BARE, "22570", "2003100")), ["field_3", "request_us"]);
});

Deno.test("nameFields() takes two integers that are no durations for the bytes in and out", () => {
  const [received, sent] = [column(BARE, "234", "262"), column(BARE, "588", "2469")];
  assertEquals(named(received, sent), ["request_length", "bytes_sent"]);
  assertEquals(named(column(BARE, "22570", "37239"), received, sent), ["request_us", "request_length", "bytes_sent"]);
});

Deno.test("nameFields() knows the worker of Apache's balancer", () => {
  assertEquals(named(column(QUOTED, "http://127.0.0.1:19001", "-")), ["worker_name"]);
});

Deno.test("nameFields() takes Traefik's count of requests for no duration", () => {
  const names = ["request_count", "router_name", "worker_name", "request_ms"];
  const [count, router, duration] = [
    column(BARE, "1", "2"),
    column(QUOTED, "shop@docker", "-"),
    column(MILLISECONDS, "22", "0"),
  ];
  assertEquals(named(count, router, column(QUOTED, "http://10.0.0.1:80", "-"), duration), names);
  assertEquals(named(count, router, column(QUOTED, "-", "-"), duration), names);
});

Deno.test("nameFields() takes any field that ends in ms for the duration", () => {
  assertEquals(named(column(MILLISECONDS, "22", "0")), ["request_ms"]);
  assertEquals(named(column({ ...MILLISECONDS, key: "took=" }, "22", "0")), ["request_ms"]);
});

Deno.test("nameFields() puts the total and the upstream's time right where a site wrote them the other way round", () => {
  const [short, long] = [column(BARE, "0.010", "0.020"), column(BARE, "0.110", "0.220")];
  assertEquals(named(short, long), ["upstream_response_time", "request_time"]);
  assertEquals(named(long, short), ["request_time", "upstream_response_time"]);
  assertEquals(named(long, long), ["request_time", "upstream_response_time"]);
});

Deno.test("nameFields() never gives one name to two fields", () => {
  const names = named(column(BARE, "0.1"), column(MILLISECONDS, "22"), column(MILLISECONDS, "23"), column(BARE, "x"));
  assertEquals(names, ["field_3", "request_ms", "field_5", "field_6"]);
});
