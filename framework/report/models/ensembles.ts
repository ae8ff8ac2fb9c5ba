import { settingKeys } from '../../compare/settings/settingKeys.ts'
import { ReportError } from '../../errors.ts'
import { ensembleResult } from '../../inference/ensembles/ensembleResult.ts'
import { MeanScores } from '../../inference/ensembles/meanScores.ts'
import type { InferenceOptions } from '../../inference/execution/inferenceOptions.ts'
import type { ModelKind, ModelResult } from '../../inference/execution/modelResult.ts'
import { parquetColumns } from '../../inference/scores/parquetColumns.ts'
import { groupBy } from '../../tables/groupBy.ts'
import type { Analyzed } from '../spec/defineReport.ts'
import type { InferModel, InferModels, InferTools } from '../spec/inferHook.ts'
import { runIds } from '../stages/runIds.ts'

/** A mean takes two models. */
const LEAST_MEMBERS = 2

/** Options for models whose scores an ensemble needs, whether or not the user wants them kept. */
export function withScoresForEnsembles(options: InferenceOptions): InferenceOptions {
  return options.ensemble ? { ...options, persistRawScores: true } : options
}

/**
 * The models, and an ensemble of each setting that was trained with several seeds: one more model, whose
 * scores are the means of theirs. Ensembles are made only if `inference.ensemble` says so.
 *
 * @param found models that keep their scores, see `withScoresForEnsembles`
 */
export function withEnsembles<Kind extends ModelKind>(
  kind: Kind,
  found: InferModels<ModelResult<Kind>>,
  options: InferenceOptions,
  { runs, parameters }: Pick<Analyzed, 'runs' | 'parameters'>,
  tools: InferTools,
): InferModels<ModelResult<Kind>> {
  if (!options.ensemble) return found
  const ids = [...runIds(runs).values()]
  const keys = settingKeys(runs, parameters)
  const settings = groupBy(found.models, ({ runId }) => keys[ids.indexOf(runId)]?.setting ?? '')
  const ensembles: InferModel<ModelResult<Kind>>[] = []
  const members = new Map<string, InferModel<ModelResult<Kind>>>()
  for (const models of settings.values()) {
    if (models.length < LEAST_MEMBERS) continue
    const ensemble = new Ensemble(kind, models, options, tools)
    ensembles.push(ensemble.model)
    for (const member of ensemble.members) members.set(member.runId, member)
  }
  const alone = found.models.filter(({ runId }) => !members.has(runId))
  return {
    ...found,
    models: [
      ...found.models.map((model) => members.get(model.runId) ?? withoutScores(model, options)),
      ...ensembles,
    ],
    notes: [...(found.notes ?? []), ...noteOn(ensembles.length, alone.length)],
  }
}

function noteOn(nEnsembles: number, nAlone: number): string[] {
  if (nEnsembles === 0) {
    return ['There is no ensemble: no two models differ in the seed only.']
  }
  if (nAlone === 0) return []
  return [
    `${nAlone} of the models belong to no ensemble: no other differs from them in the seed only.`,
  ]
}

/** Models of one setting, and what their mean scores come to. */
class Ensemble<Kind extends ModelKind> {
  readonly members: readonly InferModel<ModelResult<Kind>>[]
  readonly #kind: Kind
  readonly #options: InferenceOptions
  readonly #tools: InferTools
  readonly #scores = new MeanScores()
  /** Why the scores cannot be averaged, which is the ensemble's failure and not that of a model. */
  #problem: unknown

  constructor(
    kind: Kind,
    models: readonly InferModel<ModelResult<Kind>>[],
    options: InferenceOptions,
    tools: InferTools,
  ) {
    this.#kind = kind
    this.#options = options
    this.#tools = tools
    this.members = models.map((model) => this.#member(model))
  }

  get model(): InferModel<ModelResult<Kind>> {
    return { runId: `ensemble_${this.members[0]?.runId}`, run: () => this.#run() }
  }

  /** The model, run once at most, whose scores become part of the mean. */
  #member(model: InferModel<ModelResult<Kind>>): InferModel<ModelResult<Kind>> {
    const { runId, run } = model
    let running: Promise<ModelResult<Kind>> | undefined
    const runAndAdd = async () => {
      const result = await run()
      await this.#add(runId, result).catch((error: unknown) => {
        this.#problem ??= error
      })
      return keptScores(result, this.#options)
    }
    return {
      ...model,
      run: () => {
        running ??= runAndAdd()
        return running
      },
    }
  }

  async #add(runId: string, { scores, summary }: ModelResult<Kind>): Promise<void> {
    const columns = await parquetColumns(Uint8Array.from(scores ?? []).buffer)
    const classes = 'classes' in summary ? summary.classes.map((each) => each.class) : undefined
    this.#scores.add({ runId, columns, classes })
  }

  async #run(): Promise<ModelResult<Kind>> {
    const results: ModelResult<Kind>[] = []
    const missing: string[] = []
    for (const { runId, run } of this.members) {
      // Why a model failed is told where it is run itself.
      await run().then(
        (result) => results.push(result),
        () => missing.push(runId),
      )
    }
    if (this.#problem !== undefined) throw this.#problem
    const [first] = results
    if (first === undefined || results.length < LEAST_MEMBERS) {
      throw new ReportError(
        'ENSEMBLE_INVALID',
        `An ensemble takes the scores of at least ${LEAST_MEMBERS} models, but of ` +
          `${this.members.map(({ runId }) => runId).join(', ')} only ${results.length} could be run: see why ` +
          'the others failed.',
      )
    }
    const { runId } = this.model
    if (missing.length > 0) {
      this.#tools.note(`${runId} is without ${missing.join(', ')}, which could not be run.`)
    }
    const { members } = this.#scores
    const parts = { members, columns: this.#scores.mean(), member: first }
    const result = await ensembleResult(this.#kind, parts, this.#options)
    if (result.scores) await this.#tools.write(`scores/${runId}.parquet`, result.scores)
    return result
  }
}

function withoutScores<Kind extends ModelKind>(
  model: InferModel<ModelResult<Kind>>,
  options: InferenceOptions,
): InferModel<ModelResult<Kind>> {
  return { ...model, run: async () => keptScores(await model.run(), options) }
}

/** The result with its scores only where the user wants them: an ensemble has taken what it needs. */
function keptScores<Kind extends ModelKind>(
  result: ModelResult<Kind>,
  { persistRawScores }: InferenceOptions,
): ModelResult<Kind> {
  return persistRawScores ? result : { ...result, scores: undefined }
}
