/** Blocks that show a command and what it printed. @module */
import type { Code, CodeBlock } from "./code_block.ts";

/** A command as it was typed, and its output. */
export interface Transcript extends Code {
  readonly command: string;
  /** Lines, without the empty ones at the end. */
  readonly output: string;
}

const PROMPT = "$ ";

/** Lists the blocks that begin with a prompt. */
export function transcripts(blocks: readonly CodeBlock[]): Transcript[] {
  return blocks.filter(({ text }) => text.startsWith(PROMPT)).map((block) => {
    const [first, ...output] = block.text.split("\n");
    return { ...block, command: first!.slice(PROMPT.length), output: output.join("\n").trimEnd() };
  });
}
