/** What viewers may change: rules, alerts and silences. Each change is a JSON object in, the changed row out. @module */
import type { AlertRuleRow } from "../alert/alert_rule.ts";
import { ALERT_RULES } from "../alert/alert_rule.ts";
import { levelLimits } from "../alert/level_limits.ts";
import { mergeRules, type WrittenRules } from "../alert/merge_rules.ts";
import { acknowledgeAlert, expireSilence, silenceAlerts } from "../alerting/handle_alerts.ts";
import { replayRule } from "../alerting/replay_rule.ts";
import { replayWords } from "../alerting/replay_words.ts";
import { change, RowStore } from "../alerting/row_store.ts";
import { JsonFields } from "../json/json_fields.ts";
import { ConfigError } from "../run/config.ts";
import type { Objectives } from "../slo/objective.ts";
import type { Warehouse } from "../warehouse/warehouse.ts";
import { readMoment } from "./page_query.ts";

/** What changes rest on. */
export interface ChangeSurroundings {
  /** Rules and objectives as somebody has written them, read anew for each change. */
  readonly written: () => Promise<{ readonly rules: WrittenRules; readonly objectives: Objectives }>;
  /** ms since 1970. */
  readonly clock: () => number;
}

const MINUTES_A_DAY = 1_440;

/** A replay shows what would be, and leaves everything as it is. */
export const REPLAY_PATH = "/api/rules/replay";

type Change = (store: RowStore, text: string, around: ChangeSurroundings) => Promise<unknown>;

/** The changes by the path that they are posted to. */
export const CHANGES: Readonly<Record<string, Change>> = {
  "/api/alerts/acknowledge": (store, text, { clock }) => {
    const id = JsonFields.parse(text, ["alert_id"]).text("alert_id");
    return acknowledgeAlert(store, id, clock());
  },
  "/api/silences": silence,
  "/api/silences/expire": (store, text, { clock }) => {
    const id = JsonFields.parse(text, ["silence_id"]).text("silence_id");
    return expireSilence(store, id, clock());
  },
  [REPLAY_PATH]: async (store, text, around) => await replayEdited(store, await edit(store, text, around)),
  "/api/rules": save,
};

/**
 * Makes a change on an open warehouse.
 *
 * @throws {ConfigError} for what cannot be done, and {@linkcode JsonFieldsError} for what cannot be read
 */
export async function makeChange(
  warehouse: Warehouse,
  path: string,
  text: string,
  around: ChangeSurroundings,
): Promise<unknown> {
  await using store = await RowStore.open(warehouse);
  return await CHANGES[path]!(store, text, around);
}

async function silence(store: RowStore, text: string, { clock }: ChangeSurroundings): Promise<unknown> {
  const fields = JsonFields.parse(text, ["matchers", "from", "to", "reason"]);
  const request = {
    matchers: fields.texts("matchers"),
    from: fields.has("from") ? readMoment(fields.text("from"), "from") : null,
    to: readMoment(fields.text("to"), "to"),
    reason: fields.text("reason"),
  };
  return await silenceAlerts(store, request, clock());
}

interface Edited {
  readonly rule: AlertRuleRow;
  readonly objectives: Objectives;
}

/** Reads new levels of a rule that exists; what is not named stays. */
async function edit(store: RowStore, text: string, around: ChangeSurroundings): Promise<Edited> {
  const fields = JsonFields.parse(text, ["rule", "fire_level", "clear_level", "for_minutes", "is_enabled"]);
  const { rules, objectives } = await around.written();
  const name = fields.text("rule");
  const rule = mergeRules(await store.rows(ALERT_RULES), rules, 0).find((one) => one.rule === name);
  if (rule === undefined) throw new ConfigError(`Cannot change the rule "${name}": there is none of that name`);
  const fireLevel = levelOf(fields, "fire_level", rule.fire_level);
  const usualClear = rule.clear_level === rule.fire_level ? fireLevel : rule.clear_level;
  const edited = {
    ...rule,
    fire_level: fireLevel,
    clear_level: levelOf(fields, "clear_level", usualClear),
    for_minutes: fields.has("for_minutes") ? minutesOf(fields, "for_minutes") : rule.for_minutes,
    is_enabled: fields.has("is_enabled") ? fields.boolean("is_enabled") : rule.is_enabled,
  };
  requireWithin(edited);
  requireOrder(edited);
  return { rule: edited, objectives };
}

/** JSON has numbers that are too large to be finite, such as `1e999`. */
function levelOf(fields: JsonFields, name: string, usual: number): number {
  if (!fields.has(name)) return usual;
  const level = fields.number(name);
  return Number.isFinite(level) ? level : fields.refuse(name, "a finite number is needed");
}

function minutesOf(fields: JsonFields, name: string): number {
  const minutes = fields.number(name);
  const isPossible = Number.isInteger(minutes) && minutes >= 0 && minutes <= MINUTES_A_DAY;
  return isPossible ? minutes : fields.refuse(name, `a whole number from 0 to ${MINUTES_A_DAY} is needed`);
}

/** A level that no value can reach would silence its rule. */
function requireWithin({ rule, kind, metric, fire_level }: AlertRuleRow): void {
  const { unit, least, most } = levelLimits({ kind, metric });
  if (fire_level >= least && fire_level <= most) return;
  throw new ConfigError(
    `Cannot change the rule "${rule}": it would fire at ${fire_level}, a level from ${least} to ${most} (${unit}) is needed`,
  );
}

/** A value that clears an alert must not be one that fires it. */
function requireOrder({ rule, comparison, fire_level, clear_level }: AlertRuleRow): void {
  const isInOrder = comparison === "below" ? clear_level >= fire_level : clear_level <= fire_level;
  if (isInOrder) return;
  throw new ConfigError(
    `Cannot change the rule "${rule}": it would clear at ${clear_level} and fire at ${fire_level}, the level to clear at must lie on the good side`,
  );
}

/** Says what the edited rule would have done over all minutes that are stored. */
async function replayEdited(store: RowStore, { rule, objectives }: Edited): Promise<unknown> {
  const replay = await replayRule(store, rule, { from: null, to: null }, objectives);
  return { rule, replay, words: replay === null ? "no minute is stored" : replayWords(rule, replay) };
}

/** Saves a rule after a replay; what `alerts.json` says wins over what is saved here, so that such a rule is refused. */
async function save(store: RowStore, text: string, around: ChangeSurroundings): Promise<unknown> {
  const edited = await edit(store, text, around);
  const { rule, origin } = edited.rule;
  if (origin === "file") {
    throw new ConfigError(`Cannot change the rule "${rule}": alerts.json has it and wins, change it there`);
  }
  const replayed = await replayEdited(store, edited);
  const saved: AlertRuleRow = { ...edited.rule, origin: "person", updated_at: around.clock() };
  await store.merge([change(ALERT_RULES, [saved])]);
  return { ...replayed as object, rule: saved };
}
