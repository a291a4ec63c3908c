/** The figures that a server is judged by. @module */
import type { ServerHealthRow } from "./server_health.ts";

/** The figures of a window as they are stored, before they are judged. */
export type HealthFigures = Omit<
  ServerHealthRow,
  "state" | "score" | "reasons" | "utilisation_penalty" | "saturation_penalty" | "error_penalty"
>;
