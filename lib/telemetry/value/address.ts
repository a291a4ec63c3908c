/** Addresses of clients and servers as balancers write them. @module */

/**
 * Takes the port off an address, and the brackets off IPv6. IPv6 without brackets has no port.
 *
 * @example
 * ```ts
 * import { assertEquals } from "@std/assert";
 * assertEquals(["[2001:db8::1]:443", "10.0.0.7:80", "::1"].map(withoutPort), ["2001:db8::1", "10.0.0.7", "::1"]);
 * ```
 */
export function withoutPort(address: string): string {
  if (address.startsWith("[")) return address.slice(1, Math.max(1, address.indexOf("]")));
  const colon = address.indexOf(":");
  return colon < 0 || colon !== address.lastIndexOf(":") ? address : address.slice(0, colon);
}

/**
 * Takes the host and the port out of a URL; a name that is no URL stays as it is.
 *
 * @example
 * ```ts
 * import { assertEquals } from "@std/assert";
 * assertEquals(["http://10.0.0.7:80/a", "tcp://[::1]:80", "app1"].map(hostOfUrl), ["10.0.0.7:80", "[::1]:80", "app1"]);
 * ```
 */
export function hostOfUrl(url: string): string {
  const scheme = url.startsWith("unix:") ? -1 : url.indexOf("://");
  if (scheme < 0) return url;
  const slash = url.indexOf("/", scheme + 3);
  return slash < 0 ? url.slice(scheme + 3) : url.slice(scheme + 3, slash);
}

/** The first of a list of addresses such as `X-Forwarded-For`: the client, if the list can be believed. */
export function firstOfList(list: string): string {
  const comma = list.indexOf(",");
  return comma < 0 ? list : list.slice(0, comma);
}
