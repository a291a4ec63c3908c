/** What went wrong between us and a SQL Server, in words that name the remedy. @module */
import { WarehouseError } from "../warehouse.ts";
import { showSqlServerLocation, type SqlServerLocation } from "./location.ts";

const STATEMENT_LENGTH = 200;
const MESSAGE_LENGTH = 500;

/** Failures of the network, by the names that the operating system has for them; each may pass by itself. */
const NETWORK_FAILURES: Readonly<Record<string, string>> = {
  ECONNREFUSED: "nothing listens there",
  ECONNRESET: "the connection was cut",
  EPIPE: "the connection was cut",
  ECONNCLOSED: "the connection was cut",
  ETIMEDOUT: "it does not answer",
  EHOSTUNREACH: "no way leads there",
  EAI_AGAIN: "its name is not resolved at the moment",
};

/** Failures before the login that an operator has to mend. */
const UNREACHABLE: Readonly<Record<string, string>> = {
  ENOTFOUND: "no such host is known; check DB_SERVER or the address of --warehouse",
  EINSTLOOKUP: "its browser service knows no such instance; check DB_SERVER, or name the port in place of the instance",
  CERTIFICATE:
    "its certificate is not to be trusted; install its authority here, or set DB_TRUST_CERTIFICATE where the network is yours",
};

/** Numbers of errors that may pass by themselves. */
const TRANSIENT_NUMBERS: readonly string[] = [
  "701", // out of memory for the moment
  "921", // the database is not yet recovered
  "922",
  "976", // the database moves to another replica
  "978",
  "983",
  "1204", // no more locks for the moment
  "1205", // victim of a deadlock
  "1222", // waited too long for a lock
  "3960", // another transaction changed the row
  "4221", // waited too long for a replica
  "6005", // the server shuts down
  "8645", // waited too long for memory
  "8651",
  "10928", // too many workers or sessions
  "10929",
  "10936",
  "17142", // the server is paused
  "40143", // the service is busy or moves the database
  "40197",
  "40501",
  "40540",
  "40613",
  "41839", // too many commits depend on each other
  "42108", // a pool that wakes up
  "42109",
  "49918", // the service is short of resources
  "49919",
  "49920",
];

/** What to do about errors that an operator has to mend. */
const REMEDIES: Readonly<Record<string, string>> = {
  "229": "the user needs the right that is named, see docs/database_setup.md",
  "262": "the user needs the right that is named, see docs/database_setup.md",
  "297": "the user needs the right that is named, see docs/database_setup.md",
  "300": "the user needs the right that is named, see docs/database_setup.md",
  "911": "create the database, or let a user who may do so run `deno task load` once",
  "916": "the login has no user in the database, see docs/database_setup.md",
  "1101": "free some disk of the server",
  "1105": "free some disk of the server, or let its files grow",
  "4060": "create the database, or let a user who may do so run `deno task load` once",
  "9002": "the transaction log is full: back it up, or let it grow",
  "18452": "check DB_AUTH_TYPE, and the domain in DB_USERNAME",
  "18456": "check DB_USERNAME and DB_PASSWORD, or the user of --warehouse",
  "18470": "the login is disabled",
  "18486": "the login is locked after too many tries",
  "18487": "the password has expired",
  "18488": "the password must be changed first",
  "40615": "the firewall of the server does not let this address in",
};

/** What Babelfish answers with errors of PostgreSQL that have no number of their own. */
const BABELFISH_NUMBER = 33557097;
const PERMISSION_DENIED = "229";

/** Codes of a login to a database that may be missing: of its two errors the driver may pass on that about the login. */
export const CANNOT_OPEN_DATABASE: readonly string[] = ["911", "4060", "18456"];

/** Describes a failure of a statement; a {@linkcode WarehouseError} that is one already stays. */
export function sqlServerFailure(error: unknown, statement: string, location: SqlServerLocation): WarehouseError {
  if (error instanceof WarehouseError) return error;
  const code = codeOf(error);
  const place = showSqlServerLocation(location);
  const failed = { dialect: "sqlserver", statement: beginningOf(statement), code };
  const unreachable = code === null ? undefined : UNREACHABLE[code] ?? NETWORK_FAILURES[code];
  if (unreachable !== undefined) {
    return new WarehouseError(`Cannot reach SQL Server at ${place}: ${unreachable}`, { cause: error, failed });
  }
  const remedy = code === null ? undefined : REMEDIES[code];
  const found = `Cannot do so on SQL Server at ${place}: ${wordsOf(error)}`;
  const message = remedy === undefined ? `${found}, in: ${failed.statement}` : `${found}; ${remedy}`;
  return new WarehouseError(message, { cause: error, failed });
}

/** Tells whether another try may succeed. */
export function isTransientFailure(error: unknown): boolean {
  const code = error instanceof WarehouseError ? error.failed?.code ?? null : null;
  return code !== null && (code in NETWORK_FAILURES || TRANSIENT_NUMBERS.includes(code));
}

/** Numbers of refused logins by their words, which are all that the driver passes on. */
const LOGIN_FAILURES: readonly (readonly [RegExp, string])[] = [
  [/is not currently available|service is (currently )?busy|try again later/i, "40613"],
  [/cannot open database|database .* does not exist/i, "4060"],
  [/untrusted domain/i, "18452"],
  [/locked out/i, "18486"],
  [/is disabled/i, "18470"],
  [/password .* expired/i, "18487"],
  [/password .* must be changed/i, "18488"],
  [/not allowed to access the server/i, "40615"],
  [/./, "18456"],
];

/** The server's number, or else what the network or the driver calls it. */
function codeOf(error: unknown): string | null {
  const parts = chainOf(error);
  const number = parts.map(({ number }) => number).find((number) => typeof number === "number" && number > 0);
  const words = parts.map(({ message }) => String(message)).join("\n");
  if (number === BABELFISH_NUMBER && /^permission denied/im.test(words)) return PERMISSION_DENIED;
  if (number !== undefined) return String(number);
  if (parts.some(({ code }) => code === "ELOGIN")) return LOGIN_FAILURES.find(([pattern]) => pattern.test(words))![1];
  const known = [...Object.keys(UNREACHABLE), ...Object.keys(NETWORK_FAILURES)];
  const ofSystem = known.find((code) => new RegExp(`\\b${code}\\b`).test(words));
  if (ofSystem !== undefined) return ofSystem;
  if (/certificate|unable to verify/i.test(words)) return "CERTIFICATE";
  const codes = parts.map(({ code }) => code).filter((code) => typeof code === "string");
  if (codes.includes("ETIMEOUT") && parts[0]?.name === "ConnectionError") return "ETIMEDOUT";
  if (/socket hang up|connection (was |is )?(lost|closed|reset)|not connected|terminating connection/i.test(words)) {
    return "ECONNRESET";
  }
  const code = codes.find((code) => code !== "EREQUEST" && code !== "ESOCKET") ?? codes[0] ?? null;
  return code === "ESOCKET" ? "ECONNRESET" : code === undefined ? null : code as string | null;
}

interface ErrorPart {
  readonly name?: unknown;
  readonly message?: unknown;
  readonly code?: unknown;
  readonly number?: unknown;
}

/** An error and those that it wraps: the driver has them as `originalError`, `info`, `cause` and, one an address, `errors`. */
function chainOf(error: unknown, depth = 0): ErrorPart[] {
  if (typeof error !== "object" || error === null || depth > 4) return depth === 0 ? [{ message: String(error) }] : [];
  const { originalError, info, cause, errors } = error as Readonly<Record<string, unknown>>;
  const inner = [originalError, info, cause, ...Array.isArray(errors) ? errors : []];
  return [error as ErrorPart, ...inner.flatMap((inner) => chainOf(inner, depth + 1))];
}

function wordsOf(error: unknown): string {
  return (error instanceof Error ? error.message : String(error)).trim().slice(0, MESSAGE_LENGTH);
}

function beginningOf(statement: string): string {
  return statement.replaceAll(/^--.*$/gm, "").trim().slice(0, STATEMENT_LENGTH);
}
