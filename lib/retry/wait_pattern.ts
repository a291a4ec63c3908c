/** How clients wait before they ask again. @module */

/**
 * Patterns of the waits within a chain. `synchronised` is what many clients do in the same instant; of a single wait that is neither that nor immediate nothing
 * more is told.
 */
export const WAIT_PATTERNS = ["immediate", "constant", "exponential", "synchronised", "irregular", "single"] as const;

/** One of the patterns of waits. */
export type WaitPattern = typeof WAIT_PATTERNS[number];
