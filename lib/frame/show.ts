/** What a cell of a notebook shows: bundles of the same thing in several formats, of which the reader's program takes the best. @module */

/** One thing in several formats, by media type. */
export type DisplayBundle = Readonly<Record<string, unknown>>;

/** Milliseconds after which what was shown has left the kernel; its last message was late by less, on a machine with six times its work. */
const SENDING_MS = 100;

/**
 * Shows a bundle in the cell that runs, and waits until it is on its way.
 *
 * The Deno kernel (2.9) may say that it is idle before it has sent the last of what a cell shows or evaluates to, and nbconvert then loses it.
 */
export async function show(data: DisplayBundle): Promise<void> {
  await Deno.jupyter.broadcast("display_data", { data, metadata: {} });
  await new Promise((resolve) => setTimeout(resolve, SENDING_MS));
}
