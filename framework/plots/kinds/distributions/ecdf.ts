import type { ColumnTable } from 'arquero'
import { RUNS } from '../../../tables/schemas/runsSchemas.ts'
import type { Figure } from '../../figure.ts'
import { rawMetricNumbers } from '../../parts/axes/metricNumbers.ts'
import { noRunHas } from '../../parts/axes/noNumbers.ts'
import { isNumber, undrawnNotes } from '../../parts/axes/undrawn.ts'
import { columnName, columnTitle } from '../../parts/columnTitles.ts'
import { noteFigure } from '../../parts/composeFigure.ts'
import { groupRows, usualGroup } from '../../parts/groups.ts'
import { checkData, checkOptions, facetSchemas } from '../../parts/options.ts'
import {
  drawFacets,
  type FacetOptions,
  rowsOf,
  type SharedLook,
} from '../../parts/panels/facets.ts'
import { type ValueGroupOptions, valueGroupSchemas } from '../groups/valueGroups.ts'
import { cumulate } from './cumulate.ts'
import { drawEcdf } from './drawEcdf.ts'
import { spreadOfValues } from './series.ts'

export interface EcdfOptions extends ValueGroupOptions, FacetOptions {}

/**
 * The empirical cumulative distribution of a value over the runs of each group, with the medians: where
 * one curve lies left of another at every height, its values are smaller throughout.
 *
 * @param runs one row a run, as `loadRuns` returns them
 * @throws {ReportError} FIGURE_OPTIONS_INVALID
 */
export function ecdf(runs: ColumnTable, options: EcdfOptions): Figure {
  checkData('ecdf', { runs }, { runs: RUNS })
  checkOptions('ecdf', options, { ...valueGroupSchemas(runs), ...facetSchemas(runs) }, ['value'])
  const { facet, facetAxes, group = usualGroup(runs), scale, palette } = options
  if (facet === undefined || facet === null) return drawRuns(runs, options)
  // The scale is that of the values, which lie along the horizontal axis.
  return drawFacets(
    runs,
    { facet, facetAxes, group, scale: 'linear', xScale: scale, palette },
    ({ xScale, palette: shared, axes, isBare = false }, rows) =>
      drawRuns(rows === undefined ? runs : rowsOf(runs, rows), {
        ...options,
        scale: xScale,
        palette: shared,
        axes,
        isBare,
        isChosen: scale !== undefined && scale !== 'auto',
      }),
  )
}

function drawRuns(
  runs: ColumnTable,
  {
    value,
    group = usualGroup(runs),
    scale,
    title = columnTitle(value),
    palette,
    axes,
    isBare,
    isChosen = scale !== undefined && scale !== 'auto',
  }: ValueGroupOptions & Pick<SharedLook, 'axes' | 'isBare'> & { isChosen?: boolean },
): Figure {
  const raw = rawMetricNumbers(runs, value)
  const groups = groupRows(runs, group, palette).flatMap(({ name, colour, rows }) => {
    const cumulated = cumulate(spreadOfValues(rows.map((row) => raw[row] as number)))
    return cumulated === undefined ? [] : [{ ...cumulated, name, colour }]
  })
  if (groups.length === 0) {
    const notes = undrawnNotes(raw.filter(isNumber), { noun: 'run', title })
    return noteFigure('ecdf', noRunHas(runs, [{ column: value, title }]), notes)
  }
  return drawEcdf({
    kind: 'ecdf',
    groups,
    title,
    scale,
    isChosen,
    isPooled: true,
    unit: 'runs',
    noun: 'run',
    groupTitle: group === null ? '' : columnName(group),
    axes,
    isBare,
    notes: undrawnNotes(raw, { noun: 'run', title }),
  })
}
