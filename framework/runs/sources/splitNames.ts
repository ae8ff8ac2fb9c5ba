/** What the splits of the data are called in the names of folders and in records of metrics. */
const SPLITS = new Set(
  'train training learn validation valid val dev test testing eval evaluation holdout'.split(' '),
)

/** Whether a name is that of a split. */
export function isSplitName(name: string): boolean {
  return SPLITS.has(name)
}
