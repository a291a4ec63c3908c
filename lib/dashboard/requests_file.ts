/** Single requests as CSV: `GET /requests.csv`, of the query that the page of requests takes. @module */
import { join } from "@std/path";
import { TemporaryFolder } from "../run/temporary_folder.ts";
import { answer } from "./answer.ts";
import { readPageQuery } from "./page_query.ts";
import { selectRequests } from "./parts/request_filter.ts";
import { MOST_ROWS } from "./view_reader.ts";
import type { WarehouseDoor } from "./warehouse_door.ts";

/**
 * Answers with all requests that match, the newest {@linkcode MOST_ROWS} at most: from the engine to a file, and from there piece by piece to the client.
 *
 * @param now where a span without an end of its own ends, ms since 1970
 * @throws {QueryError} for parameters that cannot be read
 */
export async function answerRequestsFile(
  url: URL,
  door: Pick<WarehouseDoor, "through">,
  now: number,
): Promise<Response> {
  const { view, ...selection } = selectRequests(readPageQuery(url.searchParams, now));
  using opening = new DisposableStack();
  const folder = opening.use(new TemporaryFolder());
  const path = join(folder.path, "requests.csv");
  await door.through((warehouse) =>
    warehouse.export(view, path, { ...selection, limit: MOST_ROWS, isNewestFirst: true })
  );
  const file = await Deno.open(path);
  return answer(piecesOf(file.readable, opening.move()), {
    type: "text/csv; charset=utf-8",
    headers: { "content-disposition": `attachment; filename="requests.csv"` },
  });
}

/** Passes pieces on, and lets go of what they come from when they end or nobody wants more. */
function piecesOf(source: ReadableStream<Uint8Array>, held: Disposable): ReadableStream<Uint8Array> {
  const reader = source.getReader();
  return new ReadableStream({
    async pull(controller) {
      const { done, value } = await reader.read();
      if (!done) return controller.enqueue(value);
      controller.close();
      held[Symbol.dispose]();
    },
    async cancel() {
      await reader.cancel();
      held[Symbol.dispose]();
    },
  });
}
