/** Sentences that tables and views hold, as paragraphs of a notebook. @module */
import { show } from "./show.ts";
import { escapeHtml } from "./html.ts";

/** Shows sentences, each in a paragraph of its own. */
export async function showWords(sentences: readonly string[]): Promise<void> {
  await show({
    "text/html": sentences.map((sentence) => `<p>${escapeHtml(sentence)}</p>`).join(""),
    "text/plain": sentences.join("\n"),
  });
}
