/**
 * The simulation: clients arrive, servers answer, failed requests come back, minute by minute.
 *
 * Within a minute the requests are drawn in order of time, first attempts and due retries merged, so that rows need no
 * sorting. Between minutes each server's load average, memory and disk move on, and decide how the next minute goes.
 * The memory needed grows with neither days nor requests: only retries not yet due and one number a minute are kept.
 *
 * @module
 */
import type { ServerMetricRow } from "../telemetry/server_metric.ts";
import { answer } from "./answer.ts";
import { ArrivalBudget } from "./arrival_budget.ts";
import { pickServer, serversInRotation } from "./balancer.ts";
import { buildPopulation, drawClient, type Population } from "./client.ts";
import { type Choice, choice, drawChoice } from "./distribution.ts";
import { buildFleet, type Fleet } from "./fleet.ts";
import { coversRegion, coversServer, effectAt, type Incident } from "./incident.ts";
import { NO_EFFECT } from "./incident_kind.ts";
import { METHOD_CHOICE } from "./method.ts";
import { IncidentTimeline } from "./incident_timeline.ts";
import { placeIncidents } from "./place_incidents.ts";
import { DAY_MINUTES, MINUTE_MS, type SyntheticPlan } from "./plan.ts";
import { Random } from "./random.ts";
import { blankRequest, type SyntheticRequest } from "./request.ts";
import { drawWaitMs, IMPATIENT, isRetryable, PATIENT, type RetryPolicy } from "./retry.ts";
import { RetryQueue } from "./retry_queue.ts";
import { sampleServer } from "./server_sample.ts";
import { ServerState } from "./server_state.ts";
import { sizeServers } from "./sizing.ts";

/** A region in the running minute. */
interface RegionMinute {
  readonly inRotation: readonly ServerState[];
  readonly policy: RetryPolicy;
}

/** The traffic of a plan, to be run once. */
export class SyntheticTraffic {
  readonly fleet: Fleet;
  readonly population: Population;
  readonly incidents: readonly Incident[];

  readonly #plan: SyntheticPlan;
  readonly #servers: readonly ServerState[];
  readonly #timeline: IncidentTimeline;
  readonly #budget: ArrivalBudget;
  readonly #retries = new RetryQueue();
  readonly #request: SyntheticRequest = blankRequest();
  readonly #arrivalRandom: Random;
  readonly #answerRandom: Random;
  readonly #sampleRandom: Random;
  #regions: readonly RegionMinute[] = [];
  #offsets = new Uint16Array(1024);
  #chainCount = 0;

  constructor(plan: SyntheticPlan) {
    this.#plan = plan;
    this.fleet = buildFleet(plan);
    this.population = buildPopulation(plan);
    this.incidents = placeIncidents(plan, this.fleet);
    const sizings = sizeServers(plan, this.fleet);
    this.#servers = this.fleet.servers.map((server, index) => new ServerState(index, server, sizings[index]!));
    this.#timeline = new IncidentTimeline(plan, this.incidents);
    this.#budget = new ArrivalBudget(plan.requests * plan.days, this.#arrivalWeights());
    this.#arrivalRandom = new Random(plan.seed, "arrivals");
    this.#answerRandom = new Random(plan.seed, "answers");
    this.#sampleRandom = new Random(plan.seed, "samples");
  }

  /**
   * Runs the plan.
   *
   * @param onMinute is told the start of each minute before its requests
   * @param onRequest gets each request in order of time; the record is reused
   * @returns the server metrics of one minute after another
   */
  *run(onMinute: (at: number) => void, onRequest: (request: SyntheticRequest) => void): Generator<ServerMetricRow[]> {
    for (let minute = 0; minute < this.#plan.days * DAY_MINUTES; minute++) {
      const at = this.#plan.startAt + minute * MINUTE_MS;
      onMinute(at);
      this.#begin(minute);
      this.#runMinute(minute, at, onRequest);
      yield this.#sample(at);
    }
  }

  #arrivalWeights(): Float64Array {
    return Float64Array.from(
      { length: this.#plan.days * DAY_MINUTES },
      (_, minute) => this.#timeline.arrivalRates(minute, this.fleet.regions).reduce((sum, rate) => sum + rate),
    );
  }

  #begin(minute: number): void {
    const incident = this.#timeline.incidentIn(minute);
    const effect = incident === null ? NO_EFFECT : effectAt(incident, minute);
    this.#servers.forEach((state, index) => {
      state.begin(incident && coversServer(incident, index, state.server.region) ? effect : NO_EFFECT);
    });
    this.#regions = this.fleet.serversOf.map((servers, region) => ({
      inRotation: serversInRotation(servers.map((server) => this.#servers[server]!)),
      policy: effect.isImpatient && incident && coversRegion(incident, region) ? IMPATIENT : PATIENT,
    }));
  }

  #runMinute(minute: number, startAt: number, onRequest: (request: SyntheticRequest) => void): void {
    const arrivals = this.#budget.drawArrivals(minute, this.#arrivalRandom);
    const offsets = this.#drawOffsets(arrivals);
    const regionChoice = choice(this.#timeline.arrivalRates(minute, this.fleet.regions));
    const endAt = startAt + MINUTE_MS;
    for (let arrived = 0; !this.#budget.isSpent;) {
      const arrivalAt = arrived < arrivals ? startAt + offsets[arrived]! : endAt;
      if (this.#retries.nextAt < arrivalAt) {
        this.#takeRetry();
      } else if (arrived++ < arrivals) {
        this.#takeArrival(arrivalAt, regionChoice);
      } else {
        break;
      }
      this.#serve(onRequest);
    }
  }

  #drawOffsets(count: number): Uint16Array {
    if (this.#offsets.length < count) this.#offsets = new Uint16Array(2 * count);
    for (let i = 0; i < count; i++) this.#offsets[i] = this.#arrivalRandom.below(MINUTE_MS);
    return this.#offsets.subarray(0, count).sort();
  }

  #takeArrival(at: number, regionChoice: Choice): void {
    const random = this.#arrivalRandom;
    this.#request.at = at;
    this.#request.client = drawClient(random, this.population, drawChoice(random, regionChoice));
    this.#request.method = drawChoice(random, METHOD_CHOICE);
    this.#request.retry = 0;
    this.#request.chain = ++this.#chainCount;
  }

  #takeRetry(): void {
    Object.assign(this.#request, this.#retries.pop()!);
  }

  #serve(onRequest: (request: SyntheticRequest) => void): void {
    const request = this.#request;
    const region = this.#regions[Math.floor(request.client / this.population.clientsPerRegion)]!;
    const state = pickServer(region.inRotation, this.#answerRandom);
    request.server = state.index;
    answer(request, state.conditions, this.#answerRandom);
    state.record(request);
    this.#budget.spend();
    onRequest(request);
    if (isRetryable(request.status)) this.#scheduleRetry(request, region.policy);
  }

  #scheduleRetry({ at, client, method, retry, chain, durationMs }: SyntheticRequest, policy: RetryPolicy): void {
    const random = this.#answerRandom;
    if (retry >= policy.maxRetries || random.uniform() >= policy.chance) return;
    const waitMs = drawWaitMs(random, policy, retry + 1);
    this.#retries.push({ at: Math.ceil(at + durationMs + waitMs), client, method, retry: retry + 1, chain });
  }

  #sample(at: number): ServerMetricRow[] {
    return this.#servers.map((state) => {
      state.end();
      return sampleServer(state, this.fleet.regions[state.server.region]!.name, at, this.#sampleRandom);
    });
  }
}
