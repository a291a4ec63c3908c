/** Where a SQL Server warehouse is and who asks, read from a URL or from the `DB_*` settings. @module */
import { type Config, ConfigError } from "../../run/config.ts";
import type { SettingName } from "../../run/settings.ts";

/** The settings that name a SQL Server where `--warehouse` does not, or not all of it. */
export const SQL_SERVER_SETTINGS = [
  "db-server",
  "db-database",
  "db-auth-type",
  "db-username",
  "db-password",
  "db-encrypt",
  "db-trust-certificate",
  "db-connection-timeout",
  "db-request-timeout",
] as const satisfies readonly SettingName[];

/** Values of those settings. */
export type SqlServerConfig = Pick<Config, typeof SQL_SERVER_SETTINGS[number]>;

/** How somebody proves who they are. */
export type SqlServerLogin =
  | { readonly kind: "sql"; readonly username: string; readonly password: string }
  | { readonly kind: "windows"; readonly domain: string; readonly username: string; readonly password: string }
  | { readonly kind: "token"; readonly token: string };

/** A database of a server, and who asks. */
export interface SqlServerLocation {
  readonly host: string;
  /** Null where the server's browser service is to be asked for the port of the instance. */
  readonly port: number | null;
  /** Name of the instance; null for the only one. */
  readonly instance: string | null;
  readonly database: string;
  readonly login: SqlServerLogin;
  /** `strict` is TDS 8: TLS before the first byte of TDS. */
  readonly encrypt: boolean | "strict";
  /** Whether any certificate of the server will do. */
  readonly isTrusting: boolean;
  readonly connectionTimeoutMs: number;
  readonly requestTimeoutMs: number;
}

const PORT = 1433;

/** What stands for each option of the URL. */
const OPTIONS: Readonly<Record<string, keyof SqlServerConfig>> = {
  auth: "db-auth-type",
  encrypt: "db-encrypt",
  trustServerCertificate: "db-trust-certificate",
  connectionTimeout: "db-connection-timeout",
  requestTimeout: "db-request-timeout",
};

/**
 * Reads `mssql://user:password@host:1433/TrafficInsights?encrypt=true`; what it leaves out is taken from the settings.
 *
 * @param url null where the settings alone say it
 * @throws {ConfigError} for another form or a login that lacks a part; the message leaves out the password
 */
export function readSqlServerLocation(url: string | null, config: SqlServerConfig): SqlServerLocation {
  const given = url === null ? config : { ...config, ...settingsOf(url) };
  const { host, port, instance } = readServer(given["db-server"] ?? "");
  return {
    host,
    port: port ?? (instance === null ? PORT : null),
    instance,
    database: given["db-database"],
    login: loginOf(given),
    encrypt: encryptionOf(given["db-encrypt"]),
    isTrusting: given["db-trust-certificate"],
    connectionTimeoutMs: 1_000 * given["db-connection-timeout"],
    requestTimeoutMs: 1_000 * given["db-request-timeout"],
  };
}

/** Names a location for people, without the login. */
export function showSqlServerLocation({ host, port, instance, database }: SqlServerLocation): string {
  return `mssql://${host}${instance === null ? "" : `\\${instance}`}${port === null ? "" : `:${port}`}/${database}`;
}

/**
 * Reads the name of a server as connection strings have it.
 *
 * @throws {ConfigError} where no host is named or the port is none
 * @example
 * ```ts
 * import { assertEquals } from "@std/assert";
 * assertEquals(readServer("db1,1434"), { host: "db1", port: 1434, instance: null });
 * assertEquals(readServer("tcp:db1\\SQLEXPRESS"), { host: "db1", port: null, instance: "SQLEXPRESS" });
 * assertEquals(readServer("."), { host: "localhost", port: null, instance: null });
 * ```
 */
export function readServer(text: string): Pick<SqlServerLocation, "host" | "port" | "instance"> {
  const parts = /^(?:tcp:)?(\[[\da-f:]+\]|[^\\,:\s]+)(?:\\([^\\,:\s]+))?(?:\s*[,:]\s*(\d{1,5}))?$/i.exec(text.trim());
  if (parts === null) {
    throw new ConfigError(
      `Cannot open the warehouse: DB_SERVER "${text}" names no server; it must be like db1, db1\\SQLEXPRESS or db1,1433`,
    );
  }
  const [, host, instance = null, port] = parts;
  const isLocal = host === "." || host === "(local)";
  return { host: isLocal ? "localhost" : host!.replace(/^\[|\]$/g, ""), port: port ? Number(port) : null, instance };
}

function settingsOf(text: string): Partial<SqlServerConfig> {
  const url = /^mssql:\/\/[^/]/.test(text) ? URL.parse(text.replace(/^mssql:/, "http:")) : null;
  if (url === null || url.hostname === "") throw refusal("no host is named");
  const port = /^[^/]*\/\/(?:[^/?]*@)?[^/?]*:80(?=[/?]|$)/.test(text) ? "80" : url.port;
  const settings: Record<string, string | number | boolean> = {};
  for (const [name, value] of url.searchParams) {
    const setting = OPTIONS[name];
    if (name !== "instance" && setting === undefined) throw refusal(`"${name}" is no option of it`);
    if (setting !== undefined) settings[setting] = optionValue(name, setting, value);
  }
  const instance = url.searchParams.get("instance");
  settings["db-server"] = `${url.hostname}${instance === null ? "" : `\\${instance}`}${port === "" ? "" : `,${port}`}`;
  if (url.pathname.length > 1) settings["db-database"] = decodeURIComponent(url.pathname.slice(1));
  if (url.username !== "") settings["db-username"] = decodeURIComponent(url.username);
  if (url.password !== "") settings["db-password"] = decodeURIComponent(url.password);
  return settings as Partial<SqlServerConfig>;
}

function optionValue(name: string, setting: keyof SqlServerConfig, value: string): string | number | boolean {
  if (setting === "db-trust-certificate") {
    if (value !== "true" && value !== "false") throw refusal(`${name} "${value}" is neither true nor false`);
    return value === "true";
  }
  if (!setting.endsWith("-timeout")) return value;
  const seconds = value === "" ? NaN : Number(value);
  if (!Number.isSafeInteger(seconds) || seconds < 1) throw refusal(`${name} "${value}" is no number of seconds`);
  return seconds;
}

function loginOf(
  { "db-auth-type": type, "db-username": name, "db-password": password }: SqlServerConfig,
): SqlServerLogin {
  if (password === null) throw refusal("there is no password, set DB_PASSWORD");
  if (/^(azure|token)/i.test(type ?? "")) return { kind: "token", token: password };
  if (name === null) throw refusal("there is no user, set DB_USERNAME");
  const [, domain, account] = /^([^\\]+)\\(.+)$/s.exec(name) ?? [];
  if (/^(windows|ntlm)/i.test(type ?? "") || (type === null && domain !== undefined)) {
    if (domain === undefined) throw refusal(`DB_USERNAME "${name}" names no domain, it must be like DOMAIN\\user`);
    return { kind: "windows", domain, username: account!, password };
  }
  if (type !== null && !/^sql/i.test(type)) {
    throw refusal(`DB_AUTH_TYPE "${type}" is none of sql, windows, azure-token`);
  }
  return { kind: "sql", username: name, password };
}

function encryptionOf(text: string): boolean | "strict" {
  if (/^(true|yes|1)$/i.test(text)) return true;
  if (/^(false|no|0)$/i.test(text)) return false;
  if (text === "strict") return text;
  throw refusal(`DB_ENCRYPT "${text}" is none of true, false, strict`);
}

function refusal(found: string): ConfigError {
  return new ConfigError(
    `Cannot open the warehouse: ${found}; --warehouse must be like mssql://user:password@host:1433/TrafficInsights?encrypt=true`,
  );
}
