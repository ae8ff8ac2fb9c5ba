// Every kind of figure, of made-up runs: so many, in so many groups.
const SHAPES = [
  'none',
  'linear',
  'vq',
  'fsq',
  'gumbel',
  'rvq',
  'kmeans',
  'pca',
  'hash',
  'bin',
  'byte',
  'patch',
]
const N_EVENTS = 400
const N_EPOCHS = 60
const METRIC = 'loss.total_best'
const START = Date.UTC(2025, 10, 3, 14)

/** Losses that fall to a value. */
function curveTo(end, noise) {
  return Array.from(
    { length: N_EPOCHS },
    (_, epoch) => end * (1 + 0.03 * noise()) + 0.3 * Math.exp(-epoch / 8),
  )
}

/** Figures by kind, each made when it is asked for. */
export function kindsOf(face, internals, { nRuns, nGroups }) {
  const { historyOf, Random, runsOf } = internals
  const random = new Random(1)
  const noise = () => random.uniform() + random.uniform() - 1
  const rows = Array.from({ length: nRuns }, (_, i) => {
    const group = i % nGroups
    const setting = Math.floor(i / nGroups)
    const latent_dim = 8 * 2 ** (setting % 4)
    return {
      run_dir: `outputs/multiruns/exp_1/run_${i}`,
      tokenizer: SHAPES[group],
      encoder: ['mlp', 'transformer'][Math.floor(setting / 4) % 2],
      latent_dim,
      seed: 42 + Math.floor(setting / 8),
      throughput_mean: 900 + 250 * group + 300 * noise(),
      [METRIC]: 0.02 * (1 + 0.3 * group) * latent_dim ** -0.4 * Math.exp(0.15 * noise()),
      started_at: new Date(START + 400_000 * i).toISOString(),
      duration_s: 500 + 60 * group + 200 * random.uniform(),
    }
  })
  const runs = runsOf(rows)
  const perEpoch = new Map(
    rows.map((row) => [
      row.run_dir,
      historyOf(curveTo(row[METRIC], noise))
        .assign({ train_loss: new Array(N_EPOCHS).fill(null) })
        .concat(
          historyOf(curveTo(0.7 * row[METRIC], noise))
            .rename({ val_loss: 'train_loss' })
            .assign({ split: new Array(N_EPOCHS).fill('train') }),
        ),
    ]),
  )
  // Scores of hundreds of models take minutes.
  const modelsOf = rows.slice(0, 60).map((row, i) => {
    const labels = Array.from({ length: N_EVENTS }, (_, event) => event % 2)
    const skill = 0.8 + 0.15 * (i % nGroups) + 0.1 * noise()
    const errors = labels.map(() => Math.exp(0.6 * noise() - 4 + 0.1 * (i % nGroups)))
    return {
      name: `run_${i}`,
      group: row.tokenizer,
      labels,
      errors,
      scores: labels.map((label) => 1 / (1 + Math.exp(-(skill * (2 * label - 1) + 2 * noise())))),
    }
  })
  const binary = { positiveLabel: 1 }
  const comparison = () => face.compareGroups(runs, { metric: METRIC, by: 'tokenizer' })
  const shiftsOf = ({ name, group, errors }) => ({
    name,
    group,
    shifts: [0.1, 0.5].map((strength) => ({
      name: `additive_noise (strength ${strength})`,
      from: { name: 'clean', values: errors },
      to: { name: 'noise', values: errors.map((error) => error * (1 + 2 * strength)) },
    })),
  })
  const estimates = modelsOf.map(({ name, group, labels, scores }) => {
    const { auroc, low, high } = face.computeAuroc(scores, labels, binary)
    return { name, group, value: auroc, low, high }
  })
  return {
    learningCurves: () => face.learningCurves(runs, perEpoch),
    lossVsTime: () => face.lossVsTime(runs, perEpoch),
    trainAndValidation: () => face.trainAndValidation(runs, perEpoch),
    scatter: () => face.scatter(runs, { x: 'throughput_mean', y: METRIC }),
    paretoFront: () => face.paretoFront(runs, { x: 'throughput_mean', y: METRIC }),
    metricAgainstParameter: () =>
      face.metricAgainstParameter(runs, {
        metric: METRIC,
        parameter: 'latent_dim',
        group: 'tokenizer',
      }),
    bestSoFar: () => face.bestSoFar(runs, { metric: METRIC, group: 'tokenizer' }),
    timeline: () => face.timeline(runs, { group: 'tokenizer' }),
    metricGrid: () => face.metricGrid(runs, { x: 'latent_dim', y: 'tokenizer', value: METRIC }),
    parallelCoordinates: () =>
      face.parallelCoordinates(runs, {
        parameters: ['tokenizer', 'latent_dim', 'encoder'],
        value: METRIC,
      }),
    strip: () => face.strip(runs, { value: METRIC }),
    boxPlot: () => face.boxPlot(runs, { value: METRIC }),
    bars: () => face.bars(runs, { value: METRIC, by: 'encoder' }),
    horizontalBars: () => face.horizontalBars(runs, { value: METRIC }),
    forestPlot: () => face.forestPlot(estimates, { title: 'AUROC' }),
    ecdf: () => face.ecdf(runs, { value: METRIC }),
    pairedSlopes: () => face.pairedSlopes(runs, { value: METRIC, by: 'tokenizer' }),
    differenceForest: () => face.differenceForest(comparison()),
    improvementForest: () => face.improvementForest(comparison()),
    importanceBars: () =>
      face.importanceBars(
        face.parameterImportance(runs, {
          metric: METRIC,
          parameters: ['tokenizer', 'latent_dim', 'encoder'],
        }),
      ),
    ecdfOfSeries: () =>
      face.ecdfOfSeries(
        modelsOf.map(({ name, errors }) => ({ name, values: errors })),
        { title: 'Reconstruction error', unit: 'events' },
      ),
    histogram: () =>
      face.histogram(
        modelsOf.map(({ name, errors }) => ({ name, values: errors })),
        { title: 'Reconstruction error' },
      ),
    histogramGrid: () =>
      face.histogramGrid(
        modelsOf.map(({ name, errors }) => ({
          title: name,
          series: [1, 1.5, 3].map((factor) => ({
            name: `noise ${factor}`,
            values: errors.map((error) => error * factor),
          })),
        })),
        { title: 'Reconstruction error' },
      ),
    distributionShift: () =>
      face.distributionShift(modelsOf.map(shiftsOf), { title: 'Reconstruction error' }),
    strengthCurves: () =>
      face.strengthCurves(
        modelsOf.map(({ group }) => {
          const skill = 0.9 + 0.05 * noise()
          return {
            corruption: 'additive_noise, strength',
            group,
            points: [0, 0.1, 0.2, 0.5].map((strength) => {
              const value = skill - 0.4 * strength
              return { strength, value, low: value - 0.02, high: value + 0.02 }
            }),
          }
        }),
        { title: 'AUROC' },
      ),
    rocCurves: () =>
      face.rocCurves(
        modelsOf.map(({ name, group, labels, scores }) => ({
          name,
          group,
          ...face.rocCurve(scores, labels, binary),
          ...face.computeAuroc(scores, labels, binary),
        })),
      ),
    precisionRecallCurves: () => face.precisionRecallCurves(modelsOf, binary),
    backgroundRejection: () => face.backgroundRejection(modelsOf, binary),
    significanceImprovement: () => face.significanceImprovement(modelsOf, binary),
    calibrationCurve: () => face.calibrationCurve(modelsOf, binary),
    confusionMatrix: () => {
      const [actual, predicted] = [0, 1].map((shift) =>
        rows.map(
          ({ tokenizer }, i) =>
            SHAPES[(SHAPES.indexOf(tokenizer) + (i % 5 === 0 ? shift : 0)) % nGroups],
        ),
      )
      return face.confusionMatrix(actual, predicted)
    },
  }
}
