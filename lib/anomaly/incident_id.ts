/** Identifiers that the same data give again, so that a repeated run replaces incidents and doubles none. @module */

const OFFSET_BASIS = 0xcbf29ce484222325n;
const PRIME = 0x100000001b3n;

/**
 * Computes the identifier of an incident: 16 hexadecimal digits of FNV-1a (64 bits) over its onset, scope and metric.
 *
 * Reference: Fowler, Noll, Vo, Eastlake, "The FNV Non-Cryptographic Hash Algorithm".
 */
export function incidentId(openedAt: number, scopeKind: string, scope: string, metric: string): string {
  let hash = OFFSET_BASIS;
  for (const byte of new TextEncoder().encode([openedAt, scopeKind, scope, metric].join("\n"))) {
    hash = BigInt.asUintN(64, (hash ^ BigInt(byte)) * PRIME);
  }
  return hash.toString(16).padStart(16, "0");
}
