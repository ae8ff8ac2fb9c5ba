import { count } from '../../text/counts.ts'
import { listSome } from '../../text/lists.ts'
import { formatNumber } from '../../text/numbers/numberFormat.ts'
import { loggedMetric } from '../groups/divergence.ts'
import type { Finding } from '../groups/findings.ts'
import { groupText } from '../groups/groupText.ts'
import { ALPHA } from '../groups/verdict.ts'
import { resemblancePValue } from '../units/seedClusters.ts'
import type { Compared } from './compared.ts'
import { plainRemark, type Remark } from './remark.ts'

/** What is unusual about how rows were tested, and in how many of them. */
export function testRemarks(compared: Compared): Remark[] {
  const { columns, findings, measured, sampler } = compared
  // Nothing is tested of runs that a sampler chose.
  if (sampler !== undefined) return divergedRuns(compared)
  return [
    ...divergedRuns(compared),
    ...acrossDecades(compared),
    ...noMatch(findings),
    ...unpaired(compared),
    ...oneSided(findings),
    ...(columns.seed === columns.by ? [] : seeds(findings, columns)),
    ...constant(findings),
    ...replicates(findings, columns.by),
    ...(measured.groups.length > MANY_GROUPS
      ? [
          {
            before: "Holm's adjustment is over all comparisons, among them ",
            details: [comparisons(findings.length, columns.by)],
            after:
              ': the more groups, the larger a difference must be to be found. Compare fewer where you can.',
          },
        ]
      : []),
  ]
}

const MANY_GROUPS = 20

/** From a factor of so much on, differences of values say little of the smaller ones. */
const DECADES = 100

function acrossDecades({
  columns: { metric },
  measured: { groups },
  isScaleByValues,
}: Compared): Remark[] {
  if (!isScaleByValues) return []
  const values = groups
    .flatMap(({ runs }) => runs.map(({ value }) => value))
    .filter(Number.isFinite)
  const positive = values.filter((value) => value > 0)
  const [least, most] = [Math.min(...positive), Math.max(...positive)]
  const n = values.length - positive.length
  if (n === 0 || !(most >= DECADES * least)) return []
  return [
    plainRemark(
      `${n} of ${count(values.length, 'value')} of ${metric} ${n === 1 ? 'is' : 'are'} not above zero, so that differences ` +
        'are compared, which the largest values decide: the others span decades. Without ' +
        `${n === 1 ? 'it' : 'them'}, ratios would be compared.`,
    ),
  ]
}

function divergedRuns({
  findings,
  columns: { metric, by },
  measured: { groups },
}: Compared): Remark[] {
  const values = groups.flatMap(({ runs }) => runs.map(({ value }) => value))
  const nDiverged = values.filter((value) => !Number.isFinite(value)).length
  if (nDiverged === 0) return []
  const shares = groups.flatMap(({ value, runs }) => {
    const n = runs.filter((run) => !Number.isFinite(run.value)).length
    return n === 0 ? [] : [`${n} of ${count(runs.length, 'run')} of ${groupText(value)}`]
  })
  const fisher = findings
    .filter(
      ({ contrast, nDivergedA, nDivergedB }) =>
        contrast.block === '' && nDivergedA + nDivergedB > 0,
    )
    .map((finding) => `${pairText(finding)}: ${formatNumber(finding.divergedPValue)}`)
  return [
    {
      before: `${nDiverged} of ${count(values.length, 'run')} diverged (the last logged ${loggedMetric(metric)} is NaN or infinite): `,
      details: [`by ${by} ${listSome(shares)} (Fisher's exact p: ${listSome(fisher)})`],
      after:
        '. They count as the worst: verdicts of comparisons with them come from ranks, and ratios, differences and ' +
        'intervals there are of finite pairs only.',
    },
  ]
}

function noMatch(findings: readonly Finding[]): Remark[] {
  const untested = findings.filter(({ tested }) => tested === undefined)
  const absent = untested.filter(({ a, b }) => a === null || b === null)
  const apart = untested.filter((finding) => !absent.includes(finding))
  const separating = [...new Set(apart.flatMap(({ units }) => units.separatedBy))]
  const what = separating.length === 0 ? 'Other parameters' : `Values of ${listSome(separating)}`
  return [
    ...(apart.length === 0
      ? []
      : [
          {
            before: 'No runs differ in one parameter and the seed alone: ',
            details: apart.map(namedPairText),
            after: `. ${what} differ as well, so nothing is tested.`,
          },
        ]),
    // Often a setting of what only some runs have, as the momentum of one optimizer: no sweep has such a pair.
    ...(absent.length === 0
      ? []
      : [
          {
            before: 'Runs without ',
            details: [...new Set(absent.map(({ by }) => by))],
            after:
              ' differ from those that have it in other parameters as well, so they are not compared.',
          },
        ]),
  ]
}

function unpaired({ columns: { by }, findings, goesTogether }: Compared): Remark[] {
  const compared = findings.filter(({ tested }) => tested?.unit === 'setting')
  if (compared.length === 0) return []
  return [
    {
      before: 'Most runs have no partner that differs in one parameter and the seed alone: in ',
      details: [comparisons(compared.length, by)],
      after:
        ' all settings are compared, unpaired, which is right where the other parameters were drawn at random, and ' +
        'misleading where they were chosen together.',
    },
    ...(goesTogether.length === 0
      ? []
      : [
          {
            before: '',
            details: [
              `${listSome(goesTogether)} ${goesTogether.length === 1 ? 'goes' : 'go'} together with ${by}`,
            ],
            after:
              ': groups differ there by more than chance explains, so that what is compared may be due to either.',
          },
        ]),
  ]
}

function oneSided(findings: readonly Finding[]): Remark[] {
  const names = new Set(findings.flatMap(({ contrast }) => contrast.oneSided))
  if (names.size === 0) return []
  return [
    {
      before: 'Only one of two compared groups has ',
      details: [...names],
      after:
        ': runs of all its values are compared together, and where there are several values, those of each in a row ' +
        'of their own.',
    },
  ]
}

function seeds(
  findings: readonly Finding[],
  { seed, by }: { readonly seed: string; readonly by: string },
): Remark[] {
  const tested = findings.flatMap(({ tested, units }) => (tested ? [{ tested, units }] : []))
  const isWithoutSeeds = findings.every(({ contrast: { a, b } }) => !a.hasSeeds && !b.hasSeeds)
  const overSeeds = tested.filter(({ tested: { unit } }) => unit === 'seed')
  const bySeed = overSeeds.filter(({ tested: { nUnitsA } }) => nUnitsA === 0)
  const shown = bySeed.filter(
    ({ units }) => resemblancePValue(units.pairs) * bySeed.length <= ALPHA,
  ).length
  const ofOneSeed = tested.filter(
    ({ units: { pairs } }) =>
      pairs.length > 1 &&
      pairs[0]?.seed !== null &&
      pairs.every(({ seed }) => seed === pairs[0]?.seed),
  ).length
  const inBlocks = findings.filter(
    ({ contrast: { a, b }, units: { samples, nCommonBlocks }, tested }) =>
      (tested?.unit === 'block' || (samples?.unit === 'run' && nCommonBlocks > 1)) &&
      (a.hasSeeds || b.hasSeeds),
  ).length
  const aboutSome = (n: number, before: string, after: string): Remark[] =>
    n === 0 ? [] : [{ before, details: [comparisons(n, by)], after }]
  return [
    ...(isWithoutSeeds
      ? [plainRemark(`The runs have no ${seed}: runs of one setting count as repetitions of it.`)]
      : []),
    ...aboutSome(
      inBlocks,
      `Runs share few values of ${seed}, or none, in `,
      ': they are compared within blocks, not in pairs. With the same seeds on both sides, each seed would be a pair.',
    ),
    ...aboutSome(
      overSeeds.length - bySeed.length,
      'Runs of one seed may resemble each other over blocks in ',
      ': the test is that over the seeds of each group, whose p-value is the larger one. More seeds would tell more.',
    ),
    ...aboutSome(
      shown,
      'Pairs of the same seed resemble each other in ',
      ` (F test, p <= ${ALPHA}): they were averaged within seeds, and seeds are the units of the test. More seeds ` +
        'would tell more, more settings would not.',
    ),
    ...aboutSome(
      bySeed.length - shown,
      'Pairs of the same seed may resemble each other in ',
      ', which the runs neither show nor exclude: the test is that over seeds, whose p-value is the larger one. More ' +
        'seeds would decide it.',
    ),
    ...aboutSome(
      ofOneSeed,
      'All pairs of ',
      ' have the same seed: what they show holds for that seed alone. Train with more seeds.',
    ),
  ]
}

function constant(findings: readonly Finding[]): Remark[] {
  const same = findings.filter(({ tested }) => tested?.isConstant && !tested.isRanked)
  if (same.length === 0) return []
  return [
    {
      before: 'All units of ',
      details: same.map(namedPairText),
      after:
        ' show the same difference: they count as one. Check whether the seed has any effect, whether values were ' +
        'rounded, or whether runs were copied.',
    },
  ]
}

function replicates(findings: readonly Finding[], by: string): Remark[] {
  const repeated = findings.filter(
    ({ units, contrast }) =>
      units.pairs.length > 0 &&
      units.pairs[0]?.seed !== null &&
      contrast.a.size - units.nUnpairedA + (contrast.b.size - units.nUnpairedB) >
        2 * units.pairs.length,
  )
  if (repeated.length === 0) return []
  return [
    {
      before: 'Several runs of one setting and seed were averaged in ',
      details: [comparisons(repeated.length, by)],
      after: '.',
    },
  ]
}

/** `2 comparisons by lr` */
function comparisons(n: number, by: string): string {
  return `${count(n, 'comparison')} by ${by}`
}

/** Two groups, and the part of their runs that is compared where it is not all: `1 and 2 (depth=3)`. */
function pairText({ a, b, contrast: { block } }: Finding): string {
  const where = block === '' ? '' : ` (${block})`
  return `${groupText(a)} and ${groupText(b)}${where}`
}

/** With the column: `lr 1 and 2 (depth=3)`. */
function namedPairText(finding: Finding): string {
  return `${finding.by} ${pairText(finding)}`
}
