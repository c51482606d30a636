/** RFC 3339 as the API server writes and reads it. */
const RFC_3339 = /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d+)?(Z|[+-]\d\d:\d\d)$/;

/** A time as milliseconds since the epoch, `undefined` where it is no RFC 3339 time. */
export function instantOf(value: unknown): number | undefined {
  if (typeof value !== 'string' || !RFC_3339.test(value)) return undefined;
  // biome-ignore lint/style/noRestrictedGlobals: reads the text, not the clock
  const instant = Date.parse(value);
  return Number.isNaN(instant) ? undefined : instant;
}
