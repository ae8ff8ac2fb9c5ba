import { valueKey } from '../../../tables/valueKey.ts'
import type { LoadedRun } from '../../runRecord.ts'

/**
 * The same for runs of which the same is set, in whatever order and spelling.
 *
 * @param isLeftOut whether a key does not matter. Default: all matter
 */
export function settingsKey(
  { overrides }: Pick<LoadedRun, 'overrides'>,
  isLeftOut: (key: string) => boolean = () => false,
): string {
  const settings = overrides
    .filter(({ key }) => !isLeftOut(key))
    .map(({ key, value }) => [key, valueKey(value)])
  return JSON.stringify(settings.sort(([a = ''], [b = '']) => (a < b ? -1 : 1)))
}
