/** What the driver is told about a location. @module */
// @ts-types="@types/mssql"
import type mssql from "mssql";
import type { SqlServerLocation } from "./location.ts";

/** Largest that TLS leaves room for; every fourth of the round trips of the usual 4 kB. */
const PACKET_BYTES = 16_384;

/** Connections at once: a load, and readers beside it. */
const POOL_SIZE = 4;

/** Makes the configuration of the driver. */
export function driverConfig(location: SqlServerLocation): mssql.config {
  const { host, port, instance, database, encrypt, isTrusting, connectionTimeoutMs, requestTimeoutMs } = location;
  return {
    server: host,
    database,
    ...(port === null ? {} : { port }),
    connectionTimeout: connectionTimeoutMs,
    requestTimeout: requestTimeoutMs,
    pool: { min: 0, max: POOL_SIZE },
    options: {
      appName: "load_balancer_observability",
      encrypt: encrypt as boolean,
      trustServerCertificate: isTrusting,
      packetSize: PACKET_BYTES,
      useUTC: true,
      ...(instance === null || port !== null ? {} : { instanceName: instance }),
    },
    ...loginConfig(location),
  };
}

function loginConfig({ login }: SqlServerLocation): Partial<mssql.config> {
  switch (login.kind) {
    case "sql":
      return { user: login.username, password: login.password };
    case "windows":
      return { user: login.username, password: login.password, domain: login.domain };
    case "token":
      return {
        authentication: { type: "azure-active-directory-access-token", options: { token: login.token } },
      } as Partial<mssql.config>;
  }
}
