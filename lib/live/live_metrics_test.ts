import { assertEquals, assertStringIncludes } from "@std/assert";
import { parseEndpoint } from "../collect/endpoint.ts";
import { collectedFile } from "../collect/collected_files.ts";
import { NO_LOG } from "../run/log.ts";
import { TemporaryFolder } from "../run/temporary_folder.ts";
import { DuckDbWarehouse } from "../warehouse/duckdb_warehouse.ts";
import type { Warehouse } from "../warehouse/warehouse.ts";
import { LiveMetrics } from "./live_metrics.ts";

const NOON = Date.UTC(2026, 0, 5, 12);

/** A node_exporter whose CPU is busy for half of the time. */
function page(round: number): string {
  return [
    `node_cpu_seconds_total{cpu="0",mode="idle"} ${100 + 5 * round}`,
    `node_cpu_seconds_total{cpu="0",mode="user"} ${50 + 5 * round}`,
    "node_memory_MemTotal_bytes 1000",
    "node_memory_MemAvailable_bytes 250",
  ].join("\n");
}

Deno.test("what is polled is in the warehouse and in the file of the day, and what is held is not lost", async () => {
  using folder = new TemporaryFolder();
  let round = 0;
  await using server = Deno.serve(
    { hostname: "127.0.0.1", port: 0, onListen: () => {} },
    () => new Response(page(round)),
  );
  await using warehouse = await DuckDbWarehouse.open(`${folder.path}/warehouse.duckdb`, () => {});
  await warehouse.migrate();
  let isHeld = false;
  const warnings: string[] = [];
  const metrics = new LiveMetrics({
    endpoints: [parseEndpoint(`web-1=http://127.0.0.1:${server.addr.port}/metrics`)],
    data: folder.path,
    through: <T>(work: (warehouse: Warehouse) => Promise<T>) =>
      isHeld ? Promise.reject(new Error("held by a pipeline")) : work(warehouse),
    clock: () => NOON + 10_000 * round,
    log: { ...NO_LOG, warn: (_: string, fields: unknown) => void warnings.push(JSON.stringify(fields)) },
  });
  assertEquals([await metrics.turn(), metrics.figures().polled_cpu_max_percent], [true, null]);
  round++;
  isHeld = true;
  assertEquals([await metrics.turn(), metrics.storedAt], [false, NOON]);
  assertStringIncludes(warnings[0]!, "held by a pipeline");
  round++;
  isHeld = false;
  assertEquals([await metrics.turn(), metrics.storedAt], [true, NOON + 20_000]);
  assertEquals(metrics.figures(), {
    polled_servers_count: 1,
    polled_cpu_max_percent: 50,
    polled_connections_count: null,
  });
  const rows = await warehouse.query(
    "select server_id, cpu_usage_percent as cpu, memory_usage_percent as memory from server_metrics order by timestamp",
  );
  assertEquals(rows, [null, 50, 50].map((cpu) => ({ server_id: "web-1", cpu, memory: 75 })));
  assertEquals(Deno.readTextFileSync(collectedFile(folder.path, NOON)).trim().split("\n").length, 4);
});

Deno.test("an endpoint that is silent is told once, and again when it is back", async () => {
  using folder = new TemporaryFolder();
  const told: string[] = [];
  const take = (words: string) => void told.push(words);
  const listener = Deno.listen({ hostname: "127.0.0.1", port: 0 });
  const { port } = listener.addr as Deno.NetAddr;
  listener.close();
  const metrics = new LiveMetrics({
    endpoints: [parseEndpoint(`http://127.0.0.1:${port}/metrics`)],
    data: folder.path,
    through: () => Promise.reject(new Error("nothing to store")),
    clock: () => NOON,
    log: { ...NO_LOG, info: take, warn: take },
  });
  for (let i = 0; i < 3; i++) assertEquals(await metrics.turn(), false);
  assertEquals(told.length, 1);
  await using _server = Deno.serve({ hostname: "127.0.0.1", port, onListen: () => {} }, () => new Response(page(0)));
  await metrics.turn();
  assertStringIncludes(told[1]!, "answers again");
});
