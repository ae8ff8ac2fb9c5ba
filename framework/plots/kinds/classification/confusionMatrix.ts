import * as v from 'valibot'
import {
  areDifferent,
  type ClassLabel,
  type ClassLabels,
  type Confusions,
  countConfusions,
} from '../../../stats/roc/confusions.ts'
import { groupBy } from '../../../tables/groupBy.ts'
import { COUNT, NUMBERS, TEXT } from '../../../text/checkOptions.ts'
import { leftOut } from '../../../text/counts.ts'
import { recordOf } from '../../../text/schema/recordOf.ts'
import type { Figure } from '../../figure.ts'
import { categoryAxis } from '../../parts/axes/axes.ts'
import { largest, smallest } from '../../parts/axes/extent.ts'
import { composeFigure, noteFigure } from '../../parts/composeFigure.ts'
import { checkData, checkOptions, ITEM_FACET } from '../../parts/options.ts'
import { type FacetedItem, type PanelPlace, panelOf } from '../../parts/panels/facetMembers.ts'
import { drawItemFacets } from '../../parts/panels/facets.ts'
import { namesInFull, shownNames } from '../../parts/shownNames.ts'
import { cellMarks, countText, MAX_WRITTEN, shareKey, shareText, total } from './confusionCells.ts'

export interface ConfusionMatrixOptions {
  /**
   * Which classes, in which order; a further column has what was taken for others. Default: all that occur,
   * in natural order.
   */
  readonly classes?: readonly ClassLabel[]
  /** What the axes call the classes, by class, such as `{ 0: 'signal' }`. Default: the classes. */
  readonly names?: Readonly<Record<string, string>>
  /**
   * The panel of each event, such as the model whose prediction it is. Default: one for all. Of several
   * models, `actual` and `predicted` hold their events one model after another. Pairs are a row of panels and
   * a column.
   */
  readonly facet?: ArrayLike<ClassLabel> | readonly PanelPlace[]
}

const KIND = 'confusionMatrix'

/** Events that were counted before, as `countConfusions` does; all parts have the same classes. */
export interface CountedConfusions extends FacetedItem {
  readonly confusions: Confusions
  /** Models whose events are added up in them: the numbers that are shown are means over these. Default 1. */
  readonly nModels?: number
}

const CLASS = v.union([TEXT, v.number(), v.bigint(), v.boolean()])
const ROW_INCHES = 0.42
/** All rows together: a few are higher, so that cells are not mere stripes. */
const LEAST_ROWS_INCHES = 1.5
const AXIS_INCHES = 0.8
const MOST_INCHES = 6

/**
 * How often events of each class were taken for each: rows are the true classes, and cells are
 * coloured by the share of the row, with the share and the count in them.
 *
 * @param actual the true class of each event: numbers or names
 * @param predicted the class that each was taken for; null where there is none
 * @throws {ReportError} FIGURE_OPTIONS_INVALID; `LENGTH_MISMATCH` for another number of predictions
 *   than of events
 */
export function confusionMatrix(
  actual: ClassLabels,
  predicted: ClassLabels,
  options: ConfusionMatrixOptions = {},
): Figure {
  checkData(KIND, { actual, predicted }, { actual: NUMBERS, predicted: NUMBERS })
  const facetSchema = v.pipe(
    NUMBERS,
    v.check(({ length }) => length === actual.length, 'expected one for each event'),
  )
  checkOptions(KIND, options, {
    classes: v.pipe(
      v.array(CLASS),
      v.minLength(1, 'expected one class or more'),
      v.check((classes) => areDifferent(classes), 'expected each class once'),
    ),
    names: recordOf(TEXT),
    facet: facetSchema,
  })
  const { facet, names } = options
  const whole = countConfusions(actual, predicted, options.classes)
  if (facet === undefined) return drawMatrices([{ confusions: whole }], names)
  const parts = Array.from(
    groupBy(Array.from(facet, facetOf).entries(), ([, facet]) => panelOf({ facet })),
    ([, members]): CountedConfusions => {
      const pick = (labels: ClassLabels) =>
        members.map(([event]) => labels[event] as ClassLabels[number])
      // All panels have the classes of all events.
      const confusions = countConfusions(pick(actual), pick(predicted), whole.classes)
      return { facet: members[0]?.[1] as PanelPlace, confusions }
    },
  )
  return drawMatrices(parts, names)
}

function facetOf(facet: ClassLabel | PanelPlace): PanelPlace {
  return typeof facet === 'object' ? facet : String(facet)
}

/**
 * `confusionMatrix` of events that were counted before, a panel for each `facet`.
 *
 * @param names what the axes call the classes, by class. Default: the classes
 * @throws {ReportError} FIGURE_OPTIONS_INVALID
 */
export function confusionMatrices(
  parts: readonly CountedConfusions[],
  { names }: Pick<ConfusionMatrixOptions, 'names'> = {},
): Figure {
  const counted = v.looseObject({
    facet: ITEM_FACET,
    confusions: v.looseObject({}),
    nModels: v.optional(COUNT),
  })
  checkData('confusionMatrices', { parts }, { parts: v.array(counted) })
  checkOptions('confusionMatrices', { names }, { names: recordOf(TEXT) })
  return drawMatrices(parts, names)
}

/** Panels of several parts share the columns. */
function drawMatrices(
  parts: readonly CountedConfusions[],
  names: ConfusionMatrixOptions['names'],
): Figure {
  const hasOther = parts.some(({ confusions }) => total(confusions.takenForOther ?? []) > 0)
  return drawItemFacets(parts, [], { palette: undefined }, (_, shown) =>
    drawMatrix(shown, { names, hasOther }),
  )
}

/**
 * The matrix of all the parts' events.
 *
 * @param options `hasOther`: whether a column is for what was taken for other classes
 */
function drawMatrix(
  parts: readonly CountedConfusions[],
  { names: namesOf = {}, hasOther }: { names: ConfusionMatrixOptions['names']; hasOther: boolean },
): Figure {
  const names = new Map(Object.entries(namesOf))
  const confusions = sumOf(parts.map((part) => part.confusions))
  const { classes, nOther, nMissing = 0 } = confusions
  const notes = [
    ...leftOut(nOther, 'event', 'of other classes'),
    ...leftOut(nMissing, 'event', 'without a true class or a prediction'),
  ]
  if (classes.length === 0) return noteFigure(KIND, 'There are no events.', notes)
  const fullNames = classes.map((name) => names.get(name) ?? name)
  const shown = fullNames.map(shownNames(fullNames))
  // Panels share the rows, whose numbers of events they do not share.
  const isFaceted = parts.some(({ facet }) => facet !== undefined)
  const nModels = parts.reduce((sum, part) => sum + (part.nModels ?? 1), 0)
  const added = hasOther ? withOther(confusions) : confusions.counts
  const cells = added.map((row) => row.map((cell) => cell / nModels))
  const rows = cells.map(total)
  const what = added.flat().every(Number.isInteger) ? 'n' : 'weight'
  return composeFigure({
    kind: KIND,
    x: categoryAxis(hasOther ? [...shown, otherThan(shown)] : shown, 'x', {
      title: 'Predicted class',
    }),
    y: categoryAxis(
      isFaceted
        ? shown
        : shown.map((name, i) => `${name} (${what} = ${countText(rows[i] as number)})`),
      'y',
      { title: 'True class', reverse: true },
    ),
    marks: cellMarks(cells),
    // Cells of more classes hardly have room for all numbers.
    legend: classes.length > MAX_WRITTEN.count ? [shareKey()] : [],
    ...(classes.length <= MAX_WRITTEN.count && { keyOfNumbers: shareKey() }),
    legendSide: 'below',
    notes,
    caption:
      `Predicted against true class of ${eventsText(parts)}: the share of each true class that was ` +
      `taken for each class${classes.length <= MAX_WRITTEN.count ? `, with the ${what === 'n' ? 'number' : 'weight'} of events below it` : ''}. ` +
      `${rows.includes(0) ? 'Rows add up to 1, hatched ones have no events' : 'Rows add up to 1'}; the darker, the more.` +
      (nModels > parts.length
        ? ' Of a group of models, all numbers are means over its models.'
        : '') +
      (hasOther ? ' The last column is what was taken for classes that are not shown.' : '') +
      namesInFull(fullNames),
    alt: `Confusion matrix of ${classes.length} classes: ${recallsOf(cells, fullNames)}.`,
    // Without counts, cells need no more height than width.
    ...(classes.length > MAX_WRITTEN.count && { aspect: 1 }),
    height: Math.min(
      MOST_INCHES,
      Math.max(LEAST_ROWS_INCHES, classes.length * ROW_INCHES) + AXIS_INCHES,
    ),
    shrinks: false,
  })
}

/** All events of several panels, which have the same classes. */
function sumOf([first, ...others]: readonly Confusions[]): Confusions {
  const none: Confusions = { classes: [], counts: [], nOther: 0 }
  return others.reduce(
    (sum, { counts, takenForOther, nOther, nMissing = 0 }) => ({
      classes: sum.classes,
      counts: sum.counts.map((row, y) => row.map((cell, x) => cell + (counts[y]?.[x] ?? 0))),
      takenForOther: counts.map(
        (_, y) => (sum.takenForOther?.[y] ?? 0) + (takenForOther?.[y] ?? 0),
      ),
      nOther: sum.nOther + nOther,
      nMissing: (sum.nMissing ?? 0) + nMissing,
    }),
    first ?? none,
  )
}

/** The rows with a last column of what was taken for other classes, so that shares are of all events of a row. */
function withOther({ counts, takenForOther = [] }: Confusions): number[][] {
  return counts.map((row, y) => [...row, takenForOther[y] ?? 0])
}

/** What the column is called. */
function otherThan(names: readonly string[]): string {
  return names.includes('other') ? 'other classes' : 'other'
}

function recallsOf(counts: readonly (readonly number[])[], names: readonly string[]): string {
  return names
    .map((name, i) => {
      const row = counts[i] ?? []
      const n = total(row)
      return n === 0 ? `${name} without events` : `${name} ${shareText((row[i] ?? 0) / n)} right`
    })
    .join(', ')
}

/**
 * `12 000 events`, or the sum of their weights; of several panels, which may show the same events, those of each:
 * `1000 to 1200 events per panel`.
 */
function eventsText(parts: readonly CountedConfusions[]): string {
  const totals = parts.map(
    ({ confusions: { counts, takenForOther = [] } }) => total(counts.flat()) + total(takenForOther),
  )
  const sizes = totals.map((sum, at) => sum / (parts[at]?.nModels ?? 1))
  const [least, most] = [smallest(sizes), largest(sizes)]
  const range = [...new Set([least, most].map(countText))].join(' to ')
  const each = parts.length > 1 ? ' per panel' : ''
  return totals.every(Number.isInteger)
    ? `${range} ${most === 1 ? 'event' : 'events'}${each}`
    : `events with a total weight of ${range}${each}`
}
