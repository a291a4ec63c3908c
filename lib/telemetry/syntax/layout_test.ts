import { assert, assertEquals, assertThrows } from "@std/assert";
import fc from "fast-check";
import { compileLayout, parseLayout } from "./layout.ts";

const COMBINED =
  '$remote_addr - $remote_user [$time_local] "$request" $status $body_bytes_sent "$http_referer" "$http_user_agent"';

/** Cuts a line and names what was found. */
function cut(format: string, line: string): Record<string, string | null> {
  const layout = parseLayout(format);
  const values: (string | null)[] = [];
  compileLayout(layout)(line, values);
  return Object.fromEntries(layout.variables.map((variable, i) => [variable, values[i]!]));
}

Deno.test("parseLayout() separates variables and the text between them", () => {
  assertEquals(parseLayout('[$time_local] "$request" ${request_ms}ms'), {
    variables: ["time_local", "request", "request_ms"],
    texts: ["[", '] "', '" ', "ms"],
  });
});

Deno.test("parseLayout() refuses a format without a variable", () => {
  for (const format of ["", "combined", "$", "100 $"]) {
    const error = assertThrows(() => parseLayout(format), SyntaxError);
    assertEquals(error.message, `Cannot use layout "${format}": it names no variable like "$status"`);
  }
});

Deno.test("parseLayout() refuses two variables with nothing between, because no line could be cut there", () => {
  assertThrows(
    () => parseLayout("$status$request_time"),
    SyntaxError,
    'nothing separates "$status" and "$request_time"',
  );
});

Deno.test("compileLayout() cuts a line of nginx's combined format", () => {
  const line = '::1 - john doe [22/Nov/2026:21:40:04 +0000] "GET /a b HTTP/1.1" 200 31 "-" "curl/8.5.0"';
  assertEquals(cut(COMBINED, line), {
    remote_addr: "::1",
    remote_user: "john doe",
    time_local: "22/Nov/2026:21:40:04 +0000",
    request: "GET /a b HTTP/1.1",
    status: "200",
    body_bytes_sent: "31",
    http_referer: "-",
    http_user_agent: "curl/8.5.0",
  });
});

Deno.test("compileLayout() lets a backslash protect a quote, and a backslash a backslash", () => {
  assertEquals(cut('"$a" "$b"', String.raw`"say \"hi\"" "end\\"`), { a: String.raw`say \"hi\"`, b: String.raw`end\\` });
  assertEquals(cut('"$a" "$b"', '"" ""'), { a: "", b: "" });
});

Deno.test("compileLayout() keeps lists of upstreams together without quotes", () => {
  const addresses = "127.0.0.1:19099, 127.0.0.1:19001 : [::1]:19010";
  assertEquals(cut("$addresses $times $status", `${addresses} 0.000, - : 0.125 502, - : 200`), {
    addresses,
    times: "0.000, - : 0.125",
    status: "502, - : 200",
  });
  assertEquals(cut("$a $b $c", "unix: - ::1"), { a: "unix:", b: "-", c: "::1" });
});

Deno.test("compileLayout() cuts at brackets, keys, tabs, and the quotes of JSON", () => {
  assertEquals(cut("[$pool] [$other] rt=$rt us=$us", "[shop-web] [] rt=0.022 us=200"), {
    pool: "shop-web",
    other: "",
    rt: "0.022",
    us: "200",
  });
  assertEquals(cut("time:$time\tua:$ua\tstatus:$status", "time:2026-11-22\tua:a b: c, d\tstatus:200"), {
    time: "2026-11-22",
    ua: "a b: c, d",
    status: "200",
  });
  assertEquals(
    cut('{"status":$status,"agent":"$agent","rt":$rt}', String.raw`{"status":200,"agent":"\"x\"","rt":0.1}`),
    {
      status: "200",
      agent: String.raw`\"x\"`,
      rt: "0.1",
    },
  );
});

Deno.test("compileLayout() reads over what follows the last variable", () => {
  assertEquals(cut("$status $bytes", "200 31 and more"), { status: "200", bytes: "31" });
});

Deno.test("compileLayout() gives null from where the line departs from the layout, and says how far it came", () => {
  const layout = parseLayout('"$request" $status "$agent"');
  const cases: [string, number, (string | null)[]][] = [
    ['"GET / HTTP/1.1" 200 "curl"', 3, ["GET / HTTP/1.1", "200", "curl"]],
    ['"GET / HTTP/1.1" 200 "cu', 3, ["GET / HTTP/1.1", "200", "cu"]],
    ['"GET / HTTP/1.1" 200', 2, ["GET / HTTP/1.1", "200", null]],
    ['"GET / HT', 1, ["GET / HT", null, null]],
    ["GET / HTTP/1.1", 0, [null, null, null]],
    ["", 0, [null, null, null]],
  ];
  const split = compileLayout(layout);
  const values: (string | null)[] = [];
  for (const [line, found, expected] of cases) {
    assertEquals(split(line, values), found, line);
    assertEquals(values, expected, line);
  }
});

Deno.test("compileLayout() leaves out the values that nobody wants", () => {
  const values: (string | null)[] = [null, null, null];
  const split = compileLayout(parseLayout('$status "$referer" $bytes'), (variable) => variable !== "referer");
  assertEquals(split('200 "a \\" b" 31', values), 3);
  assertEquals(values, ["200", null, "31"]);
});

Deno.test("compileLayout() inverts writing a line, for every layout of quoted, bracketed and bare fields", () => {
  const bare = fc.stringMatching(/^[!-+\-.-9;-Z^-~]{0,8}$/);
  const quoted = fc.string().map((text) => text.replaceAll(/["\\]/g, (mark) => `\\${mark}`));
  const bracketed = fc.stringMatching(/^[^\]"]{0,8}$/);
  const field = fc.oneof(
    bare.map((value) => ({ open: "", value, close: "" })),
    quoted.map((value) => ({ open: '"', value, close: '"' })),
    bracketed.map((value) => ({ open: "[", value, close: "]" })),
  );
  fc.assert(
    fc.property(fc.array(field, { minLength: 1, maxLength: 9 }), (fields) => {
      const format = fields.map(({ open, close }, i) => `${open}$v${i}${close}`).join(" ");
      const line = fields.map(({ open, value, close }) => open + value + close).join(" ");
      const values: (string | null)[] = [];
      assertEquals(compileLayout(parseLayout(format))(line, values), fields.length);
      assertEquals(values, fields.map(({ value }) => value));
    }),
    { seed: 20261122, numRuns: 1_000 },
  );
});

Deno.test("compileLayout() never throws, and fills what it says it found", () => {
  const split = compileLayout(parseLayout(COMBINED));
  const line = fc.array(fc.constantFrom("::1", " - ", "-", " [", "]", '"', "\\", " ", ",", ":", "200"), {
    maxLength: 40,
  });
  const values: (string | null)[] = [];
  fc.assert(
    fc.property(fc.oneof(line.map((parts) => parts.join("")), fc.string({ unit: "binary" })), (line) => {
      const found = split(line, values);
      assert(values.slice(0, found).every((value) => typeof value === "string"));
      assert(values.slice(found).every((value) => value === null));
    }),
    { seed: 20261122, numRuns: 1_000 },
  );
});
