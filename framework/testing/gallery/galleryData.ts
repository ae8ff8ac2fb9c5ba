import path from 'node:path'
import type { ColumnTable } from 'arquero'
import type { GroupComparisons } from '../../compare/compareGroups.ts'
import { compareGroups } from '../../compare/compareGroups.ts'
import {
  type ParameterImportance,
  parameterImportance,
} from '../../compare/importance/parameterImportance.ts'
import { PACKAGE_ROOT } from '../../packageRoot.ts'
import { colours, type Palette } from '../../plots/parts/colours/palette.ts'
import { loadRuns } from '../../runs/loadRuns.ts'
import { runsOf } from '../exampleRuns.ts'

const SWEEP = 'fixtures/compare_tokenizers/outputs/multiruns/exp_20251103-140953_experiment'
const METRIC = 'loss.total_best'
const TOKENIZERS = ['none', 'linear', 'vq']
const N_EVENTS = 3000
const START = Date.UTC(2025, 10, 3, 14)

/** A made-up model with the errors that it might make on the same events as the others. */
export interface GalleryModel {
  readonly name: string
  readonly group: string
  /** 0 signal, 1 background. */
  readonly labels: readonly number[]
  readonly errors: readonly number[]
  /** The errors after a corruption of this strength. */
  readonly errorsAt: (strength: number) => readonly number[]
}

/** What the examples of docs/figures.md draw, by the names that they use. */
export interface GalleryData {
  readonly runs: ColumnTable
  readonly perEpoch: ReadonlyMap<string, ColumnTable>
  readonly palette: Palette
  readonly comparison: GroupComparisons
  readonly importance: ParameterImportance
  readonly search: ColumnTable
  readonly models: readonly GalleryModel[]
}

/** The bundled fixture sweep and what follows from it, a made-up search, and made-up models. */
export async function galleryData(): Promise<GalleryData> {
  const { runs, perEpoch } = await loadRuns({ sweepDir: path.join(PACKAGE_ROOT, SWEEP) })
  return {
    runs,
    perEpoch,
    palette: colours(runs.array('tokenizer')),
    comparison: compareGroups(runs, { metric: METRIC, by: 'tokenizer' }),
    importance: parameterImportance(runs, {
      metric: METRIC,
      parameters: ['tokenizer', 'encoder'],
    }),
    search: searchRuns(),
    models: TOKENIZERS.flatMap((group, skill) =>
      [42, 43, 44].map((seed, training) => galleryModel(group, skill, seed, training)),
    ),
  }
}

/** 36 runs of a search, one after the other: three tokenizers, four latent dimensions, three seeds. */
function searchRuns(): ColumnTable {
  return runsOf(
    Array.from({ length: 36 }, (_, i) => {
      // 11 and 36 have no common divisor: the settings come in an order that looks random.
      const setting = (11 * i) % 36
      const size = setting % 3
      const latent_dim = 8 * 2 ** (Math.floor(setting / 3) % 4)
      return {
        run_dir: `search/run_${i}`,
        tokenizer: TOKENIZERS[size],
        latent_dim,
        seed: 42 + Math.floor(setting / 12),
        [METRIC]: 0.02 * (1 + 0.5 * size) * latent_dim ** -0.45 * Math.exp(0.12 * spread(i, 2)),
        started_at: new Date(START + 400_000 * i).toISOString(),
        duration_s: 500 + 60 * size + 4 * latent_dim,
      }
    }),
  )
}

function galleryModel(group: string, skill: number, seed: number, training: number): GalleryModel {
  const shift = 1.2 - 0.4 * skill + 0.15 * training
  const labels = Array.from({ length: N_EVENTS }, (_, event) => event % 2)
  const errorsAt = (strength: number) =>
    labels.map((label, event) => {
      const clean = spread(event, training) + (label === 0 ? shift : 0)
      return Math.exp(clean) + strength * (4 - skill) * Math.exp(spread(event, 7 + skill))
    })
  return { name: `${group}, seed ${seed}`, group, labels, errors: errorsAt(0), errorsAt }
}

/** Bell-shaped numbers around zero (logistic ones), in an order that looks random, always the same. */
function spread(event: number, series: number): number {
  const share = (((event + 0.5) * Math.sqrt(5 + series)) % 1) * 0.998 + 0.001
  return 0.55 * Math.log(share / (1 - share))
}
