import { assertEquals, assertMatch } from "@std/assert";
import type { Contender } from "./contender.ts";
import { canMeasureMemory, measureRun } from "./measure_run.ts";
import { takeTurns } from "./take_turns.ts";

const WARM_UP = { nginx: "small", haproxy: "small" };
const LOGS = { nginx: "large", haproxy: "large" };

function shell(name: string, script: string): Contender {
  return { name, makes: "text", reads: "nginx", command: (log, out) => ["sh", "-c", script, "sh", log, out] };
}

async function turnsOf(...contenders: Contender[]) {
  const folder = await Deno.makeTempDir();
  const order: string[] = [];
  const onTurn = (round: number, name: string) => order.push(`${round} ${name}`);
  try {
    const turns = { warmUp: WARM_UP, logs: LOGS, runCount: 2, withMemory: false, folder, onTurn };
    return { taken: await takeTurns(contenders, turns), order, left: [...Deno.readDirSync(folder)] };
  } finally {
    await Deno.remove(folder, { recursive: true });
  }
}

Deno.test("takeTurns() interleaves the contenders, measures the large log and leaves no output behind", async () => {
  const { taken, order, left } = await turnsOf(shell("sh a", 'echo "$1" | tee "$2/a"'), shell("sh b", 'ls "$2"'));
  assertEquals(order, ["1 sh a", "1 sh b", "2 sh a", "2 sh b"]);
  assertEquals(taken.map(({ runs }) => runs.map(({ stdout }) => stdout)), [["large\n", "large\n"], ["", ""]]);
  assertEquals(left, []);
});

Deno.test("takeTurns() goes on without a contender that is missing, fails at once or fails on the large log", async () => {
  const { taken, order } = await turnsOf(
    shell("program-that-nobody-has", "true"),
    shell("sh early", "echo 'error: no such task' >&2; echo trace >&2; exit 3"),
    shell("sh late", '[ "$1" = small ]'),
    shell("sh fine", "true"),
  );
  assertEquals(order, ["1 sh late", "1 sh fine", "2 sh fine"]);
  assertEquals(taken.map(({ missing }) => missing?.split(":")[0]), ["not installed", "failed", "failed", undefined]);
  assertMatch(taken[1]!.missing!, /exit code 3: error: no such task/);
});

const memory = canMeasureMemory();
const reason = memory ? "" : " (skipped: GNU time is not installed)";
Deno.test({ name: `measureRun() tells the peak memory of a run${reason}`, ignore: !memory }, async () => {
  const { peakBytes, seconds } = await measureRun(["true"], true);
  assertEquals(peakBytes! > 100_000 && peakBytes! < 100_000_000, true);
  assertEquals(seconds > 0, true);
});

Deno.test("measureRun() does not measure memory unasked", async () => {
  assertEquals((await measureRun(["true"], false)).peakBytes, null);
});
