/** How much of a client's address is kept. @module */

/** The levels, from all of an address to nothing. */
export const ADDRESS_LEVELS = ["keep", "network", "hash", "drop"] as const;

/** A level. */
export type AddressLevel = typeof ADDRESS_LEVELS[number];

/** A level, with the key that the third one takes. */
export type AddressPolicy =
  | { readonly level: Exclude<AddressLevel, "hash"> }
  | { readonly level: "hash"; readonly key: string };

/** Addresses stay as they were logged. */
export const KEEP_ADDRESSES: AddressPolicy = { level: "keep" };
