import { assert, assertAlmostEquals, assertEquals } from "@std/assert";
import { CONTENDERS, isInstalled } from "./contender.ts";
import { ensureLog, LOG_LINES, logChunks, type LogKind } from "./log_file.ts";
import type { LoggedRequest } from "./logged_request.ts";
import { measureRun } from "./measure_run.ts";

const RETRIED: LoggedRequest = {
  loggedAtMs: Date.UTC(2026, 2, 1, 0, 0, 7, 250),
  clientIp: "203.0.2.77",
  clientPort: 50_276,
  method: "GET",
  path: "/cart",
  userAgent: "curl/8.10.1",
  responseBytes: 6_394,
  attempts: [{ server: 10, durationMs: 29, statusCode: 502 }, { server: 6, durationMs: 60, statusCode: 200 }],
};

async function textOf(kind: LogKind, lineCount: number, seed: number): Promise<string> {
  return await new Response(ReadableStream.from(logChunks(kind, { lineCount, seed }))).text();
}

async function withFolder(use: (folder: string) => Promise<void>): Promise<void> {
  const folder = await Deno.makeTempDir();
  try {
    await use(folder);
  } finally {
    await Deno.remove(folder, { recursive: true });
  }
}

Deno.test("nginxLine() lists every attempt and sums their times", () => {
  assertEquals(
    LOG_LINES.nginx(RETRIED),
    '203.0.2.77 - - [01/Mar/2026:00:00:07 +0000] "GET /cart HTTP/1.1" 200 6394 "https://shop.example/" "curl/8.10.1" ' +
      'rt=0.089 uct="0.001, 0.001" uht="0.029, 0.060" urt="0.029, 0.060" us="502, 200" ua="10.0.1.10:8080, 10.0.1.6:8080"',
  );
});

Deno.test("haproxyLine() is dated by the start and marks the redispatch", () => {
  assertEquals(
    LOG_LINES.haproxy(RETRIED),
    "Mar  1 00:00:07 lb1 haproxy[812]: 203.0.2.77:50276 [01/Mar/2026:00:00:07.161] fe_shop be_shop/app6 " +
      '0/29/1/59/89 200 6394 - - ---- 9/9/4/1/+1 0/0 "GET /cart HTTP/1.1"',
  );
});

Deno.test("logChunks() repeats itself for a seed and differs for another", async () => {
  assertEquals(await textOf("nginx", 50, 1), await textOf("nginx", 50, 1));
  assert(await textOf("nginx", 50, 1) !== await textOf("nginx", 50, 2));
});

Deno.test("logChunks() yields exactly the lines asked for, of 255 bytes on average in nginx's notation", async () => {
  const text = await textOf("nginx", 5_001, 1);
  assertEquals(text.split("\n").length, 5_002);
  assertAlmostEquals(text.length / 5_001, 255, 3);
});

Deno.test("ensureLog() uses the log that is there, and makes anew one that begins differently", async () => {
  await withFolder(async (folder) => {
    const size = { lineCount: 10, seed: 1 };
    const path = await ensureLog(folder, "haproxy", size);
    const whole = await Deno.readTextFile(path);
    await Deno.writeTextFile(path, `${whole}kept\n`);
    await ensureLog(folder, "haproxy", size);
    assertEquals(await Deno.readTextFile(path), `${whole}kept\n`);
    await Deno.writeTextFile(path, `stale\n${whole}`);
    await ensureLog(folder, "haproxy", size);
    assertEquals(await Deno.readTextFile(path), whole);
    assertEquals([...Deno.readDirSync(folder)].length, 1);
  });
});

for (const contender of CONTENDERS.filter(({ name }) => ["goaccess", "lnav", "halog -srv"].includes(name))) {
  const ignore = !isInstalled(contender);
  const reason = ignore ? " (skipped: it is not installed)" : "";
  Deno.test({ name: `${contender.name} counts every line of the log made for it${reason}`, ignore }, async () => {
    await withFolder(async (folder) => {
      const log = await ensureLog(folder, contender.reads, { lineCount: 700, seed: 1 });
      const { stdout } = await measureRun(contender.command(log, folder), false);
      assertEquals(await countedLines(contender.name, folder, stdout), 700);
    });
  });
}

async function countedLines(name: string, folder: string, stdout: string): Promise<number> {
  if (name === "goaccess") return JSON.parse(await Deno.readTextFile(`${folder}/report.json`)).general.valid_requests;
  if (name === "lnav") return Number(stdout.match(/^\s*(\d+)\s/m)![1]);
  const perServer = stdout.split("\n").filter((line) => line.startsWith("be_shop/")).map((line) => line.split(" "));
  return perServer.reduce((sum, columns) => sum + Number(columns[7]), 0);
}
