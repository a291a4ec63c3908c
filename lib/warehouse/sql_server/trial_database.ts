/** A database for the time of a test, on the server that the environment names. @module */
import { readConfig } from "../../run/config.ts";
import { THIS_PROCESS } from "../../run/host.ts";
import { retrying } from "../../run/retry.ts";
import { SqlServerConnection } from "./connection.ts";
import { readSqlServerLocation, SQL_SERVER_SETTINGS, type SqlServerLocation } from "./location.ts";

const CONFIG = readConfig([], SQL_SERVER_SETTINGS, { env: THIS_PROCESS.env, envFile: "" });

/** Why no test can have a database; null where it can. */
export const NO_TRIAL_SERVER: string | null = CONFIG["db-server"] === null ? "DB_SERVER is not set" : null;

/** A database that nobody has made yet; disposing of it removes it. */
export class TrialDatabase implements AsyncDisposable {
  readonly location: SqlServerLocation;

  constructor() {
    const database = `trial_${crypto.randomUUID().replaceAll("-", "")}`;
    this.location = { ...readSqlServerLocation(null, CONFIG), database };
  }

  /** Flags that lead a task there, whatever its environment says. */
  get flags(): string[] {
    const settings = { ...CONFIG, "db-database": this.location.database };
    return SQL_SERVER_SETTINGS.flatMap((name) => {
      const value = settings[name];
      if (value === null || value === false) return [];
      return value === true ? [`--${name}`] : [`--${name}=${value}`];
    });
  }

  async [Symbol.asyncDispose](): Promise<void> {
    await using master = await SqlServerConnection.open({ ...this.location, database: "master" });
    // A server may take a moment to notice that a connection is gone.
    const drop = () => master.run(`drop database if exists [${this.location.database}]`);
    await retrying(drop, () => true, { attemptCount: 8, firstPauseMs: 50 });
  }
}
