import { assertEquals, assertThrows } from "@std/assert";
import { WarehouseError } from "../warehouse.ts";
import { capabilitiesOf, type ServerProperties } from "./capability.ts";

const SERVER: ServerProperties = { engine_edition: 2, major_version: 14, is_babelfish: null, service_objective: null };
const ALL = { hasColumnstore: true, hasSnapshotReads: true };

Deno.test("capabilitiesOf() knows what SQL Server 2017, Azure SQL Database and Babelfish can do", () => {
  assertEquals(capabilitiesOf(SERVER), ALL);
  const azure = { ...SERVER, engine_edition: 5, major_version: 12 };
  assertEquals(capabilitiesOf({ ...azure, service_objective: "S3" }), ALL);
  assertEquals(capabilitiesOf({ ...azure, service_objective: "Basic" }), { ...ALL, hasColumnstore: false });
  const babelfish = { ...SERVER, major_version: 12, is_babelfish: 1 };
  assertEquals(capabilitiesOf(babelfish), { hasColumnstore: false, hasSnapshotReads: false });
});

Deno.test("capabilitiesOf() refuses SQL Server 2016 and older", () => {
  assertThrows(() => capabilitiesOf({ ...SERVER, major_version: 13 }), WarehouseError, "SQL Server 2017 (14) or later");
});
