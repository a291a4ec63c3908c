/**
 * Signs what is sent, so that a receiver knows that it comes from here, unchanged and now.
 *
 * The headers are those of Standard Webhooks 1.0 (https://www.standardwebhooks.com), for which there are libraries in most languages:
 * `webhook-signature: v1,base64(HMAC-SHA256(key, "{webhook-id}.{webhook-timestamp}.{body}"))`. The timestamp is signed too: a receiver that refuses one older than
 * five minutes, and an identifier that it has seen, cannot be fooled by a recorded request.
 *
 * @module
 */

const ENCODER = new TextEncoder();

/** What is signed. */
export interface SignedMessage {
  readonly id: string;
  /** Seconds since 1970. */
  readonly timestampS: number;
  readonly body: string;
}

/**
 * Makes the headers of a message.
 *
 * @param key null leaves out the signature
 */
export async function signatureHeaders(
  { id, timestampS, body }: SignedMessage,
  key: Uint8Array<ArrayBuffer> | null,
): Promise<Record<string, string>> {
  const headers = { "webhook-id": id, "webhook-timestamp": String(timestampS) };
  if (key === null) return headers;
  const hmac = await crypto.subtle.importKey("raw", key, { name: "HMAC", hash: "SHA-256" }, false, ["sign"]);
  const signed = await crypto.subtle.sign("HMAC", hmac, ENCODER.encode(`${id}.${timestampS}.${body}`));
  return { ...headers, "webhook-signature": `v1,${new Uint8Array(signed).toBase64()}` };
}

/**
 * Reads a key: a text, or bytes in base64 behind `whsec_`.
 *
 * @throws {TypeError} when there is no base64 behind `whsec_`; the message does not repeat it
 */
export function parseSigningKey(key: string): Uint8Array<ArrayBuffer> {
  const encoded = /^whsec_(.+)$/s.exec(key)?.[1];
  if (encoded === undefined) return ENCODER.encode(key);
  try {
    return Uint8Array.fromBase64(encoded);
  } catch (cause) {
    throw new TypeError("Cannot use the signing key: base64 is needed behind whsec_", { cause });
  }
}
