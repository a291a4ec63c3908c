/** Amazon resource names: `arn:aws:elasticloadbalancing:eu-central-1:123456789012:targetgroup/shop/73e2d6bc24d8a067`. @module */

const TARGET_GROUP = ":targetgroup/";

/** Reads the region of a resource; null for text that is no ARN, and for a resource of no region. */
export function regionOfArn(arn: string | null): string | null {
  if (arn === null || !arn.startsWith("arn:")) return null;
  const partitionEnd = arn.indexOf(":", "arn:".length);
  const serviceEnd = arn.indexOf(":", partitionEnd + 1);
  const regionEnd = arn.indexOf(":", serviceEnd + 1);
  const isComplete = partitionEnd > 0 && serviceEnd > partitionEnd && regionEnd > serviceEnd + 1;
  return isComplete ? arn.slice(serviceEnd + 1, regionEnd) : null;
}

/** Reads the name of a target group; null for text that is no ARN of one. */
export function targetGroupOfArn(arn: string | null): string | null {
  const at = arn === null ? -1 : arn.indexOf(TARGET_GROUP);
  if (arn === null || at < 0) return null;
  const start = at + TARGET_GROUP.length;
  const end = arn.indexOf("/", start);
  return arn.slice(start, end < 0 ? arn.length : end) || null;
}
