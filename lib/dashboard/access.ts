/**
 * Who may see the dashboard and who may change something.
 *
 * Without a token everybody who reaches the socket may look, which is why it is bound to loopback then. A browser gets a cookie for the token, made of its hash, so
 * that the token itself is in no browser; scripts send it as `Authorization: Bearer`. A change must come from the dashboard's own pages: browsers say where a
 * request comes from in `Sec-Fetch-Site` or `Origin`, and no page of another site can forge either. The name by which the server is called is
 * checked too, so that a foreign name that has come to mean 127.0.0.1 (DNS rebinding) is of no use.
 *
 * @module
 */
import { createHash, timingSafeEqual } from "node:crypto";

/** What access rests on. */
export interface AccessRules {
  /** The secret; null where none is set. */
  readonly token: string | null;
  /** Host names, without ports, that the server answers to; null for any. */
  readonly hosts: readonly string[] | null;
  /** Whether cookies are for TLS alone. */
  readonly isSecure: boolean;
}

/** Names of this machine to itself. */
export const LOOPBACK_HOSTS: readonly string[] = ["127.0.0.1", "localhost", "[::1]"];

const COOKIE = "session";

/** Tells whether a request carries the token, or none is needed. */
export function isAuthorised(request: Request, { token }: AccessRules): boolean {
  if (token === null) return true;
  const bearer = /^Bearer (.+)$/.exec(request.headers.get("authorization") ?? "")?.[1];
  const cookie = cookieOf(request);
  return isToken(bearer ?? "", token) || isSame(cookie ?? "", sessionOf(token));
}

/** Compares texts in a time that says nothing about them. */
export function isToken(text: string, token: string): boolean {
  return isSame(text, token);
}

/** Makes the cookie of a browser that has given the token. */
export function sessionCookie({ token, isSecure }: AccessRules): string {
  return `${COOKIE}=${sessionOf(token ?? "")}; Path=/; HttpOnly; SameSite=Strict${isSecure ? "; Secure" : ""}`;
}

/** Tells whether a request was sent by a page of the dashboard itself, as browsers vouch for. */
export function isSameOrigin(request: Request): boolean {
  const site = request.headers.get("sec-fetch-site");
  if (site !== null && site !== "same-origin") return false;
  const origin = request.headers.get("origin");
  if (origin === null) return site === "same-origin";
  return URL.parse(origin)?.host === new URL(request.url).host;
}

/** Tells whether a request is for a name that the server answers to. */
export function isKnownHost(request: Request, { hosts }: AccessRules): boolean {
  return hosts === null || hosts.includes(new URL(request.url).hostname);
}

function cookieOf(request: Request): string | null {
  const cookies = (request.headers.get("cookie") ?? "").split(/; */);
  return cookies.find((cookie) => cookie.startsWith(`${COOKIE}=`))?.slice(COOKIE.length + 1) ?? null;
}

function sessionOf(token: string): string {
  return hashOf(`dashboard session of ${token}`).toString("hex");
}

function isSame(a: string, b: string): boolean {
  return timingSafeEqual(hashOf(a), hashOf(b));
}

function hashOf(text: string): Uint8Array & { toString(encoding: "hex"): string } {
  return createHash("sha256").update(text).digest();
}
