import type { Scalar } from '../../sources/source.ts'

/**
 * The same for parameters that are the same, in whatever order they stand.
 *
 * @param isLeftOut whether a parameter does not matter. Default: all matter
 */
export function paramsKey(
  params: ReadonlyMap<string, Scalar>,
  isLeftOut: (key: string) => boolean = () => false,
): string {
  const entries = [...params]
    .filter(([key]) => !isLeftOut(key))
    .map(([key, value]) => [key, typeof value, String(value)])
  return JSON.stringify(entries.sort(([a = ''], [b = '']) => (a < b ? -1 : 1)))
}
