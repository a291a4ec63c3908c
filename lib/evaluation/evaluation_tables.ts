/** The figures of an evaluation as Markdown. @module */
import { markdownTable } from "../report/markdown_table.ts";
import type { CapacityFigures } from "./capacity_figures.ts";
import type { CloudFigures } from "./cloud_figures.ts";
import type { HealthGrades } from "./health_grades.ts";
import type { IncidentFigures } from "./incident_figures.ts";
import type { NabProfileName } from "./nab_score.ts";
import type { EpisodeFigures } from "./retry_episodes.ts";
import type { RetryFigures } from "./retry_figures.ts";
import type { NabScores } from "./two_folds.ts";

/** What was measured; null where the data were not there. */
export interface Evaluation {
  readonly incidents: {
    readonly seedCount: number;
    readonly days: IncidentFigures;
    /** False incidents in the clean weeks, one week a seed. */
    readonly falseInCleanWeeks: number;
  };
  /** Retry storms and metastable states, on days with every kind of incident and on as many clean ones. */
  readonly episodes: { readonly seedCount: number; readonly figures: EpisodeFigures };
  readonly retries: readonly RetryFigures[];
  readonly health: { readonly seedCount: number; readonly grades: readonly HealthGrades[] };
  readonly nab: { readonly all: NabScores; readonly folds: readonly NabScores[] } | null;
  readonly cloud: readonly CloudFigures[] | null;
  readonly calibration: readonly { readonly name: string; readonly multiples: readonly number[] }[];
  readonly capacity: CapacityFigures;
}

const PROFILES: readonly (readonly [NabProfileName, string])[] = [
  ["standard", "standard"],
  ["lowFalsePositives", "few false alarms"],
  ["lowFalseNegatives", "few misses"],
];

/** Writes the tables of an evaluation, each with a line that says what it is. */
export function evaluationTables(evaluation: Evaluation): string {
  const { incidents, episodes, retries, health, nab, cloud, calibration, capacity } = evaluation;
  return [
    incidentTable(incidents),
    episodeTable(episodes),
    retryTable(retries),
    healthTable(health),
    nab === null ? missing("Numenta Anomaly Benchmark", "nab") : nabTable(nab),
    cloud === null ? missing("Cloud monitoring series", "cloud-monitoring") : cloudTable(cloud),
    calibrationTable(calibration),
    capacityTable(capacity),
    forecastTable(capacity),
  ].join("\n\n");
}

function missing(title: string, folder: string): string {
  return `${title}: not measured, the data folder has no \`${folder}\`.`;
}

function incidentTable({ seedCount, days, falseInCleanWeeks }: Evaluation["incidents"]): string {
  const { plantedCount, recall, precision, f1, medianDelayMinutes, medianOutageDelayMinutes } = days;
  const rows = [
    ["incidents planted", String(plantedCount)],
    ["recall", ratio(recall)],
    ["precision", ratio(precision)],
    ["F1", ratio(f1)],
    ["median delay, minutes", number(medianDelayMinutes)],
    ["median delay of errors and outages, minutes", number(medianOutageDelayMinutes)],
    ["false incidents a day", number(days.falseAlarmsPerDay)],
    ["false incidents a clean week", number(falseInCleanWeeks / seedCount)],
  ];
  return `Synthetic incidents, ${seedCount} days with incidents and ${seedCount} weeks without:\n\n` +
    markdownTable(["figure", "value"], rows);
}

function episodeTable({ seedCount, figures }: Evaluation["episodes"]): string {
  const rows = [
    ["planted", figures.plantedCount],
    ["found", figures.foundCount],
    ["named as what they are", figures.namedCount],
    ["false ones beside them", figures.falseCount],
    ["false ones on clean days", figures.falseOnCleanDays],
  ].map((row) => row.map(String));
  return "Retry storms and metastable states, with inferred retries, " +
    `${seedCount} days with every kind of incident and ${seedCount} without any:\n\n${
      markdownTable(["episodes", "count"], rows)
    }`;
}

function retryTable(figures: readonly RetryFigures[]): string {
  const heading = ["traffic", "requests", "retries", "precision", "recall", "wrongly called retries"];
  const rows = figures.map(({ traffic, requestCount, trueCount, precision, recall, falseRatio }) => [
    traffic,
    requestCount.toLocaleString("en"),
    trueCount.toLocaleString("en"),
    trueCount === 0 ? "none" : ratio(precision),
    ratio(recall),
    `${(100 * falseRatio).toFixed(3)} %`,
  ]);
  return "Client retries, by links between a failed request and the one that repeats it:\n\n" +
    markdownTable(heading, rows);
}

function healthTable({ seedCount, grades }: Evaluation["health"]): string {
  const heading = [
    "traffic a day",
    "servers harmed",
    "found",
    "median delay, minutes",
    "calm windows",
    "called unwell",
  ];
  const rows = grades.map(({ traffic, harmedCount, foundCount, medianDelayMinutes, calmCount, falseCount }) => [
    traffic,
    String(harmedCount),
    String(foundCount),
    number(medianDelayMinutes),
    calmCount.toLocaleString("en"),
    String(falseCount),
  ]);
  return `Health of servers, ${seedCount} days with incidents, in windows of five minutes:\n\n` +
    markdownTable(heading, rows);
}

function nabTable({ all, folds }: NonNullable<Evaluation["nab"]>): string {
  const rows = PROFILES.map(([name, title]) => {
    const mean = folds.reduce((sum, fold) => sum + fold[name], 0) / folds.length;
    return [title, all[name], mean, ...folds.map((fold) => fold[name])].map((cell) =>
      typeof cell === "number" ? cell.toFixed(1) : cell
    );
  });
  const heading = ["profile", "all files", "two folds, mean", "even files", "odd files"];
  return `Numenta Anomaly Benchmark:\n\n${markdownTable(heading, rows)}`;
}

function capacityTable({ seedCount, foundRatio, worstErrors, misplacedRatio }: CapacityFigures): string {
  const rows = [
    ["limit found in days beyond the knee", ratio(foundRatio)],
    ...Object.entries(worstErrors).map(([name, error]) => [`worst relative error of ${name}`, ratio(error)]),
    ["limit misplaced in days far below it", ratio(misplacedRatio)],
  ];
  return `Load curves whose law is known, ${seedCount} days beyond the knee and as many far below:\n\n` +
    markdownTable(["figure", "value"], rows);
}

function forecastTable({ forecasts }: CapacityFigures): string {
  const rows = forecasts.map(({ historyDays, coverage, meanError }) => [
    String(historyDays),
    ratio(coverage),
    ratio(meanError),
  ]);
  return "Forecasts of the week to come, with intervals of 90 %:\n\n" +
    markdownTable(["days of history", "hours in their interval", "mean relative error"], rows);
}

function cloudTable(groups: readonly CloudFigures[]): string {
  const heading = ["interval", "series", "incidents", "F1", "precision", "recall", "recall at 0.05", "recall at 0.2"];
  const rows = groups.map(({ title, seriesCount, incidentCount, best, recallAtFew, recallAtMore }) => [
    title,
    String(seriesCount),
    String(incidentCount),
    ratio(best?.f1 ?? null),
    ratio(best?.precision ?? null),
    ratio(best?.recall ?? null),
    ratio(recallAtFew),
    ratio(recallAtMore),
  ]);
  return "Cloud monitoring series, by events; the last columns are at so many false alarms a series and day:\n\n" +
    markdownTable(heading, rows);
}

function calibrationTable(rows: Evaluation["calibration"]): string {
  const heading = ["stationary series", "below 1e-2", "below 1e-3", "below 1e-4"];
  return "Calibration, p-values below a level as a multiple of what is promised:\n\n" +
    markdownTable(heading, rows.map(({ name, multiples }) => [name, ...multiples.map((one) => one.toFixed(2))]));
}

function ratio(value: number | null): string {
  return value === null ? "none" : value.toFixed(3);
}

function number(value: number | null): string {
  return value === null ? "none" : String(Number(value.toFixed(2)));
}
