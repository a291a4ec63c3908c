/** Turns that processes take when they change the same rows. @module */
import { WarehouseError } from "../warehouse.ts";
import type { Session } from "./connection.ts";

/** How long to wait for another process: longer than a load of a busy day. */
const LONGEST_WAIT_MS = 300_000;

/**
 * Waits for the turn to change something, which is kept until the transaction ends, whichever way.
 *
 * @param name what is to be changed
 * @throws {WarehouseError} when another process keeps its turn for longer than five minutes
 */
export async function takeLock(session: Session, name: string): Promise<void> {
  const [row] = await session.rows<{ result: number }>(
    `declare @result int;
exec @result = sp_getapplock @Resource = $1, @LockMode = N'Exclusive', @LockOwner = N'Transaction', @LockTimeout = ${LONGEST_WAIT_MS};
select @result as result;`,
    [`load_balancer_observability ${name}`],
  );
  if (row!.result < 0) {
    throw new WarehouseError(
      `Cannot change "${name}" in the warehouse: another process does so for more than ${
        LONGEST_WAIT_MS / 1_000
      } s; stop it or wait`,
    );
  }
}
