/** Bodies of requests, of bounded size and within bounded time. @module */

/** Largest body that is read, bytes. */
export const LARGEST_BODY = 64 << 10;

/** A body that is not taken, with the status that says why. */
export class BodyError extends Error {
  override readonly name = "BodyError";
  readonly status: 408 | 413;

  constructor(status: 408 | 413, message: string) {
    super(message);
    this.status = status;
  }
}

/**
 * Reads the text of a body.
 *
 * @param patienceMs time for all of it
 * @throws {BodyError} when it is too large or comes too slowly
 */
export async function readBody(request: Request, patienceMs = 10_000): Promise<string> {
  if (Number(request.headers.get("content-length") ?? 0) > LARGEST_BODY) throw tooLarge();
  if (request.body === null) return "";
  const reader = request.body.getReader();
  const { promise: late, reject } = Promise.withResolvers<never>();
  const timer = setTimeout(() => reject(new BodyError(408, "the body came too slowly")), patienceMs);
  try {
    return await Promise.race([readAll(reader), late]);
  } catch (error) {
    await reader.cancel().catch(() => {});
    throw error;
  } finally {
    clearTimeout(timer);
  }
}

async function readAll(reader: ReadableStreamDefaultReader<Uint8Array>): Promise<string> {
  const decoder = new TextDecoder();
  let text = "";
  let size = 0;
  for (let part = await reader.read(); !part.done; part = await reader.read()) {
    size += part.value.length;
    if (size > LARGEST_BODY) throw tooLarge();
    text += decoder.decode(part.value, { stream: true });
  }
  return text + decoder.decode();
}

function tooLarge(): BodyError {
  return new BodyError(413, `a body of at most ${LARGEST_BODY} bytes is needed`);
}
