import { assertEquals, assertThrows } from "@std/assert";
import { TrialFormat } from "./contract.ts";
import { LTSV } from "./ltsv.ts";

const fields = (values: Record<string, string>) =>
  Object.entries(values).map(([label, value]) => `${label}:${value}`).join("\t");
const VALUES = {
  time: "[22/Nov/2026:22:40:04 +0100]",
  host: "::1",
  method: "GET",
  uri: "/api/users",
  status: "200",
  size: "31000",
  reqtime: "0.022",
  apptime: "0.021",
  upstream: "10.0.0.1:80",
  ua: String.raw`Gr\xC3\xBC\xC3\x9Fe/1.0`,
};
const LINE = fields(VALUES);
const ltsv = new TrialFormat(LTSV, [LINE]);

Deno.test("ltsv reads the customary labels, brackets and escapes off", () => {
  assertEquals(ltsv.told(LINE), {
    requested_at: Date.UTC(2026, 10, 22, 21, 40, 3, 978),
    server_id: "10.0.0.1:80",
    method: "GET",
    path: "/api/users",
    status_code: 200,
    duration_ms: 22,
    upstream_ms: 21,
    attempt_count: 1,
    is_redispatched: false,
    response_bytes: 31000,
    client_ip: "::1",
    user_agent: "Grüße/1.0",
  });
});

Deno.test("ltsv: where most lines tell the application's time alone, that is the request's", () => {
  const [app, whole] = [{ ...VALUES, reqtime: undefined }, { ...VALUES, apptime: "-", reqtime: "0.321" }];
  const lines = [app, app, whole].map((values) =>
    fields(
      Object.fromEntries(Object.entries(values).filter(([, value]) => value !== undefined)) as Record<string, string>,
    )
  );
  const mixed = new TrialFormat(LTSV, lines);
  assertEquals([mixed.told(lines[0]!).duration_ms, mixed.told(lines[2]!).duration_ms], [21, 321]);
});

Deno.test("ltsv says what is wrong with other lines", () => {
  assertEquals(ltsv.reason("time:now"), "not LTSV");
  assertEquals(ltsv.reason("time:now\tstatus:200"), "no readable time");
  assertThrows(() => new TrialFormat(LTSV, ["a:1\tb:2"]));
});

Deno.test("ltsv is steady under any text", () => ltsv.assertSteady(LINE));
