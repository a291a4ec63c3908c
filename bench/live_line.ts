/** Lines that have just happened. @module */

const MONTHS = ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"];

/**
 * Writes a line of nginx with upstream times, of one of 40 routes on one of 8 servers.
 *
 * @param number of the line, on which its values depend
 * @param at when it happened, ms since 1970
 */
export function nginxLine(number: number, at: number): string {
  const time = new Date(at);
  const moment = `${two(time.getUTCDate())}/${MONTHS[time.getUTCMonth()]}/${time.getUTCFullYear()}:${
    time.toISOString().slice(11, 19)
  } +0000`;
  const client = `10.0.${number % 250}.${number % 199}`;
  const status = number % 50 === 0 ? 502 : 200;
  const seconds = (0.01 + (number % 100) / 500).toFixed(3);
  return `${client} - - [${moment}] "GET /api/group-${number % 40} HTTP/1.1" ${status} ${1_000 + number % 900} "-" ` +
    `"bench" ${seconds} 10.1.0.${number % 8}:80 ${seconds}\n`;
}

function two(number: number): string {
  return String(number).padStart(2, "0");
}
