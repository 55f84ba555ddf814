// Some tests have a long variant, for the figures of a release: LOGGIA_LONG=1.

/** Whether the long variants were asked for. */
export const isLong = process.env.LOGGIA_LONG === "1";

/** How often something is done: usually, and in the long variant. */
export function times(usual: number, long: number): number {
  return isLong ? long : usual;
}
