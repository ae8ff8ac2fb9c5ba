import type { LoadedRun } from '../../runRecord.ts'
import { seriesOf } from '../metrics/wideTable.ts'
import { digitsOf, MIN_DIGITS } from './historyDigits.ts'

/**
 * Whether a later record has the values of an earlier one at all steps of both, of as many digits as no chance gives: it
 * was resumed from a checkpoint before the earlier one's end, and trained the steps since then a second time.
 */
export function retraces(earlier: LoadedRun, later: LoadedRun): boolean {
  const before = seriesOf(earlier.epochs)
  const same = new Set<number>()
  for (const [name, { step, value }] of seriesOf(later.epochs)) {
    const known = before.get(name)
    if (known === undefined) continue
    const valueAt = new Map(Array.from(known.step, (at, i) => [at, known.value[i] as number]))
    for (const [i, at] of step.entries()) {
      const other = valueAt.get(at)
      if (other === undefined) continue
      const [one, two] = [Math.fround(value[i] as number), Math.fround(other)]
      if (one !== two) return false
      if (!Number.isInteger(one)) same.add(one)
    }
  }
  return digitsOf(same) >= MIN_DIGITS
}
