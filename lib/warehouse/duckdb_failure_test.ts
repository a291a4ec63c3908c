import { assertEquals, assertStringIncludes } from "@std/assert";
import { duckDbFailure } from "./duckdb_failure.ts";
import { WarehouseError } from "./warehouse.ts";

Deno.test("duckDbFailure() names the file and the remedy, and leaves the statement out", () => {
  const remedies: [string, string][] = [
    ['IO Error: Could not write file "/d/w.duckdb.wal": No space left on device, in: insert', "make room there"],
    ['IO Error: Cannot open file "/d/w.duckdb": Permission denied', "this user needs the right to write the file"],
    ["Read-only file system (os error 30)", "this user needs the right to write the file"],
    ['IO Error: Could not read from file "/d": Is a directory', "--warehouse must name a file"],
    ["IO Error: trying to read a database file with version number 99", "a newer DuckDB wrote it"],
  ];
  for (const [message, remedy] of remedies) {
    const failure = duckDbFailure(new Error(message), "open", "/d/w.duckdb");
    const [words] = message.split(", in: ");
    assertStringIncludes(
      String(failure),
      `WarehouseError: Cannot open the warehouse "/d/w.duckdb": ${words}; ${remedy}`,
    );
  }
});

Deno.test("duckDbFailure() gives back what has no remedy here, or has one already", () => {
  for (const error of [new Error("Constraint Error: NOT NULL"), new WarehouseError("No space left on device")]) {
    assertEquals(duckDbFailure(error, "write", "w.duckdb"), error);
  }
});
