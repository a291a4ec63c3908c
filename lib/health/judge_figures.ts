/** Judges the figures of a window: penalties, score and reasons. @module */
import type { HealthFigures } from "./health_figures.ts";
import {
  DEGRADED_PENALTY,
  HEALTH_SIGNALS,
  type HealthSignal,
  penaltyOf,
  type SignalKind,
  type SignalName,
} from "./health_signal.ts";
import { signalWords } from "./health_words.ts";

/** What the figures mean. */
export interface Judgement {
  readonly score: number | null;
  /** The worst first. */
  readonly reasons: readonly string[];
  /** The worst penalty of each kind; null where nothing of the kind is known. */
  readonly penalties: Readonly<Record<SignalKind, number | null>>;
}

/** Penalty of a server that gets nothing while its peers are served: something is up, and a drained server looks the same. */
const MISSING_TRAFFIC_PENALTY = 0.3;

interface Finding {
  readonly kind: SignalKind;
  readonly penalty: number;
  readonly words: () => string;
}

const SIGNALS = Object.entries(HEALTH_SIGNALS) as [SignalName, HealthSignal][];

/**
 * Judges a window.
 *
 * A window without a request and without a sample has no score: that it got nothing is told as a reason, and proves nothing.
 *
 * @param missingCount requests that were to be expected where there was none; null where nothing is missing
 */
export function judgeFigures(figures: HealthFigures, missingCount: number | null): Judgement {
  const findings: Finding[] = [];
  for (const [name, { kind }] of SIGNALS) {
    const value = figures[name];
    if (value === null) continue;
    findings.push({ kind, penalty: penaltyOf(name, value), words: () => signalWords(name, figures) });
  }
  if (missingCount !== null) findings.push(missingTraffic(missingCount));
  const ranked = findings.sort((a, b) => b.penalty - a.penalty);
  const hasEvidence = figures.request_count > 0 || figures.cpu_usage_percent !== null ||
    figures.memory_usage_percent !== null || figures.failed_check_ratio !== null;
  return {
    score: hasEvidence ? Math.round(1_000 * (1 - (ranked[0]?.penalty ?? 0))) / 10 : null,
    reasons: ranked.filter(({ penalty }) => penalty >= DEGRADED_PENALTY).map(({ words }) => words()),
    penalties: {
      utilisation: worstOf(ranked, "utilisation"),
      saturation: worstOf(ranked, "saturation"),
      error: worstOf(ranked, "error"),
    },
  };
}

function missingTraffic(missingCount: number): Finding {
  const words = `no request, about ${Math.round(missingCount)} were to be expected: down, or taken out`;
  return { kind: "error", penalty: MISSING_TRAFFIC_PENALTY, words: () => words };
}

/** @param ranked the worst first */
function worstOf(ranked: readonly Finding[], kind: SignalKind): number | null {
  return ranked.find((finding) => finding.kind === kind)?.penalty ?? null;
}
