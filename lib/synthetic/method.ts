/** The request methods: how often they come, how long they take, how much they move, how they are answered. @module */
import { type Choice, choice } from "./distribution.ts";

/** One request method. */
export interface Method {
  readonly name: string;
  /** Share of all first attempts. */
  readonly share: number;
  /** Half of the requests take less than this on an idle server. */
  readonly serviceMedianMs: number;
  /** Mean size of a request with its headers. */
  readonly requestBytes: number;
  /** Half of the full answers are smaller. */
  readonly responseMedianBytes: number;
  /** Answers of a healthy server, beside the few that fail. */
  readonly statuses: readonly number[];
  readonly statusChoice: Choice;
}

/** Spread of service times: standard deviation of the logarithm. */
export const SERVICE_SIGMA = 0.5;

/** The methods, most frequent first. */
export const METHODS: readonly Method[] = [
  method("GET", { share: 0.72, ms: 60, bytesIn: 700, bytesOut: 18_000 }, [
    [200, 900],
    [304, 45],
    [404, 22],
    [301, 12],
    [401, 8],
    [403, 5],
    [400, 5],
    [429, 3],
  ]),
  method("POST", { share: 0.15, ms: 110, bytesIn: 4_000, bytesOut: 1_200 }, [
    [200, 460],
    [201, 460],
    [400, 40],
    [401, 20],
    [403, 10],
    [404, 6],
    [429, 4],
  ]),
  method("PUT", { share: 0.06, ms: 95, bytesIn: 5_000, bytesOut: 900 }, [
    [200, 620],
    [204, 330],
    [400, 30],
    [403, 12],
    [404, 6],
    [429, 2],
  ]),
  method("DELETE", { share: 0.03, ms: 70, bytesIn: 600, bytesOut: 400 }, [
    [204, 880],
    [200, 50],
    [404, 50],
    [403, 20],
  ]),
  method("PATCH", { share: 0.02, ms: 90, bytesIn: 1_500, bytesOut: 900 }, [
    [200, 900],
    [204, 50],
    [400, 50],
  ]),
  method("HEAD", { share: 0.02, ms: 25, bytesIn: 500, bytesOut: 260 }, [
    [200, 920],
    [304, 40],
    [404, 40],
  ]),
];

/** Draws a method's number from their shares. */
export const METHOD_CHOICE: Choice = choice(METHODS.map((each) => each.share));

/** Mean service time of a request on an idle server: the log-normal mean of each method, by share. */
export const MEAN_SERVICE_MS: number = METHODS.reduce(
  (sum, each) => sum + each.share * each.serviceMedianMs * Math.exp(SERVICE_SIGMA ** 2 / 2),
  0,
);

interface Size {
  readonly share: number;
  readonly ms: number;
  readonly bytesIn: number;
  readonly bytesOut: number;
}

function method(name: string, size: Size, answers: readonly (readonly [status: number, weight: number])[]): Method {
  return {
    name,
    share: size.share,
    serviceMedianMs: size.ms,
    requestBytes: size.bytesIn,
    responseMedianBytes: size.bytesOut,
    statuses: answers.map(([status]) => status),
    statusChoice: choice(answers.map(([, weight]) => weight)),
  };
}
