/** Sends one request to a receiver, in bounded time. @module */

/** What came back. */
export interface Answer {
  /** HTTP status; null where no answer came. */
  readonly statusCode: number | null;
  /** Why it counts as failed; null for an answer of 2xx. */
  readonly error: string | null;
}

/** What is sent. */
export interface Message {
  readonly url: URL;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string;
}

/** Posts JSON. Redirects are not followed, because the body is meant for nobody else; failures come as answers, and name no URL. */
export async function post({ url, headers, body }: Message, timeoutMs: number): Promise<Answer> {
  try {
    const response = await fetch(withoutCredentials(url), {
      method: "POST",
      headers: { "content-type": "application/json", ...authorization(url), ...headers },
      body,
      redirect: "manual",
      signal: AbortSignal.timeout(timeoutMs),
    });
    await response.body?.cancel();
    return { statusCode: response.status, error: response.ok ? null : `answered ${response.status}` };
  } catch (error) {
    return { statusCode: null, error: reasonOf(error, timeoutMs) };
  }
}

/** Tells whether another try may succeed. */
export function isPassing({ statusCode }: Answer): boolean {
  return statusCode === null || statusCode === 408 || statusCode === 429 || statusCode >= 500;
}

function withoutCredentials(url: URL): URL {
  const plain = new URL(url);
  plain.username = plain.password = "";
  return plain;
}

function authorization({ username, password }: URL): Record<string, string> {
  if (username === "" && password === "") return {};
  const bytes = new TextEncoder().encode(`${decodeURIComponent(username)}:${decodeURIComponent(password)}`);
  return { authorization: `Basic ${bytes.toBase64()}` };
}

/** The end of what a failed fetch says tells what happened; its beginning tells the URL. */
function reasonOf(error: unknown, timeoutMs: number): string {
  if (error instanceof DOMException && error.name === "TimeoutError") return `no answer within ${timeoutMs} ms`;
  const cause = error instanceof Error ? error.cause : undefined;
  const reason = cause instanceof Error ? /client error.*/s.exec(cause.message)?.[0] : undefined;
  return (reason ?? "the connection failed").replaceAll(/\S+:\/\/\S+/g, "…").slice(0, 200);
}
