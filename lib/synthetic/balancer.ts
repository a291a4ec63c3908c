/** Which server gets a request. @module */
import type { Random } from "./random.ts";
import type { ServerState } from "./server_state.ts";

/**
 * Picks the less loaded of two servers drawn at random, which is nearly as even as comparing all of them
 * (Mitzenmacher, The Power of Two Choices in Randomized Load Balancing, IEEE TPDS 12, 2001).
 *
 * @param servers at least one
 */
export function pickServer(servers: readonly ServerState[], random: Random): ServerState {
  const one = servers[random.below(servers.length)]!;
  const other = servers[random.below(servers.length)]!;
  return other.assigned < one.assigned ? other : one;
}

/** Lists the servers that take requests: those not ejected, or all when none would be left. */
export function serversInRotation(servers: readonly ServerState[]): readonly ServerState[] {
  const inRotation = servers.filter((state) => !state.effect.isEjected);
  return inRotation.length > 0 ? inRotation : servers;
}
