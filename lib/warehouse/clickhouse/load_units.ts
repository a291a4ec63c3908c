/** Loads whole units, so that all of them count at once or none does. @module */
import type { Cluster } from "./cluster.ts";
import { isTransient } from "./failure.ts";
import type { LoadLedger, UnitHistory } from "./load_ledger.ts";
import { retrying } from "../../run/retry.ts";
import type { TableRows } from "./row_blocks.ts";

/** A unit with the rows that come in the place of its old ones. */
export interface UnitRows extends TableRows {
  /** Names the unit among those of its table. */
  readonly name: string;
}

/**
 * Inserts the rows of units and commits them. What fails in the middle stays unseen, so that a failure that may pass is answered by doing all of it again.
 *
 * @param insert inserts the rows of a unit under a number
 */
export async function loadUnits(
  cluster: Cluster,
  ledger: LoadLedger,
  units: readonly UnitRows[],
  insert: (unit: UnitRows, loadId: bigint) => Promise<void>,
): Promise<void> {
  if (units.length === 0) return;
  const before = await ledger.history(units.map(({ table, name }) => ({ table: table.name, name })));
  await retrying(
    async () => {
      const numbered = await ledger.begin(units.map(({ table, name }) => ({ table: table.name, name })));
      for (const [i, unit] of units.entries()) await insert(unit, numbered[i]!.loadId);
      await ledger.commit(numbered);
    },
    isTransient,
    cluster.entry.patience,
  );
  await dropSuperseded(cluster, before);
}

/** Drops what did not count even before this load: who reads what counted until now can finish. */
async function dropSuperseded(cluster: Cluster, before: readonly UnitHistory[]): Promise<void> {
  const superseded = new Set(before.flatMap(({ table, loadIds }) => loadIds.slice(1).map((id) => `${table} ${id}`)));
  if (superseded.size === 0) return;
  const partitions = await cluster.partitions();
  await cluster.drop(partitions.filter(({ table, loadId }) => superseded.has(`${table} ${loadId}`)));
}
