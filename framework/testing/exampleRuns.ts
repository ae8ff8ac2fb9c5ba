import { type ColumnTable, table } from 'arquero'

/** Twelve runs as `loadRuns` returns them: three tokenizers, two encoders, two seeds. */
export const exampleRuns: ColumnTable = makeRuns()

/** Their histories over four epochs. */
export const examplePerEpoch: Map<string, ColumnTable> = makeHistories()

/** A run's row of cells by column; what is left out is null. */
export type RunCells = Record<string, unknown>

/** A runs table of rows, with all columns that any row has. */
export function runsOf(rows: readonly RunCells[]): ColumnTable {
  const columns = [...new Set(rows.flatMap((row) => Object.keys(row)))]
  return table(columns.map((name) => [name, rows.map((row) => row[name] ?? null)]))
}

/** A history of validation losses, one per epoch, each epoch taking ten seconds. */
export function historyOf(losses: readonly (number | null)[]): ColumnTable {
  return table([
    ['epoch', losses.map((_, epoch) => epoch)],
    ['split', losses.map(() => 'val')],
    ['val_loss', losses.map((loss) => loss)],
    ['epoch_time_s', losses.map(() => 10)],
  ])
}

function makeRuns(): ColumnTable {
  const tokenizers = ['none', 'linear', 'vq']
  return runsOf(
    Array.from({ length: 12 }, (_, i) => {
      const tokenizer = tokenizers[i % 3] as string
      return {
        run_dir: runDir(i),
        encoder: i < 6 ? 'mlp' : 'gnn',
        tokenizer,
        seed: 42 + (Math.floor(i / 3) % 2),
        latent_dim: i < 6 ? 16 : 32,
        'loss.total_best': finalLoss(i),
        throughput_mean: 5000 - 200 * i,
        metric_perplex_final: tokenizer === 'vq' ? 100 + i : null,
        time_to_threshold_s: i % 4 === 3 ? null : 20 + i,
      }
    }),
  )
}

function makeHistories(): Map<string, ColumnTable> {
  return new Map(
    Array.from({ length: 12 }, (_, i) => {
      const losses = [1, 0.1, 0.01, 0].map((excess) => finalLoss(i) + excess)
      return [runDir(i), historyOf(losses)]
    }),
  )
}

function runDir(i: number): string {
  return `outputs/runs/run_20251103-140953_experiment_job${i}`
}

function finalLoss(i: number): number {
  return (i + 1) / 1000
}
