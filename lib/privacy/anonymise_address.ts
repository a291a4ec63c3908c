/** What is kept of the address in a field of a log. @module */
import type { AddressPolicy } from "./address_policy.ts";
import { formatIpAddress, parseIpAddress } from "./ip_address.ts";
import { networkOf } from "./network_of.ts";
import { pseudonymOf } from "./pseudonym_of.ts";

/** Makes of an address what is kept of it; null where that is nothing. */
export type Anonymise = (address: string) => string | null;

/**
 * Makes the function for a policy; null where addresses are kept as they are.
 *
 * A list, as in `X-Forwarded-For`, is taken part by part. What is no address (a host name, `unknown`, a value that somebody has made up) has no network and is
 * dropped with it; its hash is that of the text, as it may tell clients apart.
 *
 * @example
 * ```ts
 * import { assertEquals } from "@std/assert";
 * const anonymise = anonymiser({ level: "network" })!;
 * assertEquals(["203.0.113.7", "2001:db8:1:2::3", "a.example"].map(anonymise), ["203.0.113.0", "2001:db8:1::", null]);
 * ```
 */
export function anonymiser(policy: AddressPolicy): Anonymise | null {
  switch (policy.level) {
    case "keep":
      return null;
    case "network":
      return eachOf(networkText);
    case "hash":
      return eachOf((address) => pseudonymOf(canonical(address), policy.key));
    case "drop":
      return () => null;
  }
}

function eachOf(anonymise: Anonymise): Anonymise {
  return (list) => {
    const kept = list.split(",").map((part) => anonymise(part.trim())).filter((part) => part !== null);
    return kept.length === 0 ? null : kept.join(", ");
  };
}

function networkText(text: string): string | null {
  const address = parseIpAddress(text);
  return address === null ? null : formatIpAddress(networkOf(address));
}

function canonical(text: string): string {
  const address = parseIpAddress(text);
  return address === null ? text : formatIpAddress(address);
}
