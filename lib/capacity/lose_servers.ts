/**
 * What happens when servers are lost: their load falls on the rest in proportion to what each carries already.
 *
 * With s the share of the lost, each of the others gets 1 / (1 - s) times its load. Where CPU is known, the utilisation law
 * says what that takes: up to 80 % the rest survives, up to 100 % it is strained, beyond it saturates. Where it is not known, only
 * what a server has carried before is proof; more than that is nobody's knowledge. This is the N-1 criterion of power grids, and
 * of Allspaw, "The Art of Capacity Planning", 2nd ed., chapter 3.
 *
 * @module
 */
import { numberWords, percentWords, scopeWords } from "../anomaly/words.ts";
import type { ScopeKind } from "../traffic/traffic_minute.ts";
import type { CapacityLossRow, LossVerdict } from "./capacity_loss.ts";
import { cpuAt, PLANNED_CPU_PERCENT, type UtilisationLaw } from "./utilisation_law.ts";

/** A server as it is when its group is busiest. */
export interface ServerLoad {
  readonly serverId: string;
  readonly region: string | null;
  /** Requests a second in the busiest minutes of the group. */
  readonly throughput: number;
  /** Throughput that 99 % of its minutes stay below. */
  readonly highest: number;
  /** Null where CPU is not known or does not follow load. */
  readonly law: UtilisationLaw | null;
}

/** Servers that take over from each other. */
export interface ServerGroup {
  readonly scopeKind: ScopeKind;
  readonly scope: string;
  /** Throughput of the group that 99 % of its minutes stay below, requests a second. */
  readonly busiest: number;
  readonly servers: readonly ServerLoad[];
}

/** What a remaining server would carry. */
export interface Burden {
  readonly serverId: string;
  readonly cpuPercent: number | null;
  readonly loadRatio: number;
}

/** Share above what a server has carried before that still counts as proven. */
const PROVEN_MARGIN = 1.05;

/** Lists the groups whose servers take over from each other: pools or regions, or the whole service where it has neither. */
export function undivided(groups: readonly ServerGroup[]): readonly ServerGroup[] {
  const parts = groups.filter(({ scopeKind }) => scopeKind !== "all");
  return parts.length > 0 ? parts : groups;
}

/** Says what remains of a group when its server with most of the load is lost; null for an empty group. */
export function loseBiggestServer(group: ServerGroup, dayAt: number): CapacityLossRow | null {
  if (group.servers.length === 0) return null;
  const biggest = group.servers.reduce((best, server) => server.throughput > best.throughput ? server : best);
  return lose(group, { kind: "server", name: biggest.serverId, has: (server) => server === biggest }, dayAt);
}

/** Says what remains of everything when each of its regions is lost; nothing where there is only one. */
export function loseRegions(everything: ServerGroup, dayAt: number): CapacityLossRow[] {
  const regions = [...new Set(everything.servers.flatMap(({ region }) => region ?? []))].sort();
  if (regions.length < 2) return [];
  return regions.map((name) => lose(everything, { kind: "region", name, has: ({ region }) => region === name }, dayAt));
}

/** Computes what each of the others carries when some servers are taken away; the worst first. */
export function burdens(servers: readonly ServerLoad[], isLost: (server: ServerLoad) => boolean): Burden[] {
  const factor = loadFactor(servers, isLost);
  if (factor === null) return [];
  return servers.filter((server) => !isLost(server)).map(({ serverId, throughput, highest, law }) => ({
    serverId,
    cpuPercent: law === null ? null : cpuAt(law, factor * throughput),
    loadRatio: highest > 0 ? factor * throughput / highest : 0,
  })).sort((a, b) => (b.cpuPercent ?? 0) - (a.cpuPercent ?? 0) || b.loadRatio - a.loadRatio);
}

/** Says how the others fare by the one that is worst off. */
export function lossVerdict([worst]: readonly Burden[]): LossVerdict {
  if (worst === undefined) return "saturates";
  if (worst.cpuPercent === null) return worst.loadRatio <= PROVEN_MARGIN ? "survives" : "cannot_tell";
  if (worst.cpuPercent <= PLANNED_CPU_PERCENT) return "survives";
  return worst.cpuPercent <= 100 ? "strained" : "saturates";
}

interface Loss {
  readonly kind: "server" | "region";
  readonly name: string;
  readonly has: (server: ServerLoad) => boolean;
}

function lose({ scopeKind, scope, busiest, servers }: ServerGroup, loss: Loss, dayAt: number): CapacityLossRow {
  const rest = burdens(servers, loss.has);
  const factor = loadFactor(servers, loss.has);
  const verdict = lossVerdict(rest);
  const [worst] = rest;
  return {
    day_at: dayAt,
    scope_kind: scopeKind,
    scope,
    lost_kind: loss.kind,
    lost: loss.name,
    busiest_requests_per_second: busiest,
    lost_share_ratio: factor === null ? 1 : 1 - 1 / factor,
    remaining_server_count: rest.length,
    load_factor: factor,
    worst_server_id: worst?.serverId ?? null,
    worst_cpu_percent: worst?.cpuPercent ?? null,
    worst_load_ratio: worst?.loadRatio ?? null,
    verdict,
    explanation: explain(scopeWords(scopeKind, scope), scopeWords(loss.kind, loss.name), worst, verdict),
  };
}

function loadFactor(servers: readonly ServerLoad[], isLost: (server: ServerLoad) => boolean): number | null {
  const total = servers.reduce((sum, { throughput }) => sum + throughput, 0);
  const left = servers.reduce((sum, server) => isLost(server) ? sum : sum + server.throughput, 0);
  return left > 0 ? total / left : null;
}

function explain(where: string, lost: string, worst: Burden | undefined, verdict: LossVerdict): string {
  if (worst === undefined) return `Without ${lost} nothing is left of ${where}.`;
  const { serverId, cpuPercent, loadRatio } = worst;
  if (cpuPercent === null) {
    const carried = `${serverId} would carry ${percentWords(loadRatio)} of the most it has had`;
    return verdict === "survives"
      ? `${where} survives the loss of ${lost} at its busiest: ${carried}.`
      : `Whether ${where} survives the loss of ${lost} cannot be told: ${carried}, and its CPU is not known.`;
  }
  const needs = `${serverId} would need ${numberWords(cpuPercent)} % of its CPU`;
  if (verdict === "survives") return `${where} survives the loss of ${lost} at its busiest: ${needs}.`;
  const fares = verdict === "strained" ? "is strained by" : "does not survive";
  return `${where} ${fares} the loss of ${lost} at its busiest: ${needs}.`;
}
