/** Single models of more groups hide the means of the others. */
const MOST_GROUPS = 4

/** Whether the models behind the means of so many groups are drawn. */
export function hasSingleModels(nGroups: number): boolean {
  return nGroups <= MOST_GROUPS
}
