import { assertEquals } from "@std/assert";
import { readFiles } from "../read_files.ts";
import { DOCUMENTS } from "./check_code.ts";
import { codeBlocks } from "./code_block.ts";
import { ExampleTrial, reasonNotToRun } from "./example_trial.ts";
import { shellCommands } from "./shell_command.ts";
import { type TaskCall, taskCallOf } from "./task_call.ts";
import { transcripts } from "./transcript.ts";

const BLOCKS = codeBlocks(readFiles(DOCUMENTS, [".md"]));
/** What the documents say that their examples were made with. */
const DAY: TaskCall = { task: "pipeline", args: ["--start", "2026-11-22"] };
/** Enough where only success matters. */
const FEW = { REQUESTS: "20000", SERVERS: "6", REGIONS: "2" };

/** The calls of tasks in the shell blocks of a page, each with the words that a test is named by. */
function callsOf(path: string): [name: string, call: TaskCall][] {
  const blocks = BLOCKS.filter((block) => block.path === path && block.language === "sh");
  return blocks.flatMap(({ line, text }) =>
    shellCommands(text).flatMap((command): [string, TaskCall][] => {
      const call = taskCallOf(command.words);
      return call === null ? [] : [[`${path}:${line + command.line} ${command.words.join(" ")}`, call]];
    })
  );
}

Deno.test("the commands of documents do what a reader expects, one after the other on each page", async (context) => {
  using base = new ExampleTrial(null);
  assertEquals((await base.call(DAY, FEW)).code, 0);
  for (const path of new Set(BLOCKS.map(({ path }) => path))) {
    using trial = new ExampleTrial(base);
    for (const [name, call] of callsOf(path)) {
      const reason = reasonNotToRun(call);
      await context.step({
        name: reason === null ? name : `${name} (not carried out: ${reason})`,
        ignore: reason !== null,
        fn: async () => {
          const { code, err } = await trial.call(call, FEW);
          assertEquals([code, err.filter((line) => line.startsWith("error"))], [0, []]);
        },
      });
    }
  }
});

Deno.test("a command whose output a document shows prints just that", async (context) => {
  using day = new ExampleTrial(null);
  assertEquals((await day.call(DAY)).code, 0);
  for (const { path, line, command, output } of transcripts(BLOCKS)) {
    await context.step(`${path}:${line} ${command}`, async () => {
      const call = taskCallOf(shellCommands(command)[0]!.words)!;
      assertEquals((await day.call(call)).out.join("\n").trimEnd(), output);
    });
  }
});

Deno.test("a command that fails is noticed, and one that cannot be carried out says why", async () => {
  using trial = new ExampleTrial(null);
  assertEquals((await trial.call({ task: "alerts", args: ["replay", "nope"] })).code, 1);
  assertEquals(reasonNotToRun({ task: "serve", args: [] })?.split(":")[0], "it serves until it is stopped");
  assertEquals(reasonNotToRun({ task: "export", args: ["kpis"] }), null);
});

Deno.test("transcripts() divides a block into what was typed and what was printed", () => {
  const page = new Map([["p", "```\n$ deno task x\na\n\nb\n\n```\n```\nno prompt\n```\n"]]);
  assertEquals(transcripts(codeBlocks(page)).map(({ command, output }) => [command, output]), [[
    "deno task x",
    "a\n\nb",
  ]]);
});
