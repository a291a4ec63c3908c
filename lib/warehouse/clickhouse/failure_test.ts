import { assert, assertEquals, assertStringIncludes } from "@std/assert";
import { WarehouseError } from "../warehouse.ts";
import { failureOf, isTransient } from "./failure.ts";
import { readLocation } from "./location.ts";

const LOCATION = readLocation("clickhouse://loader:sesame@db1/traffic");

function failure(message: string, code?: string): WarehouseError {
  return failureOf(Object.assign(new Error(message), code === undefined ? {} : { code }), "select 1", LOCATION);
}

Deno.test("failureOf() finds the code of old and new servers, and keeps cause and statement", () => {
  const old = failure("Code: 62, e.displayText() = DB::Exception: Syntax error: failed, e.what() = DB::Exception");
  assertStringIncludes(
    old.message,
    `Cannot do so on ClickHouse at db1:8123 as "loader": Syntax error: failed, in: select 1`,
  );
  assertEquals(old.failed, { dialect: "clickhouse", statement: "select 1", code: "62" });
  assert(old.cause instanceof Error);
  assertEquals(failure("Syntax error", "62").failed?.code, "62");
});

Deno.test("failureOf() says what to do about what an operator has to mend", () => {
  const words = {
    "516": "check the user and password of --warehouse",
    "243": "make room on the server's disk",
    "497": "the user of --warehouse needs the right that is named",
    "ENOTFOUND": "Cannot reach ClickHouse at db1:8123: no such host is known",
  };
  for (const [code, expected] of Object.entries(words)) assertStringIncludes(failure("no", code).message, expected);
});

Deno.test("failureOf() knows a full disk by the words of the system, whatever the code", () => {
  const { message } = failure("Code: 75, e.displayText() = DB::ErrnoException: write failed, No space left on device");
  assertStringIncludes(message, "on ClickHouse at db1:8123");
  assertStringIncludes(message, "make room on the server's disk");
});

Deno.test("isTransient() is true of what may pass by itself, and of nothing else", () => {
  const transient = ["ECONNREFUSED", "ECONNRESET", "159", "202", "209", "210", "252", "279", "999"];
  const lasting = ["ENOTFOUND", "62", "60", "193", "243", "497", "516"];
  assertEquals(transient.filter((code) => !isTransient(failure("no", code))), []);
  assertEquals(lasting.filter((code) => isTransient(failure("no", code))), []);
  assertEquals(isTransient(failure("socket hang up")), true);
  assertEquals(isTransient(new Error("ECONNRESET")), false);
});

Deno.test("failureOf() leaves alone what is described already", () => {
  const described = new WarehouseError("described");
  assertEquals(failureOf(described, "select 1", LOCATION), described);
});
