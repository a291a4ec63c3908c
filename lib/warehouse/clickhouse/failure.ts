/** What went wrong between us and a server, in words that name the remedy. @module */
import { WarehouseError } from "../warehouse.ts";
import type { ClickHouseLocation } from "./location.ts";

const STATEMENT_LENGTH = 200;
const MESSAGE_LENGTH = 500;

/** Failures of the network, by the names that the operating system has for them; each may pass by itself. */
const NETWORK_FAILURES: Readonly<Record<string, string>> = {
  ECONNREFUSED: "nothing listens there",
  ECONNRESET: "the connection was cut",
  EPIPE: "the connection was cut",
  ETIMEDOUT: "it does not answer",
  EHOSTUNREACH: "no way leads there",
  EAI_AGAIN: "its name is not resolved at the moment",
};

/** ClickHouse's codes of failures that may pass by themselves: timeouts, a node that is gone or not yet up, too much at once. */
const TRANSIENT_CODES: readonly string[] = [
  "3", // UNEXPECTED_END_OF_FILE
  "32", // ATTEMPT_TO_READ_AFTER_EOF
  "101", // UNEXPECTED_PACKET_FROM_CLIENT
  "159", // TIMEOUT_EXCEEDED
  "202", // TOO_MANY_SIMULTANEOUS_QUERIES
  "203", // NO_FREE_CONNECTION
  "209", // SOCKET_TIMEOUT
  "210", // NETWORK_ERROR
  "242", // TABLE_IS_READ_ONLY
  "252", // TOO_MANY_PARTS
  "279", // ALL_CONNECTION_TRIES_FAILED
  "319", // UNKNOWN_STATUS_OF_INSERT
  "371", // DDL_GUARD_IS_ACTIVE
  "999", // KEEPER_EXCEPTION
];

/** What to do about failures that an operator has to mend. */
const REMEDIES: Readonly<Record<string, string>> = {
  "81": "create the database, or let a user who may do so run `deno task load` once",
  "164": "the user of --warehouse may only read; loading needs one who may write, see docs/database_setup.md",
  "192": "check the user and password of --warehouse",
  "193": "check the user and password of --warehouse",
  "194": "check the user and password of --warehouse",
  "195": "the user of --warehouse may not come from this address",
  "243": "make room on the server's disk, or keep less by --retain-requests-days",
  "291": "the user of --warehouse needs rights on its database, see docs/database_setup.md",
  "497": "the user of --warehouse needs the right that is named, see docs/database_setup.md",
  "516": "check the user and password of --warehouse",
};

/** Describes a failure of a statement; a {@linkcode WarehouseError} that is one already stays. */
export function failureOf(error: unknown, statement: string, { url, username }: ClickHouseLocation): WarehouseError {
  if (error instanceof WarehouseError) return error;
  const { host } = new URL(url);
  const code = codeOf(error);
  const failed = { dialect: "clickhouse", statement: statement.slice(0, STATEMENT_LENGTH), code };
  const network = code === null ? undefined : NETWORK_FAILURES[code];
  if (network !== undefined || code === "ENOTFOUND") {
    const found = network ?? "no such host is known";
    return new WarehouseError(`Cannot reach ClickHouse at ${host}: ${found}; check the address of --warehouse`, {
      cause: error,
      failed,
    });
  }
  const remedy = remedyOf(code, error);
  const words = `Cannot do so on ClickHouse at ${host} as "${username}": ${wordsOf(error)}`;
  return new WarehouseError(remedy === undefined ? `${words}, in: ${failed.statement}` : `${words}; ${remedy}`, {
    cause: error,
    failed,
  });
}

/** A disk that fills while a file is written has another code on each version, but the system's words. */
function remedyOf(code: string | null, error: unknown): string | undefined {
  if (/no space left|not enough space/i.test(String(error))) return REMEDIES["243"];
  return code === null ? undefined : REMEDIES[code];
}

/** Tells whether another try may succeed. */
export function isTransient(error: unknown): boolean {
  const code = error instanceof WarehouseError ? error.failed?.code ?? null : null;
  return code !== null && (code in NETWORK_FAILURES || TRANSIENT_CODES.includes(code));
}

/** The server's code stands in its message before 20.x, and the client tells others apart only by their words. */
function codeOf(error: unknown): string | null {
  const message = error instanceof Error ? error.message : String(error);
  const code = typeof error === "object" && error !== null && "code" in error ? error.code : null;
  if (typeof code === "string" && code !== "") return code;
  const ofServer = /Code: (\d+)/.exec(message)?.[1];
  if (ofServer !== undefined) return ofServer;
  if (/timeout/i.test(message)) return "ETIMEDOUT";
  return /socket hang up|aborted|connection (was )?(closed|reset)/i.test(message) ? "ECONNRESET" : null;
}

function wordsOf(error: unknown): string {
  const message = error instanceof Error ? error.message : String(error);
  const inner = /DB::Exception: (.*?)(?:, e\.what\(\)|\s*\(version|$)/s.exec(message)?.[1] ?? message;
  return inner.trim().slice(0, MESSAGE_LENGTH);
}
