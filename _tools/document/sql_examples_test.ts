import { assertEquals, assertRejects } from "@std/assert";
import { readCapabilities } from "../../lib/warehouse/sql_server/capability.ts";
import { SqlServerConnection } from "../../lib/warehouse/sql_server/connection.ts";
import type { SqlServerLocation } from "../../lib/warehouse/sql_server/location.ts";
import { NO_TRIAL_SERVER, TrialDatabase } from "../../lib/warehouse/sql_server/trial_database.ts";
import { SqlServerWarehouse } from "../../lib/warehouse/sql_server_warehouse.ts";
import { isTest, readFiles } from "../read_files.ts";
import { DOCUMENTS } from "./check_code.ts";
import { type CodeBlock, codeBlocks } from "./code_block.ts";

const PASSWORD = "Trial_of_documents_1!";
const BLOCKS = codeBlocks(readFiles(DOCUMENTS, [".md"]));

/** Statements that a reader is told to run, without comments. */
function statementsOf(engine: string): string[] {
  const blocks = BLOCKS.filter(({ language, about }: CodeBlock) => language === "sql" && about.startsWith(engine));
  const text = blocks.map(({ text }) => text.replaceAll(/--.*$/gm, "")).join("\n");
  return text.split(";").map((statement) => statement.trim()).filter((statement) => statement !== "");
}

/** The logins that the documents speak of, under names that nobody else has. */
class Trial extends TrialDatabase {
  readonly #suffix = this.location.database.slice(-8);

  login(name: string): string {
    return `${name}_${this.#suffix}`;
  }

  as(name: string): SqlServerLocation {
    return { ...this.location, login: { kind: "sql", username: this.login(name), password: PASSWORD } };
  }

  named(statement: string): string {
    return statement.replaceAll("TrafficInsights", this.location.database)
      .replaceAll(/\blogin (loader|reader)\b/g, (_, name) => `login ${this.login(name)}`);
  }

  override async [Symbol.asyncDispose](): Promise<void> {
    await super[Symbol.asyncDispose]();
    await using master = await SqlServerConnection.open({ ...this.location, database: "master" });
    for (const name of ["loader", "reader"]) await master.run(`drop login ${this.login(name)}`);
  }
}

Deno.test({
  name: `SQL Server takes the statements of the documents, and gives the rights that they promise${
    NO_TRIAL_SERVER === null ? "" : ` (skipped: ${NO_TRIAL_SERVER})`
  }`,
  ignore: NO_TRIAL_SERVER !== null,
  fn: async () => {
    await using trial = new Trial();
    const [create, alter, use, ...grants] = statementsOf("sqlserver").map((statement) => trial.named(statement));
    assertEquals(use, `use ${trial.location.database}`);
    {
      await using master = await SqlServerConnection.open({ ...trial.location, database: "master" });
      for (const name of ["loader", "reader"]) {
        await master.run(`create login ${trial.login(name)} with password = '${PASSWORD}'`);
      }
      await master.run(create!);
      // Babelfish has no such option: there readers never wait.
      const { hasSnapshotReads } = await readCapabilities(master);
      if (hasSnapshotReads) await master.run(alter!);
    }
    {
      await using owner = await SqlServerWarehouse.open(trial.location);
      await owner.migrate();
    }
    {
      await using connection = await SqlServerConnection.open(trial.location);
      for (const grant of grants) await connection.run(grant);
    }
    await using loader = await SqlServerWarehouse.open(trial.as("loader"));
    assertEquals((await loader.inspect()).rights, { read: true, write: true, create: false });
    await using reader = await SqlServerWarehouse.open(trial.as("reader"));
    assertEquals((await reader.inspect()).rights, { read: true, write: false, create: false });
    await using connection = await SqlServerConnection.open(trial.as("reader"));
    await assertRejects(() => connection.run("delete from dbo.alert_silences"));
    assertEquals(await reader.query("select count(*) as n from star_days"), [{ n: 0 }]);
  },
});

Deno.test("the documents grant what ClickHouse is asked for, as no server here has users in SQL", () => {
  const sources = [...readFiles(["lib/warehouse/clickhouse"], [".ts"])].filter(([path]) => !isTest(path));
  const asked = sources.flatMap(([, text]) => [...text.matchAll(/from system\.(\w+)/g)].map((match) => match[1]!));
  const grants = statementsOf("clickhouse").filter((statement) => statement.endsWith("to loader"));
  const missing = [...new Set(asked)].filter((table) => !grants.includes(`grant select on system.${table} to loader`));
  assertEquals([missing, grants.includes("grant remote on *.* to loader")], [[], true]);
});
