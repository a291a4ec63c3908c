/** Where a ClickHouse warehouse is, read from its URL. @module */
import { ConfigError } from "../../run/config.ts";

/** A server or cluster, and who asks. */
export interface ClickHouseLocation {
  /** Address of the node that is asked, such as `http://host:8123`. */
  readonly url: string;
  readonly username: string;
  readonly password: string;
  readonly database: string;
  /** Name of the cluster as the server's configuration has it; null for a single node. */
  readonly cluster: string | null;
}

const NAME = /^[A-Za-z_][\w-]*$/;
const HTTP_PORT = 8123;
const HTTPS_PORT = 8443;

/**
 * Reads `clickhouse://user:password@host:8123/database?cluster=NAME&secure=true`.
 *
 * Without a user it is `default`, without a database `traffic_insights`; names are letters, digits, `_` and `-`, because they stand in statements.
 *
 * @throws {ConfigError} for another form; the message leaves out the password
 *
 * @example
 * ```ts
 * import { assertEquals } from "@std/assert";
 * const { url, database, cluster } = readLocation("clickhouse://loader:secret@db1/traffic?cluster=logs");
 * assertEquals([url, database, cluster], ["http://db1:8123", "traffic", "logs"]);
 * ```
 */
export function readLocation(text: string): ClickHouseLocation {
  const url = URL.parse(text.replace(/^clickhouse:/, "http:"));
  if (url === null || url.hostname === "") throw refusal("no host is named");
  const { cluster, isSecure } = optionsOf(url.searchParams);
  const database = url.pathname.slice(1) || "traffic_insights";
  for (const name of [database, ...cluster === null ? [] : [cluster]]) {
    if (!NAME.test(name)) throw refusal(`"${name}" is no plain name`);
  }
  const port = portOf(text, url) ?? (isSecure ? HTTPS_PORT : HTTP_PORT);
  return {
    url: `${isSecure ? "https" : "http"}://${url.hostname}:${port}`,
    username: decodeURIComponent(url.username) || "default",
    password: decodeURIComponent(url.password),
    database,
    cluster,
  };
}

/** Names a location for people, without the password. */
export function showLocation({ url, database, cluster }: ClickHouseLocation): string {
  const { protocol, host } = new URL(url);
  const options = [cluster === null ? "" : `cluster=${cluster}`, protocol === "https:" ? "secure=true" : ""];
  const query = options.filter((option) => option !== "").join("&");
  return `clickhouse://${host}/${database}${query === "" ? "" : `?${query}`}`;
}

/** The same warehouse, asked at another node. */
export function atHost(location: ClickHouseLocation, host: string): ClickHouseLocation {
  const url = new URL(location.url);
  url.hostname = host.includes(":") ? `[${host}]` : host;
  return { ...location, url: url.origin };
}

function optionsOf(options: URLSearchParams): { cluster: string | null; isSecure: boolean } {
  const unknown = [...options.keys()].find((name) => name !== "cluster" && name !== "secure");
  if (unknown !== undefined) throw refusal(`"${unknown}" is no option of it`);
  return { cluster: options.get("cluster"), isSecure: options.get("secure") === "true" };
}

/** The port as written: the parser of URLs leaves out the 80 of HTTP. */
function portOf(text: string, { port }: URL): string | null {
  return port !== "" ? port : /^[^/]*\/\/[^/?]*:80(?=[/?]|$)/.test(text) ? "80" : null;
}

function refusal(found: string): ConfigError {
  return new ConfigError(
    `Cannot open the warehouse: ${found}, --warehouse must be like clickhouse://user:password@host:8123/database?cluster=NAME`,
  );
}
