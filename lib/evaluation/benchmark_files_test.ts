import { assertEquals, assertRejects } from "@std/assert";
import { TemporaryFolder } from "../run/temporary_folder.ts";
import { missingBenchmarks, readCloudMonitoring, readNab } from "./benchmark_files.ts";

const ROWS = ["timestamp,value", "2026-01-05 00:00:00,1", "2026-01-05 00:05:00,2", "2026-01-05 00:10:00,3", ""].join(
  "\n",
);
const LABELS = { "b/y.csv": [], "a/x.csv": [["2026-01-05 00:05:00.000000", "2026-01-05 00:10:00.000000"]] };

Deno.test("readNab() reads the files that the labels name, in the order of their names", async () => {
  using folder = new TemporaryFolder();
  for (const path of ["nab/labels", "nab/data/a", "nab/data/b"]) {
    Deno.mkdirSync(`${folder.path}/${path}`, { recursive: true });
  }
  folder.write("nab/labels/combined_windows.json", JSON.stringify(LABELS));
  folder.write("nab/data/a/x.csv", ROWS);
  await assertRejects(() => readNab(folder.path), Deno.errors.NotFound);
  folder.write("nab/data/b/y.csv", ROWS);
  const series = await readNab(folder.path);
  assertEquals(series?.map(({ name, windows }) => [name, windows]), [
    ["a/x.csv", [{ first: 1, last: 2 }]],
    ["b/y.csv", []],
  ]);
});

Deno.test("readCloudMonitoring() reads the CSV files of every group and nothing else", async () => {
  using folder = new TemporaryFolder();
  Deno.mkdirSync(`${folder.path}/cloud-monitoring/data/rps`, { recursive: true });
  folder.write("cloud-monitoring/data/rps/one.csv", "timestamp,value,label\n1,2,1\n");
  folder.write("cloud-monitoring/data/rps/one.csv-metadata.json", "{}");
  assertEquals((await readCloudMonitoring(folder.path))?.map(({ name }) => name), ["one.csv"]);
});

Deno.test("a folder without collections is told from one with them", async () => {
  using folder = new TemporaryFolder();
  assertEquals([await readNab(folder.path), await readCloudMonitoring(folder.path)], [null, null]);
  assertEquals(await missingBenchmarks(`${folder.path}/none`), ["nab", "cloud-monitoring"]);
  Deno.mkdirSync(`${folder.path}/nab`);
  assertEquals(await missingBenchmarks(folder.path), ["cloud-monitoring"]);
});
