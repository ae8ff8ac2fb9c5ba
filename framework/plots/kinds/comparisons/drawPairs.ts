import type { Better } from '../../../compare/better.ts'
import { membersOfPair, type PairedRuns } from '../../../compare/pairedRuns.ts'
import { meansOverSeeds } from '../../../compare/settings/meansOverSeeds.ts'
import { describeIntervals, ESTIMATORS } from '../../../stats/intervals/intervalText.ts'
import type { MeanInterval } from '../../../stats/intervals/meanInterval.ts'
import { groupName } from '../../../tables/columns.ts'
import { valueKey } from '../../../tables/valueKey.ts'
import { count, leftOut } from '../../../text/counts.ts'
import type { Figure, FigureAxis, FigureDataset } from '../../figure.ts'
import { categoryAxis, isDrawable, type ScaleChoice } from '../../parts/axes/axes.ts'
import { dataAxis } from '../../parts/axes/dataAxis.ts'
import { columnName } from '../../parts/columnTitles.ts'
import { composeFigure, noteFigure, pointsDataset } from '../../parts/composeFigure.ts'
import {
  cutMeansNotes,
  endsToHold,
  meanKey,
  meanPoint,
  meanWhisker,
  type PlacedMean,
} from '../../parts/meanMarks.ts'
import type { Cuttable } from '../../parts/panels/facets.ts'
import { namesInFull, shownNames } from '../../parts/shownNames.ts'
import { INK, pt } from '../../theme.ts'
import { slopeKey, slopeLines } from './slopeLines.ts'

/** What a figure of pairs shows. */
export interface DrawnPairs extends Cuttable {
  readonly paired: PairedRuns
  /** Names of the runs, by the rows of the table. */
  readonly runs: readonly string[]
  /** From left to right; pairs of a panel may lack some of them. */
  readonly groups: PairedRuns['groups']
  readonly metric: string
  readonly by: string
  readonly better: Better
  readonly title: string
  readonly scale?: ScaleChoice | undefined
  /** The pairs of each panel, whose means the panels share the axis, the key and the caption of. Default: `paired`. */
  readonly inPanels?: readonly PairedRuns[]
  /** What the axis says of the number of pairs. Default: how many there are. */
  readonly size?: string
}

const MAX_NAME_LETTERS = 18
/** Means stand beside the lines: before those of the first column, behind those of the others. */
const MEAN_OFFSET = 0.13
const CAP = 0.03
/** Pairs beyond this many have smaller points. */
const MANY_PAIRS = 60

/** The pairs as lines from column to column, with the means of the columns beside them. */
export function drawPairs(drawn: DrawnPairs): Figure {
  const { paired, runs, groups, metric, by, better, title, scale, size } = drawn
  const { inPanels = [paired] } = drawn
  const { pairs, bySeed } = paired
  if (pairs.length === 0) return noteFigure('pairedSlopes', reasonOf(paired, by, metric))
  const keys = groups.map(valueKey)
  const places = paired.groups.map((group) => keys.indexOf(valueKey(group)))
  const members = pairs.flatMap(membersOfPair)
  // A run may be in several pairs.
  const byRun = new Map(members.map(({ row, value }) => [row, value]))
  const { axis: y, notes: axisNotes } = dataAxis(
    [...byRun.values()].map((value) => [value]),
    'y',
    {
      title,
      gridLines: true,
      noun: 'run',
      cuts: drawn.cuts?.y,
      shared: drawn.axes?.y,
      ...(scale && { scale }),
      intervalEnds: (axis) => endsToHold(meansOf(inPanels, axis).columns, axis),
    },
  )
  const drawnMeans = meansOf([paired], y).columns.map(({ mean }) => mean)
  const { columns, over } = meansOf(inPanels, y)
  const means = columns.map(({ mean }) => mean)
  const placed = drawnMeans.map((mean, at) => placeMean(mean, places[at] as number))
  const nHidden = members.filter(({ value }) => !isDrawable(value, y)).length
  const nLacking = pairs.filter(({ values }) => values.includes(null)).length
  const noun = pairNoun(groups)
  const names = groups.map(groupName)
  const unit = `${count(pairs.length, noun)}${bySeed ? '' : ' of settings'}`
  return composeFigure({
    kind: 'pairedSlopes',
    x: categoryAxis(names.map(shownNames(names, MAX_NAME_LETTERS)), 'x', {
      title: `${columnName(by)} (${size ?? unit})`,
    }),
    y,
    datasets: [
      ...placed.flatMap((mean) => meanPoint(mean, y)),
      ...slopeLines(pairs, places, runs, better, y),
      dots(paired, places, runs, y),
    ],
    marks: placed.flatMap((mean) => meanWhisker(mean, y)),
    legend: [
      {
        title: '',
        items: [...slopeKey(pairs, better, y, groups.length === 2), ...meanKey(means, { over })],
      },
    ],
    notes: [
      ...(nLacking === 0
        ? []
        : [
            `${nLacking} of ${count(pairs.length, 'set')} ${nLacking === 1 ? 'lacks' : 'lack'} a setting or more, which ${nLacking === 1 ? 'its line skips' : 'their lines skip'}.`,
          ]),
      ...leftOut(paired.nUnpaired, 'run', 'without a partner in another setting'),
      ...leftOut(
        paired.nDivergedPairs,
        noun,
        `of which ${noun === 'pair' ? 'a run' : 'all runs but one at most'} diverged`,
      ),
      ...leftOut(paired.nDivergedValues, 'diverged run', 'of a set that is drawn without it'),
      ...leftOut(nHidden, 'value', 'not above zero, which a log axis cannot show'),
      ...axisNotes,
      ...cutMeansNotes(columns, y),
    ],
    caption:
      `${title} of ${unit} of runs that agree in ${bySeed ? 'seed and ' : ''}all other settings, a line each.` +
      meansInWords(means, over?.words) +
      namesInFull(names, MAX_NAME_LETTERS),
    alt: `${unit} of runs from ${names.join(' to ')}: ${title}.`,
  })
}

/** What runs that belong together are called. */
export function pairNoun(groups: PairedRuns['groups']): 'pair' | 'set' {
  return groups.length === 2 ? 'pair' : 'set'
}

/** The mean of each column, one panel after the other; on a logarithmic axis the geometric one, where there is one. */
function meansOf(panels: readonly PairedRuns[], { type }: Pick<FigureAxis, 'type'>) {
  const isGeometric =
    type === 'logarithmic' &&
    panels.every(({ pairs }) => pairs.flatMap(membersOfPair).every(({ value }) => value > 0))
  const members = panels.flatMap(({ groups, pairs }) =>
    groups.map((_, at) =>
      pairs.flatMap(({ values, block, seed }) => {
        const value = values[at] ?? null
        return value === null ? [] : [{ setting: block, seed, value }]
      }),
    ),
  )
  const names = panels.flatMap(({ groups }) => groups.map(groupName))
  const shownAs = shownNames(names, MAX_NAME_LETTERS)
  const { means, over } = meansOverSeeds(members, isGeometric ? 'geometric' : 'mean')
  return {
    over,
    columns: means.map((mean, i) => ({
      of: shownAs(names[i] as string),
      mean,
      values: (members[i] as { value: number }[]).map(({ value }) => value),
    })),
  }
}

function meansInWords(means: readonly MeanInterval[], over = 'the runs of a column'): string {
  const first = means.find(({ n }) => n > 1)
  if (first === undefined) return ''
  return (
    ` Diamonds are the ${ESTIMATORS[first.estimator]} of each setting, whiskers the ` +
    `${describeIntervals(means, over)}, which says nothing about the difference within pairs.`
  )
}

function reasonOf({ groups, nDivergedPairs }: PairedRuns, by: string, metric: string): string {
  if (groups.length < 2) {
    return `It takes two values of ${columnName(by)} (${by}) with a value of ${columnName(metric)}; there ${
      groups.length === 1 ? `is only ${groups[0]}` : 'is none'
    }.`
  }
  return nDivergedPairs > 0
    ? `Of each of the ${count(nDivergedPairs, pairNoun(groups))} ${groups.length === 2 ? 'a run' : 'all runs but one at most'} diverged.`
    : `No two runs of different ${columnName(by)} (${by}) agree in seed and all other settings.`
}

function dots(
  { pairs }: PairedRuns,
  places: readonly number[],
  runs: readonly string[],
  y: FigureAxis,
): FigureDataset {
  const ends = pairs
    .flatMap(membersOfPair)
    .map(({ at, value, row }) => ({
      point: { x: places[at] as number, y: value },
      run: runs[row] as string,
    }))
    .filter(({ point }) => isDrawable(point.y, y))
  return pointsDataset(
    ends.map(({ point }) => point),
    {
      colour: INK.muted,
      radius: pt(pairs.length > MANY_PAIRS ? 1.2 : 1.8),
      runs: ends.map(({ run }) => run),
    },
  )
}

function placeMean(mean: MeanInterval, place: number): PlacedMean {
  const x = place === 0 ? -MEAN_OFFSET : place + MEAN_OFFSET
  return { x, caps: [x - CAP, x + CAP], mean, colour: INK.text }
}
