/** Measures everything that detection promises. @module */
import { SeriesDetector } from "../detection/series_detector.ts";
import { readCloudMonitoring, readNab } from "./benchmark_files.ts";
import { calibration } from "./calibration.ts";
import { capacityFigures } from "./capacity_figures.ts";
import { cloudFigures } from "./cloud_figures.ts";
import type { Evaluation } from "./evaluation_tables.ts";
import { healthGrades } from "./health_grades.ts";
import { incidentFigures } from "./incident_figures.ts";
import { gradeEpisodes } from "./retry_episodes.ts";
import { retryFigures } from "./retry_figures.ts";
import { stationarySeries } from "./stationary_series.ts";
import { gradeSyntheticDays } from "./synthetic_days.ts";
import { nabScores, twoFoldScores } from "./two_folds.ts";

const MINUTE_MS = 60_000;
const WEEK_DAYS = 7;
const STATIONARY_ROWS = 200_000;
/** Load curves, and a sixth of the series that are forecast. */
const CAPACITY_SEEDS = 10;
/** Days of each kind of traffic in which retries are looked for. */
const MOST_RETRY_DAYS = 10;
/** Rows after which a stationary series is judged. */
const STATIONARY_WARM_UP = 2_000;

/** What is evaluated, and who is told. */
export interface EvaluateOptions {
  /** Folder with the public collections. */
  readonly folder: string;
  /** Days with incidents, and weeks without. */
  readonly seedCount: number;
  readonly firstSeed: number;
  /** Told before each part. */
  readonly onPart: (name: string) => void;
}

/** Evaluates the detector and the incident finder; the same data give the same figures. */
export async function evaluate({ folder, seedCount, firstSeed, onPart }: EvaluateOptions): Promise<Evaluation> {
  onPart("Numenta Anomaly Benchmark");
  const nab = await readNab(folder);
  const nabFigures = nab === null ? null : { all: nabScores(nab), folds: twoFoldScores(nab) };
  onPart("cloud monitoring series");
  const cloud = await readCloudMonitoring(folder);
  onPart("client retries");
  const retries = retryFigures(Array.from({ length: Math.min(seedCount, MOST_RETRY_DAYS) }, (_, i) => firstSeed + i));
  onPart("calibration");
  const calibrated = stationarySeries(STATIONARY_ROWS, firstSeed).map(({ name, values }) => ({
    name,
    multiples: calibration(pValuesOf(values).subarray(STATIONARY_WARM_UP)),
  }));
  onPart("retry storms and metastable states");
  const episodes = { seedCount, figures: gradeEpisodes(Array.from({ length: seedCount }, (_, i) => firstSeed + i)) };
  onPart("health of servers");
  const health = { seedCount, grades: healthGrades(Array.from({ length: seedCount }, (_, i) => firstSeed + i)) };
  onPart("capacity");
  return {
    nab: nabFigures,
    episodes,
    cloud: cloud === null ? null : cloudFigures(cloud),
    calibration: calibrated,
    capacity: capacityFigures(CAPACITY_SEEDS, firstSeed),
    retries,
    health,
    incidents: evaluateIncidents(seedCount, firstSeed, onPart),
  };
}

function evaluateIncidents(
  seedCount: number,
  firstSeed: number,
  onPart: EvaluateOptions["onPart"],
): Evaluation["incidents"] {
  const seeds = Array.from({ length: seedCount }, (_, i) => firstSeed + i);
  const days = seeds.map((seed) => {
    onPart(`synthetic day ${seed}`);
    return gradeSyntheticDays({ seed });
  });
  const falseInCleanWeeks = seeds.reduce((sum, seed) => {
    onPart(`clean week ${seed}`);
    return sum + gradeSyntheticDays({ seed, days: WEEK_DAYS, incidents: "none" }).unfounded.length;
  }, 0);
  return { seedCount, days: incidentFigures(days, seedCount), falseInCleanWeeks };
}

function pValuesOf(values: Float64Array): Float64Array {
  const detector = new SeriesDetector();
  return values.map((value, row) => {
    detector.push(row * MINUTE_MS, value);
    return detector.pValue;
  });
}
