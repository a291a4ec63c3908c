/** A server while the simulation runs: what it did this minute, and what it carries over to the next. @module */
import { type Conditions, serverConditions } from "./conditions.ts";
import type { Server } from "./fleet.ts";
import { type Effect, NO_EFFECT } from "./incident_kind.ts";
import { METHODS } from "./method.ts";
import type { SyntheticRequest } from "./request.ts";
import type { Sizing } from "./sizing.ts";

/** Weight of the newest minute in the load average: work such as cache fills outlasts its request by minutes. */
const NEWEST_WEIGHT = 0.3;

/** What the balancer still remembers of the minute before. */
const ASSIGNED_MEMORY = 0.5;

/** One server of the running simulation. */
export class ServerState {
  /** Load average: work done / work that can be done. */
  utilisation: number;
  memoryPercent: number;
  diskPercent: number;
  effect: Effect = NO_EFFECT;
  conditions: Conditions = serverConditions(0, 0, NO_EFFECT);
  /** Requests that the balancer counts when it compares servers, divided by the server's weight. */
  assigned = 0;

  requestCount = 0;
  serviceMs = 0;
  durationMs = 0;
  receivedBytes = 0;
  sentBytes = 0;

  /** @param index the place of the server in `Fleet.servers` */
  constructor(readonly index: number, readonly server: Server, readonly sizing: Sizing) {
    this.utilisation = sizing.firstUtilisation;
    this.memoryPercent = server.idleMemoryPercent;
    this.diskPercent = server.idleDiskPercent;
  }

  /** Opens a minute under the effect of an incident or of none. */
  begin(effect: Effect): void {
    this.effect = effect;
    this.conditions = serverConditions(this.utilisation, this.memoryPercent, effect);
    this.assigned *= ASSIGNED_MEMORY;
    this.requestCount =
      this.serviceMs =
      this.durationMs =
      this.receivedBytes =
      this.sentBytes =
        0;
  }

  /** Counts an answered request. */
  record(request: SyntheticRequest): void {
    this.assigned += 1 / this.server.weight;
    this.requestCount++;
    this.serviceMs += request.serviceMs;
    this.durationMs += request.durationMs;
    this.receivedBytes += METHODS[request.method]!.requestBytes;
    this.sentBytes += request.sentBytes;
  }

  /** Closes the minute: its work enters the load average. */
  end(): void {
    this.utilisation += NEWEST_WEIGHT * (this.serviceMs / this.sizing.capacityMs - this.utilisation);
  }
}
