/** The app on a socket, with a line in the log for each request. @module */
import type { Log } from "../run/step.ts";
import { ConfigError } from "../run/config.ts";
import { LOOPBACK_HOSTS } from "./access.ts";
import type { App } from "./app.ts";

/** Where the app listens. */
export interface Address {
  readonly host: string;
  /** 0 takes any that is free. */
  readonly port: number;
  readonly token: string | null;
  /** Certificate and key as PEM; null for plain HTTP. */
  readonly tls: { readonly cert: string; readonly key: string } | null;
}

/** Time that requests under way get when the server is told to stop. */
const STOP_PATIENCE_MS = 3_000;

/** A server that listens. */
export interface Serving {
  readonly url: string;
  /** Takes no more requests and waits for those under way, but not for ever: a client that sends slowly keeps no process alive. */
  stop(patienceMs?: number): Promise<void>;
}

/**
 * Refuses an address that others can reach without a token or in plain text.
 *
 * @throws {ConfigError} with what is missing
 */
export function requireSafe({ host, token, tls }: Address): void {
  if (isLoopback(host) || (token !== null && tls !== null)) return;
  const missing = [...token === null ? ["--token"] : [], ...tls === null ? ["--tls-cert and --tls-key"] : []];
  throw new ConfigError(
    `Cannot listen on "${host}": others can reach that address, ${missing.join(" and ")} ${
      missing.length > 1 || tls === null ? "are" : "is"
    } needed; 127.0.0.1 needs none`,
  );
}

/** Tells whether only this machine reaches an address. */
export function isLoopback(host: string): boolean {
  return LOOPBACK_HOSTS.includes(host) || host === "::1";
}

/** Listens. */
export function serveApp(app: App, { host, port, tls }: Address, log: Log, clock: () => number): Serving {
  let ending: Promise<void> | null = null;
  const server = Deno.serve({
    hostname: host,
    port,
    ...tls ?? {},
    onListen: () => {},
    onError: () => new Response("the request could not be read\n", { status: 400 }),
  }, async (request, { remoteAddr }) => {
    const startedAt = clock();
    const response = await app(request);
    log.info("request", {
      method: request.method,
      path: new URL(request.url).pathname,
      status: response.status,
      ms: clock() - startedAt,
      client: "hostname" in remoteAddr ? remoteAddr.hostname : "local",
    });
    return response;
  });
  const shownHost = host.includes(":") ? `[${host}]` : host;
  return {
    url: `${tls === null ? "http" : "https"}://${shownHost}:${(server.addr as Deno.NetAddr).port}/`,
    async stop(patienceMs = STOP_PATIENCE_MS) {
      const { promise: late, resolve } = Promise.withResolvers<void>();
      const timer = setTimeout(resolve, patienceMs);
      ending ??= server.shutdown();
      await Promise.race([ending, late]);
      clearTimeout(timer);
      server.unref();
    },
  };
}
