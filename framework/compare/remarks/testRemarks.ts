import { count } from '../../text/counts.ts'
import { formatNumber } from '../../text/numberFormat.ts'
import type { Finding } from '../groups/findings.ts'
import { groupName, groupText, listSome } from '../groups/groupText.ts'
import { resemblancePValue } from '../groups/seedClusters.ts'
import { ALPHA } from '../groups/verdict.ts'
import type { Compared } from './compared.ts'

/** What is unusual about how rows were tested, and in how many of them. */
export function testRemarks(compared: Compared): string[] {
  const { columns, findings, measured } = compared
  return [
    ...divergedRuns(findings, columns),
    ...noMatch(findings, columns.by),
    ...unpaired(compared),
    ...oneSided(findings),
    ...(columns.seed === columns.by ? [] : seeds(findings, columns)),
    ...constant(findings),
    ...replicates(findings, columns.by),
    ...(measured.groups.length > MANY_GROUPS
      ? [
          `Holm's adjustment is over all ${count(findings.length, 'comparison')}: the more groups, the ` +
            'larger a difference must be to be found. Compare fewer where you can.',
        ]
      : []),
  ]
}

const MANY_GROUPS = 20

function divergedRuns(
  findings: readonly Finding[],
  { metric, by }: { readonly metric: string; readonly by: string },
): string[] {
  const touched = findings.filter(({ nDivergedA, nDivergedB }) => nDivergedA + nDivergedB > 0)
  if (touched.length === 0) return []
  const shares = new Map<string, string>()
  for (const { a, b, contrast, nDivergedA, nDivergedB } of touched) {
    if (contrast.block !== '') continue
    const say = (value: Finding['a'], n: number, of: number) => {
      if (n > 0) shares.set(groupText(value), `${n} of ${count(of, 'run')} of ${groupText(value)}`)
    }
    say(a, nDivergedA, contrast.a.size)
    say(b, nDivergedB, contrast.b.size)
  }
  const fisher = touched
    .filter(({ contrast }) => contrast.block === '')
    .map((finding) => `${pairText(finding)} ${formatNumber(finding.divergedPValue)}`)
  return [
    `Diverged (the last logged ${metric} is NaN or infinite): ${listSome([...shares.values()])}. They count ` +
      `as the worst, verdicts of ${comparisons(touched.length, by)} come from ranks, and ratios, ` +
      `differences and intervals there are of finite pairs only. Fisher's exact p of the counts: ` +
      `${listSome(fisher)}.`,
  ]
}

function noMatch(findings: readonly Finding[], by: string): string[] {
  const without = findings.filter(({ tested }) => tested === undefined)
  const apart = without.filter(({ units }) => units.nCommonBlocks === 0)
  const separating = [...new Set(apart.flatMap(({ units }) => units.separatedBy))]
  const what = separating.length === 0 ? 'Other parameters' : `Values of ${listSome(separating)}`
  const unshared = without.filter(({ units }) => units.nCommonBlocks > 0)
  return [
    ...(apart.length === 0
      ? []
      : [
          `No runs differ in ${by} and seed alone: ${listSome(apart.map(pairText))}. ${what} ` +
            'differ as well, so nothing is tested.',
        ]),
    ...(unshared.length === 0
      ? []
      : [
          `No seed in common in any of several blocks: ${listSome(unshared.map(pairText))}. To compare the ` +
            'groups, train them with the same seeds.',
        ]),
  ]
}

function unpaired({ columns: { by }, findings, goesTogether }: Compared): string[] {
  const compared = findings.filter(({ tested }) => tested?.unit === 'setting')
  if (compared.length === 0) return []
  return [
    `Most runs have no partner that differs in ${by} and seed alone: in ${comparisons(compared.length, by)} all ` +
      'settings are compared, unpaired, which is right where the other parameters were drawn at random, and ' +
      'misleading where they were chosen together.',
    ...(goesTogether.length === 0
      ? []
      : [
          `${listSome(goesTogether)} ${goesTogether.length === 1 ? 'goes' : 'go'} together with ${by}: groups by ` +
            `${by} differ in it by more than chance explains, so that what is compared may be due to either.`,
        ]),
  ]
}

function oneSided(findings: readonly Finding[]): string[] {
  const names = new Set(findings.flatMap(({ contrast }) => contrast.oneSided))
  if (names.size === 0) return []
  return [
    `Only one of two compared groups has ${listSome([...names])}: runs of all its values are compared ` +
      'together, and where there are several values, those of each in a row of their own.',
  ]
}

function seeds(
  findings: readonly Finding[],
  { seed, by }: { readonly seed: string; readonly by: string },
): string[] {
  const tested = findings.flatMap(({ tested, units }) => (tested ? [{ tested, units }] : []))
  const isWithoutSeeds = findings.every(({ contrast: { a, b } }) => !a.hasSeeds && !b.hasSeeds)
  const bySeed = tested.filter(({ tested: { unit } }) => unit === 'seed')
  const shown = bySeed.filter(
    ({ units }) => resemblancePValue(units.pairs) * bySeed.length <= ALPHA,
  ).length
  const possible = bySeed.length - shown
  const ofOneSeed = tested.filter(
    ({ units: { pairs } }) =>
      pairs.length > 1 &&
      pairs[0]?.seed !== null &&
      pairs.every(({ seed }) => seed === pairs[0]?.seed),
  ).length
  return [
    ...(isWithoutSeeds
      ? [`The runs have no ${seed}: runs of one setting count as repetitions of it.`]
      : []),
    ...(shown > 0
      ? [
          `Pairs of the same seed resemble each other in ${comparisons(shown, by)} (F test, p <= ${ALPHA}): they were ` +
            'averaged within seeds, and seeds are the units of the test. More seeds would tell more, more settings ' +
            'would not.',
        ]
      : []),
    ...(possible > 0
      ? [
          `Pairs of the same seed may resemble each other in ${comparisons(possible, by)}, which the runs neither show ` +
            'nor exclude: the test is that over seeds, whose p-value is the larger one. More seeds would decide it.',
        ]
      : []),
    ...(ofOneSeed > 0
      ? [
          `All pairs of ${comparisons(ofOneSeed, by)} have the same seed: what they show holds for that ` +
            'seed alone. Train with more seeds.',
        ]
      : []),
  ]
}

function constant(findings: readonly Finding[]): string[] {
  const same = findings.filter(({ tested }) => tested?.isConstant && !tested.isRanked)
  if (same.length === 0) return []
  return [
    `All units of ${listSome(same.map(pairText))} have the same value: they count as one. Check whether ` +
      'the seed has any effect, or whether runs were copied.',
  ]
}

function replicates(findings: readonly Finding[], by: string): string[] {
  const repeated = findings.filter(
    ({ units, contrast }) =>
      units.pairs.length > 0 &&
      units.pairs[0]?.seed !== null &&
      contrast.a.size - units.nUnpairedA + (contrast.b.size - units.nUnpairedB) >
        2 * units.pairs.length,
  )
  if (repeated.length === 0) return []
  return [
    `Several runs of one setting and seed were averaged in ${comparisons(repeated.length, by)}.`,
  ]
}

/** `2 comparisons by lr` */
function comparisons(n: number, by: string): string {
  return `${count(n, 'comparison')} by ${by}`
}

/** Two groups, and the part of their runs that is compared where it is not all: `lr 1 and 2 (depth=3)`. */
function pairText({ by, a, b, contrast: { block } }: Finding): string {
  const where = block === '' ? '' : ` (${block})`
  return `${groupName(by, a)} and ${groupText(b)}${where}`
}
