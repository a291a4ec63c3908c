/** Blocks that no check would look at. @module */
import type { Problem } from "../report_problems.ts";
import type { CodeBlock } from "./code_block.ts";

/** What looks at the blocks of a language; text without a language shows output or draws. */
const CHECKS: Readonly<Record<string, string>> = {
  "": "people",
  crontab: "crontab.ts",
  ini: "unit_file.ts, unit_file_test.ts with systemd-analyze",
  json: "wrong_data.ts",
  mermaid: "people: it draws",
  python: "signature_examples_test.ts",
  sh: "wrong_commands.ts, shell_examples_test.ts",
  sql: "sql_examples_test.ts",
  ts: "deno task examples, where it needs no data; else its types alone",
  yaml: "wrong_data.ts",
};

/** The engines that SQL may be written for; the block says which, as in "sql clickhouse". */
const SQL_ENGINES = ["duckdb", "sqlserver", "clickhouse"] as const;

/** Lists blocks in a language that nothing checks, and SQL that does not say for which engine it is. */
export function uncheckedBlocks(blocks: readonly CodeBlock[]): Problem[] {
  return blocks.flatMap(({ path, line, language, about }) => {
    if (!(language in CHECKS)) return [{ path, line, message: `is in "${language}", which nothing checks` }];
    const isEngine = (SQL_ENGINES as readonly string[]).includes(about.split(" ")[0]!);
    if (language !== "sql" || isEngine) return [];
    return [{ path, line, message: `is SQL for no engine; write one of ${SQL_ENGINES.join(", ")} behind "sql"` }];
  });
}
