import { ReportError } from '../../errors.ts'
import { didYouMean } from '../../text/nearest.ts'
import type { ReportConfig } from '../config/reportConfig.ts'
import { inferFigures } from './checkSpec.ts'
import type { ReportSpec } from './defineReport.ts'

/** The figures to draw, each list in the order in which the report declares them. */
export interface WantedFigures {
  readonly training: readonly string[]
  readonly inference: readonly string[]
}

/**
 * Reads `outputs.which_figures`: null means all; a list that names no figure of the inference part
 * means all of that part, so that switching inference on is enough to see it. Where the user switches it off and names
 * no figures, those of inference that the report's config names are left out.
 *
 * @param overridden the keys that the user overrides. Default none
 * @throws {ReportError} FIGURE_UNKNOWN that lists the known names, FIGURE_NEEDS_INFERENCE
 */
export function whichFigures(
  spec: ReportSpec,
  config: ReportConfig,
  overridden: readonly string[] = [],
): WantedFigures {
  const training = Object.keys(spec.plot)
  const inference = inferFigures(spec)
  const wanted = config.outputs.which_figures
  if (wanted === null) return { training, inference }
  const unknown = wanted.filter((name) => !training.includes(name) && !inference.includes(name))
  if (unknown.length > 0) {
    const meant = unknown.map((name) => didYouMean(name, [...training, ...inference])).join('')
    throw new ReportError(
      'FIGURE_UNKNOWN',
      `outputs.which_figures names ${unknown.map((name) => `"${name}"`).join(', ')}, which the ` +
        `report ${spec.name} does not draw. ${meant}It draws: ${[...training, ...inference].join(', ')}.`,
    )
  }
  const wantedInference = inference.filter((name) => wanted.includes(name))
  const isSwitchedOff =
    overridden.includes('inference.enabled') && !overridden.includes('outputs.which_figures')
  if (wantedInference.length > 0 && !config.inference.enabled && !isSwitchedOff) {
    throw new ReportError(
      'FIGURE_NEEDS_INFERENCE',
      `outputs.which_figures names ${wantedInference.join(', ')}, which needs the trained models. ` +
        'Add inference.enabled=true.',
    )
  }
  return {
    training: training.filter((name) => wanted.includes(name)),
    inference: wantedInference.length > 0 ? wantedInference : inference,
  }
}
