/** What people do with alerts: see what fires, try a rule on history, acknowledge, silence. @module */
import { ALERTS } from "../lib/alert/alert.ts";
import { ALERT_RULES } from "../lib/alert/alert_rule.ts";
import { labelsOf } from "../lib/alert/labels.ts";
import { mergeRules } from "../lib/alert/merge_rules.ts";
import { ALERT_SILENCES, isSilenced } from "../lib/alert/silence.ts";
import { acknowledgeAlert, expireSilence, silenceAlerts } from "../lib/alerting/handle_alerts.ts";
import { readAlertRules } from "../lib/alerting/read_rules.ts";
import { replayRule } from "../lib/alerting/replay_rule.ts";
import { replayWords } from "../lib/alerting/replay_words.ts";
import { RowStore } from "../lib/alerting/row_store.ts";
import { readObjectives } from "../lib/analysis/read_objectives.ts";
import { textTable } from "../lib/report/text_table.ts";
import { moment } from "../lib/report/words.ts";
import { type Config, ConfigError } from "../lib/run/config.ts";
import type { Run, Step, StepResult } from "../lib/run/step.ts";
import { main, type Task } from "../lib/run/task.ts";
import { openWarehouse, requireWarehouse, WAREHOUSE_SETTINGS, warehouseLocation } from "../lib/warehouse/open.ts";
import { rangeOf } from "../lib/warehouse/time_range.ts";

/** What a command of `deno task alerts` found or did. */
export interface AlertsResult extends StepResult {
  /** For people. */
  readonly words: string;
  /** For `--json`. */
  readonly found: Readonly<Record<string, unknown>>;
}

type Answer = Pick<AlertsResult, "words" | "found">;

type Command = (store: RowStore, texts: readonly string[], config: Config, run: Run) => Promise<Answer>;

const COMMANDS: Readonly<Record<string, { readonly run: Command; readonly least: number; readonly most: number }>> = {
  list: { run: list, least: 0, most: 0 },
  replay: { run: replay, least: 1, most: 1 },
  ack: { run: ack, least: 1, most: 1 },
  silence: { run: silence, least: 1, most: Infinity },
  expire: { run: expire, least: 1, most: 1 },
};

/** Does what the first argument says. */
export const ALERTS_STEP: Step<AlertsResult> = {
  name: "alerts",
  describe: [
    "list              what fires now; so does no command at all",
    "replay RULE       when the rule would have fired from --from to --to, and what it would have missed",
    "ack ID            takes an alert over: nobody is told of it again before it resolves",
    "silence MATCHER…  tells nobody of alerts that match, until --to, with a --reason: scope=web-1, alertname=~'slow.*'",
    "expire ID         ends a silence",
  ].join("\n"),
  async run(config, run) {
    const [name = "list", ...texts] = config.files;
    const command = Object.hasOwn(COMMANDS, name) ? COMMANDS[name]! : null;
    if (command === null || texts.length < command.least || texts.length > command.most) {
      throw new ConfigError(
        "Cannot tell what to do: `list`, `replay RULE`, `ack ID`, `silence MATCHER…` or `expire ID` is needed",
      );
    }
    await requireWarehouse(config);
    await using warehouse = await openWarehouse(config, run.log);
    await using store = await RowStore.open(warehouse);
    const answer = await command.run(store, texts, config, run);
    return { rowsIn: 0, rowsOut: 0, rejected: 0, rows: {}, ...answer };
  },
};

async function list(store: RowStore, _texts: readonly string[], _config: Config, run: Run): Promise<Answer> {
  const firing = (await store.rows(ALERTS)).filter(({ resolved_at }) => resolved_at === null);
  const silences = await store.rows(ALERT_SILENCES);
  const rows = firing.map((alert) => ({
    alert_id: alert.alert_id,
    severity: alert.severity,
    rule: alert.rule,
    since: moment(alert.started_at),
    state: isSilenced(silences, labelsOf(alert), run.clock())
      ? "silenced"
      : alert.acknowledged_at === null
      ? "firing"
      : "acknowledged",
    summary: alert.summary,
  }));
  const columns = ["alert_id", "severity", "rule", "since", "state", "summary"];
  return { words: rows.length === 0 ? "nothing fires" : textTable(columns, rows).join("\n"), found: { firing } };
}

async function replay(store: RowStore, [name]: readonly string[], config: Config): Promise<Answer> {
  const objectives = await readObjectives(config);
  const written = await readAlertRules(config, objectives.objectives);
  const rules = mergeRules(await store.rows(ALERT_RULES), written, 0);
  const rule = rules.find((one) => one.rule === name);
  if (rule === undefined) {
    const known = rules.map((one) => `"${one.rule}"`).join(", ");
    throw new ConfigError(`Cannot replay "${name}": one of the rules ${known} is needed`);
  }
  const found = await replayRule(store, rule, rangeOf(config), objectives);
  if (found === null) return { words: "replay: no minute is stored of that time", found: { firings: [], missed: [] } };
  return { words: replayWords(rule, found), found: { ...found } };
}

async function ack(store: RowStore, [id]: readonly string[], _config: Config, run: Run): Promise<Answer> {
  const acknowledged = await acknowledgeAlert(store, id!, run.clock());
  return { words: `acknowledged: ${acknowledged.summary}`, found: { acknowledged } };
}

async function silence(store: RowStore, matchers: readonly string[], config: Config, run: Run): Promise<Answer> {
  const made = await silenceAlerts(store, { matchers, ...rangeOf(config), reason: config.reason }, run.clock());
  return { words: `silence ${made.silence_id} until ${moment(made.to_at)} UTC`, found: { silence: made } };
}

async function expire(store: RowStore, [id]: readonly string[], _config: Config, run: Run): Promise<Answer> {
  const expired = await expireSilence(store, id!, run.clock());
  return { words: `silence ${id} is over`, found: { silence: expired } };
}

/** `deno task alerts`. */
export const ALERTS_TASK: Task<AlertsResult> = {
  step: ALERTS_STEP,
  takes: ["data", ...WAREHOUSE_SETTINGS, "alerts", "slo", "apdex-ms", "from", "to", "reason"],
  files: "[list | replay RULE | ack ID | silence MATCHER… | expire ID]",
  isRecorded: false,
  warehouse: warehouseLocation,
  summary: ({ words }) => words,
  json: ({ found }) => found,
};

if (import.meta.main) await main(ALERTS_TASK);
