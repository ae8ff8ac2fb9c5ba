import { cpSync, mkdirSync, mkdtempSync, readdirSync, readFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { describe, expect, test } from 'vitest'
import { resolveColumn } from '../tables/columnAliases.ts'
import { valueKey } from '../tables/valueKey.ts'
import { outsidePath, recordedPath } from '../testing/recorded/recorded.ts'
import { loadRuns } from './loadRuns.ts'
import { COLUMNS } from './runsTable.ts'
import { sortRunPaths } from './search/runPath.ts'

/** Recorded sweeps with an odd run each, and what the Python reference read of them. */
const EDGE = recordedPath('edge')
const SWEEP = 'outputs/multiruns/exp_20251103-140953_edge'
const JOB0 = 'outputs/runs/run_20251103-140953_edge_job0'
const JOB1 = 'outputs/runs/run_20251103-140953_edge_job1'
const JOB2 = 'outputs/runs/run_20251103-140953_edge_job2'

interface RecordedCall {
  readonly call: { readonly sweep_dir: string | null; readonly run_dirs: string[] | null }
  readonly raised: object | null
  readonly runs_df: { readonly columns: string[]; readonly rows: unknown[][] } | null
  readonly per_epoch: Record<string, { columns: string[]; rows: unknown[][] }> | null
  readonly order: string[] | null
}

/** Runs that are read here although the reference passes over them or takes others. */
const OTHER_ORDER: Record<string, string[]> = {
  cfg_data_null: [JOB0, JOB1],
  cfg_interp_in_data_path: [JOB0, JOB1],
  cfg_interp_now: [JOB0, JOB1],
  cfg_interp_relative: [JOB0, JOB1],
  cfg_interp_self: [JOB0, JOB1],
  cfg_trainer_null: [JOB0, JOB1],
  disc_exp_in_name: ['outputs/runs/run_20251103-140953_my_exp_test_job0'],
  disc_first_multiruns: ['multiruns/outputs/runs/run_20251103-140953_edge_job0'],
  disc_names: [
    'outputs/runs/run_20251103-140953_edge',
    JOB0,
    JOB2,
    'outputs/runs/run_20251103-140953_edge_job10',
  ],
  disc_relative_output_root: [`${SWEEP}/${JOB0}`],
  disc_symlinks: [],
  events_non_object_after_end: [JOB0, JOB1],
  events_non_object_before_end: [JOB0, JOB1],
  events_null_line: [JOB0, JOB1],
  minimal_cols: [JOB0, JOB1],
  ov_overrides_null: [JOB0, JOB1],
  ragged_long_all_trailing_comma: [JOB0, JOB1],
  ragged_long_first_row: [JOB0, JOB1],
  ragged_long_row: [JOB0, JOB1],
}

/** Values of the odd run that differ from the reference's on purpose. */
const OTHER_VALUES: Record<string, Record<string, unknown>> = {
  // What was asked for does not replace what was measured.
  cfg_full_hydra_section_in_cli: { latent_space: 'none', epochs: 4 },
  epoch_gap: {
    'loss.recon_best': 0.375,
    'loss.codebook_best': 0.09375,
    'loss.rec_globals_best': 0.1875,
  },
  epoch_minus1: {
    'loss.recon_best': 1.5,
    'loss.codebook_best': 0.375,
    'loss.rec_globals_best': 0.75,
  },
  // The override counts where the saved config disagrees.
  ov_deep: { 'data.path': 'elsewhere', loop: 'gan' },
  ov_group_at: { encoder: 'mlp', latent_space: 'none' },
  ov_numbers: { epochs: 4 },
  // A key that was deleted is missing.
  ov_prefixes: { '~data.path': null },
  // The seed of the data is not that of the training.
  ov_seed_order: { seed: 1 },
  ov_typical: { latent_space: 'vq', epochs: 4 },
  ov_values: { 'k.quoted': 'x y' },
}

/** Left empty by the reference and filled here. */
const FILLED = new Set(['encoder', 'tokenizer', 'seed', 'latent_dim', 'codebook_size'])

describe('recorded odd runs', () => {
  test.each(readdirSync(EDGE))('%s', async (name) => {
    const folder = mkdtempSync(path.join(tmpdir(), 'edge-'))
    cpSync(path.join(EDGE, name), folder, { recursive: true, verbatimSymlinks: true })
    const { calls } = JSON.parse(readFileSync(path.join(folder, 'expected.json'), 'utf8'))
    for (const [index, recorded] of (calls as RecordedCall[]).entries()) {
      const within = (dir: string) => `${folder}/${dir}`
      const { sweep_dir, run_dirs } = recorded.call
      // The recordings came through git, which keeps no empty directories.
      if (sweep_dir && !recorded.raised) mkdirSync(within(sweep_dir), { recursive: true })
      const loading = loadRuns({
        sweepDir: sweep_dir && within(sweep_dir),
        runDirs: run_dirs?.map(within),
      })
      if (recorded.raised) {
        await expect(loading).rejects.toMatchObject({ name: 'ReportError' })
        continue
      }
      const { runs, order, perEpoch } = await loading
      const relative = (dir: unknown) => String(dir).slice(folder.length + 1)
      const isNamelessSweep = sweep_dir === 'outputs/multiruns/exp_'
      // A folder of sweeps stands for all of them, and so does a project.
      const isFolderOfSweeps = sweep_dir === 'outputs/multiruns/'
      // The reference took a pattern for the name of a run.
      const hasPattern = run_dirs?.some((dir) => dir.includes('*'))
      const otherOrder =
        hasPattern || sweep_dir === '.'
          ? [JOB0, JOB1, JOB2]
          : isFolderOfSweeps
            ? calls[0].order
            : OTHER_ORDER[name]
      const expectedOrder = otherOrder ?? (isNamelessSweep ? [] : recorded.order)
      const naturalOrder = sortRunPaths(new Set(expectedOrder))
      expect(order.map(relative), `order of call ${index}`).toEqual(naturalOrder)

      const rows = new Map((runs.objects() as Row[]).map((row) => [relative(row.run_dir), row]))
      for (const { run_dir, ...expected } of recordedRows(recorded)) {
        const row = rows.get(String(run_dir))
        if (!row) continue
        const different = run_dir === JOB1 ? OTHER_VALUES[name] : undefined
        for (const [column, value] of Object.entries({ ...expected, ...different })) {
          // A text in place of the list of overrides made a nameless column of each "=".
          if (column === '') continue
          const known = resolveColumn(runs, withoutPrefixes(column)) ?? column
          // What a run does not override it has from its config; the reference left it empty.
          const isFilled = FILLED.has(column) || !COLUMNS.includes(column)
          if (isFilled && value === null) continue
          const found = row[known]
          // It kept overrides as text, where they are typed now.
          const isSame = isFilled && valueKey(found) === valueKey(value)
          if (!isSame) expect(found, `${run_dir} ${column}`).toEqual(value)
        }
        const epochs = perEpoch.get(`${folder}/${run_dir}`)?.objects() as Row[]
        const val = epochs.filter((epoch) => epoch.split === 'val')
        expect(val).toEqual(lastOfEach(recordedEpochs(recorded, String(run_dir))))
      }
    }
  })
})

type Row = Record<string, unknown>

function recordedRows({ runs_df }: RecordedCall): Row[] {
  return rowObjects(runs_df)
}

function recordedEpochs({ per_epoch }: RecordedCall, runDir: string): Row[] {
  // Pandas keeps a column as text where one number is beyond what it holds.
  const asNumber = (value: unknown) =>
    typeof value === 'string' && /^\d[\d.e]*$/.test(value) ? Number(value) : value
  return rowObjects(per_epoch?.[runDir] ?? null).map((row) =>
    Object.fromEntries(Object.entries(row).map(([column, value]) => [column, asNumber(value)])),
  )
}

function rowObjects(frame: { columns: string[]; rows: unknown[][] } | null): Row[] {
  const { columns = [], rows = [] } = frame ?? {}
  return rows.map((row) =>
    Object.fromEntries(columns.map((column, i) => [column, fromRecording(row[i])])),
  )
}

/** The recordings are JSON, which has no words for these. */
function fromRecording(value: unknown): unknown {
  if (value === 'NaN') return null
  if (value === 'Infinity') return Infinity
  return value === '-Infinity' ? -Infinity : value
}

/** The reference kept the prefixes of overrides and the packages of groups in its columns. */
function withoutPrefixes(column: string): string {
  return column.replace(/^[+~]+/, '').replace(/@.*$/, '')
}

/** The reference kept every row of an epoch; of those the last one counts. */
function lastOfEach(rows: readonly Row[]): Row[] {
  const byEpoch = new Map(rows.map((row) => [row.epoch ?? row, row]))
  return [...byEpoch.values()]
}

test('runs of a real Hydra multirun give what the Python reference read, and what it leaves empty', async () => {
  expect(await checkRealRuns(recordedPath('sweeps/compare_globals_heads'))).toBe(3)
})

const wholeSweep = outsidePath('sweeps/compare_globals_heads')
test.skipIf(!wholeSweep)(
  'the whole real sweep reads to the last digit (needs the data beside the checkout)',
  async () => {
    expect(await checkRealRuns(wholeSweep as string)).toBe(18)
  },
)

/** Reads a real sweep and compares every run with the recording; returns their number. */
async function checkRealRuns(sweep: string): Promise<number> {
  const { runs, order, skipped, warnings } = await loadRuns({
    sweepDir: path.join(sweep, 'outputs/multiruns/exp_*_compare_globals_heads'),
  })
  expect(skipped).toEqual([])
  expect(warnings).toEqual([])
  const truth = JSON.parse(readFileSync(path.join(sweep, 'truth/expected_runs.json'), 'utf8'))
  expect(order.map((dir) => path.basename(dir))).toEqual(sortRunPaths(Object.keys(truth)))
  for (const row of runs.objects() as Row[]) {
    // The recording has `none` in all runs, also where the choice was linear or vq.
    const { tokenizer: _, ...recorded } = truth[path.basename(String(row.run_dir))]
    expect(row).toMatchObject(recorded)
    expect(row.tokenizer).toBe(row.latent_space)
  }
  return runs.numRows()
}
