import type { ColumnTable } from 'thesis-report'
import { withColumn } from 'thesis-report'

/** E, pT, eta and phi of a token, as 32-bit floats. */
const INPUT_BITS = 4 * 32
/** One float of a continuous latent vector. */
const FLOAT_BITS = 32

/**
 * Adds `compression`: how many times fewer bits a token takes in the latent space than as input
 * (128 bits: four 32-bit floats). A vector-quantised token is an index into its codebook,
 * log2(codebook_size) bits; a continuous one is latent_dim 32-bit floats, which may well be more
 * than the input (compression below 1).
 */
export function withCompression(runs: ColumnTable): ColumnTable {
  const hasColumn = (column: string) => runs.columnIndex(column) >= 0
  return withColumn(runs, 'compression', (cell) => {
    const number = (column: string) =>
      hasColumn(column) ? Number(cell(column) ?? Number.NaN) : Number.NaN
    const [codebookSize, latentDim] = [number('codebook_size'), number('latent_dim')]
    const bits = codebookSize > 1 ? Math.log2(codebookSize) : latentDim * FLOAT_BITS
    return bits > 0 ? INPUT_BITS / bits : null
  })
}
