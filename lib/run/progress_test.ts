import { assertEquals } from "@std/assert";
import { NO_PROGRESS, type Progress, progressLine } from "./progress.ts";

const CLEAR = "\r\x1b[K";

/** A progress line on a made-up terminal, whose clock stands until it is moved. */
function onTerminal(): { progress: Progress; written: string[]; wait: (ms: number) => void } {
  const written: string[] = [];
  let now = 0;
  const progress = progressLine((text) => written.push(text), () => now);
  return { progress, written, wait: (ms) => void (now += ms) };
}

Deno.test("progressLine() names the step at once, and then its records", () => {
  const { progress, written } = onTerminal();
  progress.begin("generate");
  progress.show(1_234_567);
  progress.begin("ingest");
  assertEquals(written, [`${CLEAR}generate …`, `${CLEAR}generate … 1,234,567 records`, `${CLEAR}ingest …`]);
});

Deno.test("progressLine() is written ten times a second at most, however often it is shown", () => {
  const { progress, written, wait } = onTerminal();
  progress.begin("ingest");
  for (let count = 0; count < 1_000; count++) {
    progress.show(count);
    wait(1);
  }
  assertEquals(written.length, 1 + 10);
});

Deno.test("progressLine() makes way for another line and comes back below it", () => {
  const { progress, written } = onTerminal();
  progress.begin("ingest");
  progress.aside(() => written.push("a line of the log\n"));
  assertEquals(written, [`${CLEAR}ingest …`, CLEAR, "a line of the log\n", `${CLEAR}ingest …`]);
});

Deno.test("progressLine() does not come back once it is taken away, and writes nothing where none stands", () => {
  const { progress, written } = onTerminal();
  progress.clear();
  progress.aside(() => written.push("early\n"));
  progress.begin("ingest");
  progress.clear();
  progress.clear();
  progress.aside(() => written.push("late\n"));
  assertEquals(written, ["early\n", `${CLEAR}ingest …`, CLEAR, "late\n"]);
});

Deno.test("NO_PROGRESS lets lines be written as they come", () => {
  const written: string[] = [];
  NO_PROGRESS.begin("ingest");
  NO_PROGRESS.aside(() => written.push("a line of the log\n"));
  assertEquals([written, NO_PROGRESS.isShown], [["a line of the log\n"], false]);
});
