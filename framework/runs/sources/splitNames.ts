/** What writers of event files call the splits of the data. */
const SPLITS = new Set(['train', 'training', 'learn', 'validation', 'valid', 'val', 'test', 'eval'])

/** Whether a name is that of a split. */
export function isSplitName(name: string): boolean {
  return SPLITS.has(name)
}
