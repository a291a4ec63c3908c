import { assert, assertEquals, assertStringIncludes } from "@std/assert";
import { isTransientFailure, sqlServerFailure } from "./failure.ts";
import type { SqlServerLocation } from "./location.ts";

const LOCATION: SqlServerLocation = {
  host: "db1",
  port: 1433,
  instance: null,
  database: "T",
  login: { kind: "sql", username: "loader", password: "s3cret" },
  encrypt: true,
  isTrusting: false,
  connectionTimeoutMs: 1_000,
  requestTimeoutMs: 1_000,
};

/** An error as the driver throws it. */
function driverError(name: string, properties: Readonly<Record<string, unknown>>, message = "failed"): Error {
  return Object.assign(new Error(message), { name, ...properties });
}

const failure = (error: unknown) => sqlServerFailure(error, "-- why\nselect 1", LOCATION);

Deno.test("sqlServerFailure() names dialect, statement, code, server and cause", () => {
  const cause = driverError("RequestError", { code: "EREQUEST", number: 2627 }, "Violation of PRIMARY KEY");
  const error = failure(cause);
  assertEquals(error.failed, { dialect: "sqlserver", statement: "select 1", code: "2627" });
  assertEquals(error.cause, cause);
  assertStringIncludes(error.message, "mssql://db1:1433/T: Violation of PRIMARY KEY, in: select 1");
  assertEquals(failure(error), error);
});

Deno.test("isTransientFailure() holds for victims of deadlocks, throttling, failover and cut connections", () => {
  const errors = [
    ...[1205, 1222, 976, 40197, 40501, 40613, 49918].map((number) => driverError("RequestError", { number })),
    driverError("ConnectionError", { code: "ESOCKET" }, "Failed to connect to db1:1433 - connect ECONNREFUSED"),
    driverError("RequestError", { code: "ECONNCLOSED" }, "Connection is closed."),
    driverError("RequestError", { code: "ESOCKET" }, "Connection lost - read ECONNRESET"),
    driverError("ConnectionError", { code: "ETIMEOUT" }, "Failed to connect to db1:1433 in 1000ms"),
    driverError("ConnectionError", { code: "ELOGIN" }, "Database 'T' on server 'db1' is not currently available."),
    driverError("TransactionError", { code: "EABORT", originalError: driverError("RequestError", { number: 1205 }) }),
  ];
  for (const error of errors) assert(isTransientFailure(failure(error)), error.message);
});

Deno.test("isTransientFailure() does not hold for what another try does not mend", () => {
  const errors = [
    ...[102, 208, 229, 262, 547, 1105, 2627, 8152, 9002, 18456].map((number) =>
      driverError("RequestError", { number })
    ),
    driverError("ConnectionError", { code: "ELOGIN" }, "Login failed for user 'loader'."),
    driverError("ConnectionError", { code: "ESOCKET" }, "Failed to connect to db1:1433 - getaddrinfo ENOTFOUND db1"),
    driverError("ConnectionError", { code: "ESOCKET" }, "self-signed certificate"),
    driverError("RequestError", { code: "ETIMEOUT" }, "Timeout: Request failed to complete in 1000ms"),
    new SyntaxError("Unexpected token"),
  ];
  for (const error of errors) assert(!isTransientFailure(failure(error)), error.message);
  assert(!isTransientFailure(new Error("ECONNRESET")));
});

Deno.test("sqlServerFailure() names the remedy of what an operator has to mend", () => {
  const remedies: readonly (readonly [Error, string])[] = [
    [
      driverError("ConnectionError", { code: "ELOGIN" }, "Login failed for user 'loader'."),
      "check DB_USERNAME and DB_PASSWORD",
    ],
    [
      driverError("ConnectionError", { code: "ELOGIN" }, `Cannot open database "T" requested by the login.`),
      "create the database",
    ],
    [driverError("ConnectionError", { code: "ELOGIN" }, "The login is from an untrusted domain"), "check DB_AUTH_TYPE"],
    [driverError("ConnectionError", { code: "ESOCKET" }, "getaddrinfo ENOTFOUND db1"), "no such host is known"],
    [driverError("ConnectionError", { code: "ESOCKET" }, "self-signed certificate"), "set DB_TRUST_CERTIFICATE"],
    [
      driverError("ConnectionError", {
        code: "ESOCKET",
        originalError: new AggregateError([new Error("connect ECONNREFUSED 127.0.0.1:1433")], "Could not connect"),
      }),
      "nothing listens there",
    ],
    [driverError("ConnectionError", { code: "EINSTLOOKUP" }), "its browser service knows no such instance"],
    [driverError("RequestError", { number: 262 }, "CREATE TABLE permission denied"), "see docs/database_setup.md"],
    [
      driverError("RequestError", { number: 33557097 }, "permission denied for table kpis"),
      "see docs/database_setup.md",
    ],
    [driverError("RequestError", { number: 1105 }, "Could not allocate space"), "free some disk of the server"],
  ];
  for (const [error, words] of remedies) assertStringIncludes(failure(error).message, words);
});
