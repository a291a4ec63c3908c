/** Answers to requests, each with the headers that keep a browser from doing what it should not. @module */

/**
 * What a browser may load and do: files of the dashboard alone, no script in a page, no `eval`. Attributes may have a style, since that is how vega draws.
 */
const POLICY = [
  "default-src 'none'",
  "script-src 'self'",
  "style-src 'self'",
  "style-src-attr 'unsafe-inline'",
  "img-src 'self' data:",
  "connect-src 'self'",
  "font-src 'self'",
  "form-action 'self'",
  "base-uri 'none'",
  "frame-ancestors 'none'",
].join("; ");

const HEADERS: Readonly<Record<string, string>> = {
  "content-security-policy": POLICY,
  "cross-origin-opener-policy": "same-origin",
  "cross-origin-resource-policy": "same-origin",
  "referrer-policy": "same-origin",
  "x-content-type-options": "nosniff",
  "x-frame-options": "DENY",
};

/** What is special about an answer. */
export interface AnswerOptions {
  readonly status?: number;
  readonly type?: string;
  /** By default an answer is kept nowhere. */
  readonly cache?: string;
  readonly headers?: Readonly<Record<string, string>>;
}

/** Makes an answer; of plain text where no type is given. */
export function answer(body: BodyInit | null, options: AnswerOptions = {}): Response {
  const { status = 200, type = "text/plain; charset=utf-8", cache = "no-store", headers = {} } = options;
  const own = body === null ? {} : { "content-type": type };
  return new Response(body, { status, headers: { ...HEADERS, "cache-control": cache, ...own, ...headers } });
}

/** Makes an answer of HTML. */
export function answerHtml(html: BodyInit, options: AnswerOptions = {}): Response {
  return answer(html, { type: "text/html; charset=utf-8", ...options });
}

/** Makes an answer of JSON. */
export function answerJson(value: unknown, options: AnswerOptions = {}): Response {
  return answer(JSON.stringify(value), { type: "application/json", ...options });
}

/** Makes an answer that says in words why there is no other, as JSON with the field `error`. */
export function refuse(status: number, error: string, headers: Readonly<Record<string, string>> = {}): Response {
  return answerJson({ error }, { status, headers });
}
