/** Instants as access logs write them, in UTC. @module */

const MONTHS = ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"];

/** Formats as the common log format does, without the zone: `01/Mar/2026:00:00:07`. */
export function clfTime(atMs: number): string {
  const at = new Date(atMs);
  return `${pad(at.getUTCDate(), "0")}/${MONTHS[at.getUTCMonth()]}/${at.getUTCFullYear()}:${
    at.toISOString().slice(11, 19)
  }`;
}

/** Formats as syslog does, the day padded with a space: `Mar  1 00:00:07`. */
export function syslogTime(atMs: number): string {
  const at = new Date(atMs);
  return `${MONTHS[at.getUTCMonth()]} ${pad(at.getUTCDate(), " ")} ${at.toISOString().slice(11, 19)}`;
}

function pad(day: number, fill: string): string {
  return String(day).padStart(2, fill);
}
