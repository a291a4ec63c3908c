/** Where metrics are asked for: a page over http, or HAProxy's socket. @module */
import { ConfigError } from "../run/config.ts";

/** An endpoint as it is set: `http://…`, `unix:/run/haproxy.sock`, or `NAME=` and either. */
export interface Endpoint {
  /** How what is behind it is called, where its page does not say. */
  readonly serverId: string;
  readonly url: URL;
}

const TIMEOUT_MS = 5_000;
const MOST_BYTES = 64_000_000;

/**
 * Reads an endpoint; without a name it is called as its host.
 *
 * @throws {TypeError} when it is none; the message shows no password
 *
 * @example
 * ```ts
 * import { assertEquals } from "@std/assert";
 * assertEquals(parseEndpoint("web-01=http://10.0.0.5:9100/metrics").serverId, "web-01");
 * assertEquals(parseEndpoint("http://10.0.0.5:9100/metrics").serverId, "10.0.0.5");
 * ```
 */
export function parseEndpoint(text: string): Endpoint {
  const [, name, address] = /^(?:([^=/:]+)=)?(.*)$/s.exec(text)!;
  const url = URL.parse(address!);
  if (url === null || !["http:", "https:", "unix:"].includes(url.protocol)) {
    throw new TypeError(
      `Cannot use --metrics-url "${
        withoutSecret(text)
      }": http://…, https://… or unix:/PATH is needed, with NAME= before it`,
    );
  }
  return { serverId: name ?? (url.hostname === "" ? "haproxy" : url.hostname), url };
}

/**
 * Reads the endpoints that somebody has named in settings.
 *
 * @throws {ConfigError} when one is none; the message shows no password
 */
export function parseEndpoints(texts: readonly string[]): Endpoint[] {
  try {
    return texts.map(parseEndpoint);
  } catch (cause) {
    throw new ConfigError((cause as TypeError).message, { cause });
  }
}

/** Names an endpoint in messages, without what it is opened by. */
export function nameOf({ url }: Endpoint): string {
  return url.protocol === "unix:" ? `unix:${url.pathname}` : `${url.protocol}//${url.host}${url.pathname}`;
}

/**
 * Asks an endpoint for its page, in bounded time and size.
 *
 * @throws {Error} when there is no page to be had; the message says why and names no secret
 */
export async function askEndpoint({ url }: Endpoint): Promise<string> {
  return url.protocol === "unix:" ? await askSocket(url.pathname) : await askPage(url);
}

async function askPage(url: URL): Promise<string> {
  const plain = new URL(url);
  plain.username = plain.password = "";
  const response = await fetch(plain, { headers: authorization(url), signal: AbortSignal.timeout(TIMEOUT_MS) })
    .catch((cause: unknown) => {
      throw new Error(isTimeout(cause) ? `no answer within ${TIMEOUT_MS} ms` : "the connection failed", { cause });
    });
  if (response.ok) return await readText(response.body);
  await response.body?.cancel();
  throw new Error(`it answered ${response.status}`);
}

function authorization({ username, password }: URL): Record<string, string> {
  if (username === "" && password === "") return {};
  const bytes = new TextEncoder().encode(`${decodeURIComponent(username)}:${decodeURIComponent(password)}`);
  return { authorization: `Basic ${bytes.toBase64()}` };
}

async function askSocket(path: string): Promise<string> {
  using socket = await Deno.connect({ transport: "unix", path }).catch((cause: unknown) => {
    throw new Error("the socket cannot be opened; see that HAProxy runs and that you may use it", { cause });
  });
  const timer = setTimeout(() => socket.close(), TIMEOUT_MS);
  try {
    await socket.write(new TextEncoder().encode("show stat\n"));
    return await readText(socket.readable);
  } finally {
    clearTimeout(timer);
  }
}

async function readText(stream: ReadableStream<Uint8Array> | null): Promise<string> {
  const decoder = new TextDecoder();
  let text = "";
  for await (const bytes of stream ?? []) {
    text += decoder.decode(bytes, { stream: true });
    if (text.length > MOST_BYTES) throw new Error(`its page is longer than ${MOST_BYTES} bytes`);
  }
  return text + decoder.decode();
}

function isTimeout(error: unknown): boolean {
  return error instanceof DOMException && error.name === "TimeoutError";
}

function withoutSecret(text: string): string {
  return text.replace(/\/\/[^@/]*@/, "//…@");
}
