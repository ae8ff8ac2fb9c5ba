import { compareGroups } from '../../compare/compareGroups.ts'
import type { CompareGroupsOptions } from '../../compare/compareOptions.ts'
import type { Comparison } from '../../compare/comparison.ts'
import type { Trend } from '../../compare/trend.ts'
import { type RunCells, runsOf } from '../exampleRuns.ts'

/** Six pairs that differ, by their ratios, with the fields that a test is about. */
export function comparisonRow(more: Partial<Comparison> = {}): Comparison {
  return {
    ...{ by: 'tokenizer', a: 'none', b: 'vq', block: '', metric: 'loss', better: 'lower' },
    ...{
      nA: 7,
      nB: 6,
      nPairs: 6,
      nUnpairedA: 0,
      nUnpairedB: 0,
      nLeftOutA: 0,
      nLeftOutB: 0,
      nDivergedA: 0,
      nDivergedB: 0,
    },
    ...{ ratio: 2, ratioLow: 1.5, ratioHigh: 2.5 },
    ...{ difference: null, differenceLow: null, differenceHigh: null },
    ...{ pImprovement: 0.75, pImprovementLow: 0.5, pImprovementHigh: 0.9 },
    ...{ unit: 'pair', nUnitsA: 0, nUnitsB: 0, isConstant: false, hasOutlier: false },
    test: "Student's t, log ratios",
    ...{ pValue: 0.002, pHolm: 0.02, exactPValue: 0.0625, smallestPValue: 0.03125 },
    ...{
      verdict: 'different',
      favours: 'none',
      direction: 1,
      nBlocks: 1,
      moreUnits: 0,
      divergedPValue: null,
    },
    ...{ divergedPHolm: null, meanA: 1, meanB: 2, sentence: '' },
    ...more,
  }
}

/** A metric that rises with a parameter, with the fields that a test is about. */
export function trendRow(more: Partial<Trend> = {}): Trend {
  return {
    ...{ by: 'lr', least: 0.001, greatest: 10, nValues: 9, metric: 'loss', better: 'lower' },
    ...{ n: 27, unit: 'run', nRuns: 30, nDiverged: 0, within: 'block and seed', nBlocks: 3 },
    ...{ correlation: 0.75, correlationLow: 0.5, correlationHigh: 0.9 },
    ...{ turnsAt: null, turnsAtLow: null, turnsAtHigh: null },
    ...{ test: 'rank correlation', pValue: 0.01, pHolm: 0.02, verdict: 'rises', sentence: '' },
    ...more,
  }
}

/** The remarks on a comparison of the losses of tokenizers. */
export function remarksOf(
  rows: readonly RunCells[],
  options: Partial<CompareGroupsOptions> = {},
): readonly string[] {
  const all = { metric: 'loss', by: 'tokenizer', better: 'lower', ...options } as const
  return compareGroups(runsOf(rows), all).remarks
}
