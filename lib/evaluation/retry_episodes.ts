/** Looks for retry storms and metastable states in synthetic days whose truth is known, and grades what is found. @module */
import { findEpisodes } from "../retry/episode/find_episodes.ts";
import type { RetryEpisodeRow } from "../retry/episode/retry_episode.ts";
import {
  INCIDENT_KINDS,
  type IncidentTruth,
  syntheticIncidents,
  type SyntheticPlan,
  syntheticPlan,
} from "../synthetic/mod.ts";
import { SyntheticTraffic } from "../synthetic/synthetic_traffic.ts";
import { inferredLoads } from "./inferred_loads.ts";

/** What an episode must be called to have named an incident. */
const KIND_OF_TRUTH: Readonly<Record<string, string>> = { retry_storm: "storm", metastable_failure: "metastable" };

/** How good episodes are over many days. */
export interface EpisodeFigures {
  readonly plantedCount: number;
  /** Planted ones that an episode of their scope overlaps. */
  readonly foundCount: number;
  /** Those of them that the episode names as what they are. */
  readonly namedCount: number;
  /** Episodes that overlap no planted one, though other incidents may have been. */
  readonly falseCount: number;
  /** Episodes of days without incidents. */
  readonly falseOnCleanDays: number;
}

/** Grades one day a seed with every kind of incident, and one without any. */
export function gradeEpisodes(seeds: readonly number[]): EpisodeFigures {
  const days = seeds.map((seed) => gradeDay({ seed, incidents: INCIDENT_KINDS }));
  const sum = (count: (day: EpisodeFigures) => number) => days.reduce((total, day) => total + count(day), 0);
  return {
    plantedCount: sum((day) => day.plantedCount),
    foundCount: sum((day) => day.foundCount),
    namedCount: sum((day) => day.namedCount),
    falseCount: sum((day) => day.falseCount),
    falseOnCleanDays: seeds.reduce((total, seed) => total + episodesOf({ seed, incidents: "none" }).length, 0),
  };
}

/** Finds the episodes of a plan's days. */
export function episodesOf(given: Partial<SyntheticPlan>): RetryEpisodeRow[] {
  return findEpisodes(inferredLoads(new SyntheticTraffic(syntheticPlan(given))));
}

function gradeDay(given: Partial<SyntheticPlan>): EpisodeFigures {
  const truths = syntheticIncidents(given).filter(({ kind }) => kind in KIND_OF_TRUTH);
  const episodes = episodesOf(given);
  const matches = truths.map((truth) => ({ truth, episode: episodes.find((one) => isOf(one, truth)) }));
  return {
    plantedCount: truths.length,
    foundCount: matches.filter(({ episode }) => episode !== undefined).length,
    namedCount: matches.filter(({ truth, episode }) => episode?.kind === KIND_OF_TRUTH[truth.kind]).length,
    falseCount: episodes.filter((episode) => !truths.some((truth) => isOf(episode, truth))).length,
    falseOnCleanDays: 0,
  };
}

function isOf({ started_at, ended_at, scope_kind, scope }: RetryEpisodeRow, truth: IncidentTruth): boolean {
  return scope_kind === truth.scope_kind && scope === truth.scope && started_at < truth.ended_at &&
    truth.started_at < (ended_at ?? Infinity);
}
