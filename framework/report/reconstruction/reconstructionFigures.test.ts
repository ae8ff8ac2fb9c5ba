import { describe, expect, test } from 'vitest'
import { parseInferenceOptions } from '../../inference/execution/inferenceOptions.ts'
import type { ModelResult } from '../../inference/execution/modelResult.ts'
import { summarizeModel } from '../../inference/scores/modelSummary.ts'
import type { Figure } from '../../plots/figure.ts'
import { colours } from '../../plots/parts/colours/palette.ts'
import { runsOf } from '../../testing/exampleRuns.ts'
import { renderedFacts } from '../../testing/renderedFacts.ts'
import { compareNatural } from '../../text/naturalOrder.ts'
import type { InferOutcome } from '../spec/inferHook.ts'
import { type ReconstructionFigureName, reconstructionFigures } from './reconstructionFigures.ts'

const SWEPT = [
  { name: 'additive_noise', params: { strength: [0.1, 0.2, 0.5] } },
  { name: 'drop_tokens' },
]
const MODELS = ['none', 'none', 'vq', 'vq'].map((tokenizer, i) => ({
  run_dir: `runs/run_${i}`,
  encoder: 'mlp',
  tokenizer,
  latent_space: tokenizer,
  globals_beta: i % 2 ? 2 : 10,
  seed: i,
}))

const figures = reconstructionFigures()
const NAMES = Object.keys(figures) as ReconstructionFigureName[]

describe('every figure', () => {
  const outcomes: Record<string, InferOutcome<ModelResult>> = {
    'of four models with labels and a sweep': outcomeOf(MODELS.map((_, i) => modelResult(i))),
    'of one model': outcomeOf([modelResult(0)]),
    'without labels': outcomeOf([modelResult(0, { labelled: false })]),
    'without corruptions and labels': outcomeOf([
      modelResult(0, { labelled: false, strategies: [] }),
    ]),
    'without AUROC': outcomeOf([modelResult(0, { metrics: ['mae'] })]),
    'of errors that are all zero': outcomeOf([modelResult(0, { errorOf: () => 0 })]),
    'of errors that are all NaN': outcomeOf([modelResult(0, { errorOf: () => Number.NaN })]),
    'of labels of one class': outcomeOf([modelResult(0, { labelOf: () => 1 })]),
    'of no model': outcomeOf([]),
  }

  describe.each(Object.keys(outcomes))('%s', (name) => {
    // Without a corruption there is no strength: see error_vs_strength.
    const names = name.includes('without corruptions') ? NAMES.filter(isNotOfStrengths) : NAMES
    test.each(names)('%s', async (figure) => {
      const drawn = draw(figure, outcomes[name] as InferOutcome<ModelResult>)
      expect(JSON.parse(JSON.stringify(drawn))).toEqual(drawn)
      const { svgPaths, isPdfWithFonts } = await renderedFacts(drawn)
      expect(svgPaths).toBeGreaterThan(5)
      expect(isPdfWithFonts).toBe(true)
    })
  })

  test.each(NAMES)('%s counts the models that failed', (name) => {
    const failed = [{ run_id: 'run_9', reason: 'broken' }]
    const { notes } = draw(name, { ...outcomeOf([modelResult(0)]), failed })
    expect(notes.at(-1)).toBe('Not drawn: 1 model that could not be run.')
  })

  test.each(NAMES)('%s is without models that lack errors which others have', (name) => {
    const errorOf = (event: number) => (event < 7 ? Number.NaN : 0.1 + 0.001 * event)
    const { notes } = draw(name, outcomeOf([modelResult(0), modelResult(1, { errorOf })]))
    expect(notes.at(-1)).toBe(
      'Not drawn: 1 model without valid scores for events that other models have scores for.',
    )
  })

  test.each(NAMES)('%s says why when no model ran', (name) => {
    const failed = [{ run_id: 'run_9', reason: 'Model best_val.onnx is empty.' }]
    expect(draw(name, { ...outcomeOf([]), failed }).notes[0]).toBe(
      'No model could be run. run_9: Model best_val.onnx is empty.',
    )
  })
})

describe('names of models', () => {
  test('hold what tells the runs apart, numbers by value', () => {
    const figure = draw('model_comparison_bars', allOf(), {
      parameters: ['seed', 'latent_space', 'globals_beta'],
    })
    expect(namesIn(figure).sort(compareNatural)).toEqual([
      'none, β 2, seed 1',
      'none, β 10, seed 0',
      'vq, β 2, seed 3',
      'vq, β 10, seed 2',
    ])
  })

  test('are given by the report', () => {
    const own = reconstructionFigures({ name: (cell) => `my ${cell('tokenizer')}` })
    const figure = own.model_comparison_bars(contextOf(), outcomeOf([modelResult(0)]))
    expect(namesIn(figure)).toEqual(['my none'])
  })

  test('are run ids where nothing differs', () => {
    const runs = runsOf(MODELS.slice(0, 1))
    const figure = draw('model_comparison_bars', outcomeOf([modelResult(0)]), { runs })
    expect(namesIn(figure)).toEqual(['run_0'])
  })
})

test.each([
  'reconstruction_error_distributions',
  'model_comparison_bars',
  'error_vs_strength',
] as const)('%s has the scale that is asked for', (name) => {
  const { chart: linear } = draw(name, allOf(), { scale: 'linear' })
  const { chart: log } = draw(name, allOf(), { scale: 'log' })
  expect(log).not.toEqual(linear)
})

describe('what cuts on the error are worth', () => {
  test.each(['background_rejection', 'significance_improvement'] as const)(
    '%s has a line for each group, over its models',
    (name) => {
      const { legend, caption } = draw(name, allOf())
      const texts = legend.flatMap(({ items }) => items.map(({ text }) => text)).join('\n')
      expect(texts).toMatch(/none.*\(n = 2\)/)
      expect(texts).toMatch(/vq.*\(n = 2\)/)
      expect(caption).toContain('tells signal from background, by the labels of the data.')
    },
  )

  test('is not said without labels', () => {
    const { notes } = draw('background_rejection', outcomeOf([modelResult(0, { labelled: false })]))
    expect(notes[0]).toMatch(
      /There are no events of signal and background: the data have no labels/,
    )
  })
})

describe('reconstruction_error_distributions', () => {
  const figure = draw('reconstruction_error_distributions', allOf())

  test('has a panel for signal and one a corruption, the strongest of a swept one', () => {
    expect(titlesOf(figure.panels)).toEqual([
      'signal',
      'additive_noise (strength=0.5)',
      'drop_tokens',
    ])
    expect(figure.notes).toEqual(['Of a corruption at several strengths, the strongest is shown.'])
  })

  test('prints by which factor medians move: for signal upwards, for this noise by half', () => {
    const shifts = figure.panels?.plots.map(({ marks }) =>
      marks.flatMap((mark) => (mark.shape === 'text' ? [Number(mark.text.slice(1))] : [])),
    )
    expect(shifts?.map((panel) => panel.length)).toEqual([2, 2, 2])
    expect(Math.min(...(shifts?.[0] ?? []))).toBeGreaterThan(1.2)
    for (const factor of shifts?.[1] ?? []) expect(factor).toBeCloseTo(1.5, 1)
  })

  test('compares the groups with what is in grey', () => {
    expect(figure.legend.flatMap(({ items }) => items.map(({ text }) => text))).toEqual([
      'background or events without corruption',
      'none (n = 2)',
      'vq (n = 2)',
    ])
  })

  test('is a histogram a model where events are neither labelled nor corrupted', () => {
    const outcome = outcomeOf([modelResult(0, { labelled: false, strategies: [] })])
    const { kind, panels } = draw('reconstruction_error_distributions', outcome)
    expect(kind).toBe('histogramGrid')
    expect(panels?.plots).toHaveLength(1)
  })
})

describe('model_comparison_bars', () => {
  test('compares by the first of the errors, which is the anomaly score', () => {
    const outcome = outcomeOf([modelResult(0, { metrics: ['mae', 'mse'] })])
    const { chart } = draw('model_comparison_bars', outcome)
    expect(chart.options.scales.x.title.text).toBe('Mean absolute error per token')
  })

  test('has the mean error with its interval over events', () => {
    const { marks } = draw('model_comparison_bars', outcomeOf([modelResult(0)]))
    const { mse_mean: mean = 0, mse_std: std = 0 } = modelResult(0).summary.baseline
    const whisker = marks.find((mark) => mark.shape === 'line')
    const margin = (1.96 * (std as number)) / Math.sqrt(100)
    expect(whisker?.points[1]?.[0]).toBeCloseTo((mean as number) + margin, 5)
  })

  test('has the colours of the report', () => {
    const palette = colours(['none', 'vq', 'linear'])
    const { legend } = draw('model_comparison_bars', allOf(), { palette })
    expect(legend[0]?.items.map(({ colour }) => colour)).toEqual([
      palette.get('none'),
      palette.get('vq'),
    ])
  })
})

describe('auroc_comparison', () => {
  test('is of the labels where the data has them', () => {
    const { chart } = draw('auroc_comparison', allOf())
    expect(chart.options.scales.x.title.text).toBe('AUROC of the labels')
  })

  test('else of the first corruption', () => {
    const { chart } = draw('auroc_comparison', outcomeOf([modelResult(0, { labelled: false })]))
    expect(chart.options.scales.x.title.text).toBe('AUROC of additive_noise(strength=0.1)')
  })

  test('leaves out models without events of both classes, and says so', () => {
    const { notes } = draw(
      'auroc_comparison',
      outcomeOf([modelResult(0), modelResult(1, { labelOf: () => 1 })]),
    )
    expect(notes).toEqual(['Not drawn: 1 model without AUROC of the labels.'])
  })
})

describe('roc_curves', () => {
  test('have the range over the models of a group', () => {
    const { legend } = draw('roc_curves', allOf())
    expect(legend[0]?.title).toBe('AUROC (range)')
    expect(legend[0]?.items.map(({ text }) => text.replace(/[\d.]+/g, '…'))).toEqual([
      'none: … (n = …)',
      'vq: … (n = …)',
    ])
  })
})

describe('error_vs_strength', () => {
  test('begins at the error without corruption', () => {
    const { panels } = draw('error_vs_strength', allOf())
    expect(panels?.plots[0]?.chart.data.datasets[0]?.data).toHaveLength(1 + 3)
  })

  test('names the model that has no values of corrupted events', () => {
    const models = MODELS.map((_, i) => modelResult(i))
    const { summary, ...rest } = models[3] as ModelResult
    const strategies = Object.fromEntries(
      Object.entries(summary.strategies).map(([label, each]) => [
        label,
        { ...each, mse_mean: null },
      ]),
    )
    const without = { ...rest, summary: { ...summary, strategies } }
    const { notes } = draw('error_vs_strength', outcomeOf([...models.slice(0, 3), without]))
    expect(notes).toContainEqual(
      expect.stringMatching(/: vq from 0\.1 without "vq, seed 3" \(strength\)\.$/),
    )
  })

  test('says how to get strengths where no corruption has a list', () => {
    const outcome = outcomeOf([modelResult(0, { strategies: [{ name: 'drop_tokens' }] })])
    expect(() => draw('error_vs_strength', outcome)).toThrow(
      'inference.corruption_strategies=[{name: additive_noise, params: {strength: [0.05, 0.1, 0.2]}}]',
    )
  })
})

function isNotOfStrengths(name: string): boolean {
  return !name.endsWith('_vs_strength')
}

interface FakeModel {
  readonly strategies?: readonly unknown[]
  readonly metrics?: readonly string[]
  readonly labelled?: boolean
  readonly labelOf?: (event: number) => number
  readonly errorOf?: (event: number) => number
}

/** What comes of a model whose errors are known: larger for signal, for corruption, for later models. */
function modelResult(
  model: number,
  {
    strategies = SWEPT,
    metrics = ['mse', 'mae', 'auroc'],
    labelled = true,
    labelOf = (event) => event % 2,
    errorOf = (event) => 0.1 + 0.01 * ((event * 37) % 100) + (event % 2 ? 0 : 0.2) + 0.05 * model,
  }: FakeModel = {},
): ModelResult {
  const options = parseInferenceOptions({ corruption_strategies: strategies, metrics })
  const events = Array.from({ length: 100 }, (_, event) => event)
  const scoresOf = (factor: number) => {
    const mse = Float32Array.from(events, (event) => errorOf(event) * factor)
    return { mse, mae: mse }
  }
  const scores = new Map([
    ['baseline', scoresOf(1)],
    ...options.strategies.map(
      ({ label, params }) => [label, scoresOf(1 + (params.strength ?? 0))] as const,
    ),
  ])
  const labels = labelled ? Float64Array.from(events, labelOf) : undefined
  return { ...summarizeModel(scores, { labels }, options), scores: undefined }
}

function outcomeOf(results: readonly ModelResult[]): InferOutcome<ModelResult> {
  return { results: new Map(results.map((result, i) => [`run_${i}`, result])), failed: [] }
}

function allOf(): InferOutcome<ModelResult> {
  return outcomeOf(MODELS.map((_, i) => modelResult(i)))
}

function contextOf() {
  return {
    runs: runsOf(MODELS),
    runIds: new Map(MODELS.map(({ run_dir }, i) => [run_dir, `run_${i}`])),
  }
}

function draw(
  name: ReconstructionFigureName,
  outcome: InferOutcome<ModelResult>,
  context: Partial<Parameters<(typeof figures)[ReconstructionFigureName]>[0]> = {},
): Figure {
  return figures[name]({ ...contextOf(), ...context }, outcome)
}

/** The models' names along the vertical axis. */
function namesIn({ chart }: Figure): string[] {
  return chart.options.scales.y.fixedTicks.map(({ label }) => label)
}

function titlesOf(panels: Figure['panels']): string[] | undefined {
  return panels?.plots.map(({ title }) => title)
}
