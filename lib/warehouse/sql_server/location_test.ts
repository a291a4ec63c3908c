import { assert, assertEquals, assertStringIncludes, assertThrows } from "@std/assert";
import { ConfigError, readConfig } from "../../run/config.ts";
import {
  readServer,
  readSqlServerLocation,
  showSqlServerLocation,
  SQL_SERVER_SETTINGS,
  type SqlServerConfig,
} from "./location.ts";

function settings(env: Readonly<Record<string, string>> = {}): SqlServerConfig {
  return readConfig([], SQL_SERVER_SETTINGS, { env: (name) => env[name], envFile: "" });
}

const LOGIN = { DB_USERNAME: "loader", DB_PASSWORD: "s3cret" };

Deno.test("readSqlServerLocation() reads the whole URL", () => {
  const url = "mssql://loader:p%40ss%2F@db1:1434/Traffic?encrypt=strict&trustServerCertificate=true&requestTimeout=60";
  assertEquals(readSqlServerLocation(url, settings()), {
    host: "db1",
    port: 1434,
    instance: null,
    database: "Traffic",
    login: { kind: "sql", username: "loader", password: "p@ss/" },
    encrypt: "strict",
    isTrusting: true,
    connectionTimeoutMs: 15_000,
    requestTimeoutMs: 60_000,
  });
});

Deno.test("readSqlServerLocation() takes what the URL leaves out from the settings", () => {
  const { database, login } = readSqlServerLocation("mssql://db1", settings({ ...LOGIN, DB_DATABASE: "Other" }));
  assertEquals([database, login], ["Other", { kind: "sql", username: "loader", password: "s3cret" }]);
});

Deno.test("readSqlServerLocation() reads the settings alone, encrypted and for the database of the reports by default", () => {
  const location = readSqlServerLocation(null, settings({ ...LOGIN, DB_SERVER: "db1\\SQLEXPRESS" }));
  assertEquals([location.host, location.port, location.instance], ["db1", null, "SQLEXPRESS"]);
  assertEquals([location.database, location.encrypt, location.isTrusting], ["TrafficInsights", true, false]);
  assertEquals(readSqlServerLocation(null, settings({ ...LOGIN, DB_SERVER: "db1" })).port, 1433);
});

Deno.test("readSqlServerLocation() tells the three kinds of login apart", () => {
  const loginOf = (env: Readonly<Record<string, string>>) =>
    readSqlServerLocation("mssql://db1", settings({ DB_PASSWORD: "s3cret", ...env })).login;
  const windows = { kind: "windows", domain: "CORP", username: "ann", password: "s3cret" } as const;
  assertEquals(loginOf({ DB_USERNAME: "CORP\\ann" }), windows);
  assertEquals(loginOf({ DB_USERNAME: "CORP\\ann", DB_AUTH_TYPE: "Windows Authentication" }), windows);
  assertEquals(loginOf({ DB_USERNAME: "ann", DB_AUTH_TYPE: "SQL Server Authentication" }).kind, "sql");
  assertEquals(loginOf({ DB_AUTH_TYPE: "azure-token" }), { kind: "token", token: "s3cret" });
  assertEquals(readSqlServerLocation("mssql://CORP%5Cann:s3cret@db1/T", settings()).login, windows);
});

Deno.test("readSqlServerLocation() refuses what it cannot use, and never repeats the password", () => {
  const wrong: Readonly<Record<string, readonly [string, Readonly<Record<string, string>>]>> = {
    "no host is named": ["mssql:///T", LOGIN],
    "there is no user, set DB_USERNAME": ["mssql://db1", { DB_PASSWORD: "s3cret" }],
    "there is no password, set DB_PASSWORD": ["mssql://loader@db1", {}],
    "names no domain": ["mssql://db1", { ...LOGIN, DB_AUTH_TYPE: "windows" }],
    'DB_AUTH_TYPE "kerberos" is none of': ["mssql://db1", { ...LOGIN, DB_AUTH_TYPE: "kerberos" }],
    '"cluster" is no option of it': ["mssql://loader:s3cret@db1?cluster=a", {}],
    'DB_ENCRYPT "maybe" is none of': ["mssql://loader:s3cret@db1?encrypt=maybe", {}],
    'trustServerCertificate "1" is neither': ["mssql://loader:s3cret@db1?trustServerCertificate=1", {}],
    'requestTimeout "0" is no number of seconds': ["mssql://loader:s3cret@db1?requestTimeout=0", {}],
  };
  for (const [words, [url, env]] of Object.entries(wrong)) {
    const { message } = assertThrows(() => readSqlServerLocation(url, settings(env)), ConfigError);
    assertStringIncludes(message, words);
    assert(!message.includes("s3cret"), message);
  }
});

Deno.test("readServer() reads a server as connection strings name it", () => {
  const { host, port, instance } = readServer(" tcp:db1.corp.example\\BI , 50123 ");
  assertEquals([host, port, instance], ["db1.corp.example", 50123, "BI"]);
  assertEquals(readServer("(local)").host, "localhost");
  assertEquals(readServer("[::1]:1433"), { host: "::1", port: 1433, instance: null });
  assertThrows(() => readServer("db1, port 5"), ConfigError, `DB_SERVER "db1, port 5" names no server`);
});

Deno.test("showSqlServerLocation() leaves out who asks", () => {
  const url = "mssql://loader:s3cret@db1/T?instance=BI";
  assertEquals(showSqlServerLocation(readSqlServerLocation(url, settings())), "mssql://db1\\BI/T");
});
