import { expect, test } from 'vitest'
import { type Evidence, verdictOf } from './verdict.ts'

const FOUND: Evidence = {
  isTestable: true,
  isDescriptive: false,
  leastUnits: 3,
  pHolm: 0.05,
  pEqual: Number.NaN,
  margin: undefined,
  holdsBothMargins: false,
  smallestPValue: 0,
}

test.each<[Partial<Evidence>, string]>([
  [{}, 'different'],
  [{ pHolm: 0.051 }, 'inconclusive'],
  [{ pHolm: Number.NaN }, 'inconclusive'],
  [{ leastUnits: 2 }, 'underpowered'],
  [{ pHolm: 0.2, holdsBothMargins: true }, 'underpowered'],
  [{ holdsBothMargins: true }, 'different'],
  // So few units that no ranks could have shown it.
  [{ pHolm: 0.2, smallestPValue: 0.0625 }, 'underpowered'],
  [{ pHolm: 0.2, smallestPValue: 0.05 }, 'inconclusive'],
  [{ margin: 1.05, pEqual: 0.05 }, 'equal within 1.05'],
  [{ margin: 1.05, pEqual: 0.051 }, 'different'],
  [{ margin: undefined, pEqual: 0.01 }, 'different'],
  [{ margin: 1.05, pEqual: 0.01, leastUnits: 2 }, 'underpowered'],
  [{ isTestable: false }, 'no matching runs'],
  [{ isTestable: false, isDescriptive: true }, 'descriptive only'],
])('%o is %s', (more, verdict) => {
  expect(verdictOf({ ...FOUND, ...more })).toBe(verdict)
})
