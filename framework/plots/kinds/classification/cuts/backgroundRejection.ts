import * as v from 'valibot'
import { LEAST_BACKGROUND } from '../../../../stats/roc/cutMerit.ts'
import { count, leftOut, noneHas } from '../../../../text/counts.ts'
import { listSome } from '../../../../text/lists.ts'
import { digitsApart, groupThousands } from '../../../../text/numbers/numberFormat.ts'
import type { Figure, FigureAxis, LegendItem, Mark } from '../../../figure.ts'
import { axis, fixedAxis } from '../../../parts/axes/axes.ts'
import type { Palette } from '../../../parts/colours/palette.ts'
import { composeFigure, noteFigure, withNotes } from '../../../parts/composeFigure.ts'
import { OTHER_GROUPS } from '../../../parts/panels/otherGroups.ts'
import { composePlot } from '../../../parts/panels/panels.ts'
import { REFERENCE_LINE, referenceAt, referenceItem } from '../../../parts/reference.ts'
import {
  areRepeated,
  colourGroups,
  crowdAsOne,
  groupItem,
  groupsInFull,
  nModels,
  valuesLegend,
} from '../modelGroups.ts'
import { drawModels, type ModelsLook, solidIf } from '../modelPanels.ts'
import { panelText } from '../panelAreas.ts'
import {
  checkScoredModels,
  invalidNote,
  labelsNote,
  type ScoredModel,
  type ScoredModelOptions,
  WITHOUT_CLASSES,
} from '../scoredModel.ts'
import {
  CUT_MODEL,
  type CutModel,
  cutModels,
  hasBothClasses,
  lackingClasses,
  type MeritGroup,
  meritGroups,
} from './meritGroups.ts'
import {
  areMeritsPiledUp,
  coveredMeritsNote,
  meritDatasets,
  meritValues,
  otherMerits,
} from './meritLines.ts'
import { fewEventsNote, fewSignalNote, meritCaption, meritKey, sizeText } from './meritText.ts'
import { ratioPanel } from './ratioPanel.ts'

export interface BackgroundRejectionOptions extends ScoredModelOptions {
  /** The group that a panel below shows the others in relation to. Default none, and no panel. */
  readonly baseline?: string
}

/** Of the rejection and the ratio, in relation to each other. */
const STACK = [5, 2]

const KIND = 'backgroundRejection'
/** The signal efficiency at which the legend compares. */
const QUOTED_SIGNAL = 0.5
const AT_QUOTED = `at ${QUOTED_SIGNAL * 100} % signal`
const CHANCE_POINTS = 200

/**
 * Background rejection 1 / ε_B against signal efficiency on a logarithmic axis: the geometric mean over
 * the models of a group with its interval, single models thin, and the rejection at half of the signal
 * in the legend. Lines are dotted where fewer than ten background events are left. With a `baseline`, a
 * panel below has the ratio of each group to it. More than five groups in each other's intervals have a panel
 * each, with the others grey behind.
 *
 * @param models with their scores, or with their efficiencies
 * @throws {ReportError} FIGURE_OPTIONS_INVALID
 */
export function backgroundRejection(
  models: readonly (ScoredModel | CutModel)[],
  options: BackgroundRejectionOptions = {},
): Figure {
  const groupName = v.lazy(() => v.picklist(colourGroups(models)))
  checkScoredModels(KIND, models, options, {
    model: CUT_MODEL,
    options: { baseline: groupName },
  })
  const { positiveLabel, palette, facetAxes, baseline } = options
  const all = cutModels(crowdAsOne(models), positiveLabel)
  const areCovered = () => areMeritsPiledUp(groupsOf(all, palette))
  const look = { palette, facetAxes, scale: 'log', areCovered } as const
  const figure = drawModels(all, look, (shown, look) => drawRejection(shown, baseline, look))
  return withNotes(figure, labelsNote(lackingClasses(models, all), positiveLabel))
}

function drawRejection(
  models: readonly CutModel[],
  baselineName: string | undefined,
  look: ModelsLook<CutModel>,
): Figure {
  const { palette, byGroup, others } = look
  const cuts = models.filter(hasBothClasses)
  const leftOver = models.filter((model) => !hasBothClasses(model))
  const groups = solidIf(byGroup, groupsOf(models, palette))
  const behind = groupsOf(others, palette)
  if (groups.length === 0) {
    const why = 'background rejection: it takes events of both classes'
    return noteFigure(KIND, noneHas(nModels(models), 'model', why))
  }
  const y = axis([...meritValues(groups), 1], 'y', {
    title: 'Background rejection',
    scale: 'log',
    gridLines: true,
  })
  const x = fixedAxis('x', { title: 'Signal efficiency' }, 'linear', 0, 1)
  const limit = statisticalLimit(cuts, x)
  const { max: top } = look.axes.y ?? y
  const plot = {
    x,
    y,
    datasets: [...meritDatasets(groups), ...otherMerits(behind, y)],
    marks: [
      chanceLine(top),
      ...(limit === undefined ? [] : [limit.line]),
      ...(byGroup && look.isPanel ? groups.map((group) => quotedMark(group, top)) : []),
    ],
  }
  const baseline = [...groups, ...behind].find(({ name }) => name === baselineName)
  const panels: Figure['panels'] = baseline && {
    plots: [composePlot(plot), ratioPanel(groups, baseline, x)].map((each) => ({
      title: '',
      ...each,
    })),
    columns: 1,
    stack: STACK,
  }
  return composeFigure({
    kind: KIND,
    ...(panels === undefined ? plot : { x, y, panels }),
    legend: [
      ...(byGroup
        ? []
        : [
            valuesLegend(`Rejection ${AT_QUOTED}`, groups, (group) =>
              groupItem(group, quoted(group), sizeText(group, groups)),
            ),
          ]),
      {
        title: '',
        items: [
          ...meritKey(groups, byGroup),
          ...(byGroup ? [OTHER_GROUPS] : []),
          referenceItem('chance'),
          ...(limit === undefined ? [] : [limit.item]),
        ],
      },
    ],
    notes: [
      ...fewEventsNote(groups, 'dotted'),
      ...fewSignalNote(groups),
      ...leftOut(nModels(leftOver), 'model', WITHOUT_CLASSES),
      ...invalidNote(models.map(({ efficiency }) => efficiency)),
      ...(look.isBare ? [] : coveredMeritsNote(groups)),
    ],
    caption:
      'Background rejection against the signal efficiency of the same cut on the score: one over the ' +
      `share of background that passes, against the share of signal. ${meritCaption(groups, byGroup)}` +
      (byGroup ? ` Numbers are the rejection ${AT_QUOTED}.` : '') +
      (baseline ? ` Below: lines and bands over the line of ${baseline.name}.` : '') +
      groupsInFull(groups),
    alt:
      `Background rejection of ${count(nModels(cuts), 'model')} against signal efficiency.` +
      (areRepeated(groups)
        ? ''
        : ` Rejection ${AT_QUOTED}: ${listSome(groups.map((group) => `${group.name} ${quoted(group)}`))}.`),
  })
}

/** The groups of the models that have events of both classes. */
function groupsOf(models: readonly CutModel[], palette: Palette | undefined): MeritGroup[] {
  return meritGroups(models.filter(hasBothClasses), palette, 'rejection', {
    least: 1,
    estimator: 'geometric',
  })
}

/** What the legend would say of a group that has a panel. */
function quotedMark(group: MeritGroup, top: number): Mark {
  const text = quoted(group)
  const [withoutInterval = ''] = text.split(' (')
  const texts = [...new Set([`${text} ${AT_QUOTED}`, text, withoutInterval])]
  return panelText(texts, { colour: group.colour, corner: 'right', top })
}

/** A score that tells nothing lets as much background through as signal. */
function chanceLine(top: number): Mark {
  // From where it enters the axes.
  const first = 1 / top
  const points = Array.from({ length: CHANCE_POINTS }, (_, i): [number, number] => {
    const signal = first + ((1 - first) * i) / (CHANCE_POINTS - 1)
    return [signal, 1 / signal]
  })
  return { ...REFERENCE_LINE, points }
}

const LIMIT_DASH = [1, 3]

/** Where ten background events are left, if that is the same rejection for all models. */
function statisticalLimit(
  models: readonly CutModel[],
  x: FigureAxis,
): { line: Mark; item: LegendItem } | undefined {
  const [n, ...others] = new Set(models.map(({ efficiency }) => efficiency.nEffective))
  if (n === undefined || others.length > 0) return undefined
  const rejection = n / LEAST_BACKGROUND
  if (rejection < 1) return undefined
  return {
    line: { ...referenceAt(rejection, x), dash: LIMIT_DASH },
    item: {
      ...referenceItem(
        `${LEAST_BACKGROUND} of ${groupThousands(String(Math.round(n)))} events left`,
      ),
      dash: LIMIT_DASH,
    },
  }
}

/** `23.1 (20.8–25.7)` */
function quoted({ curve }: MeritGroup): string {
  const point = curve.points.find(({ signal }) => signal === QUOTED_SIGNAL)
  if (point === undefined || point.nLeft < LEAST_BACKGROUND) return 'too few events'
  const numbers = [point.value, point.low, point.high]
  const digits = digitsApart(numbers)
  const [value, low, high] = numbers.map((each) => {
    const whole = String(Math.trunc(each)).length
    return each < 100
      ? each.toPrecision(digits)
      : groupThousands(each.toFixed(Math.max(0, digits - whole)))
  })
  return Number.isFinite(point.low) ? `${value} (${low}–${high})` : `${value}`
}
