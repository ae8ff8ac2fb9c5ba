// The data of the comparison, always the same: node bench/side-by-side/data.js DIRECTORY
import { mkdirSync, writeFileSync } from 'node:fs'
import path from 'node:path'

const TOKENIZERS = { linear: 0.8, none: 1, vq: 1.7 }
const LATENT_DIMS = [8, 16, 32, 64, 128]
const BETAS = [0.1, 10, 1000]
const SEEDS = [0, 1, 2, 3]
const EPOCHS = 60
const EVENTS = 2000
const CORRUPTIONS = { clean: 0, 'drop tokens': 0.08, 'smear pT': 0.35, 'additive noise': 0.9 }

const [directory = 'outputs/side-by-side'] = process.argv.slice(2)
const normal = normalNumbers(20251103)

const runs = Object.keys(TOKENIZERS).flatMap((tokenizer) =>
  LATENT_DIMS.flatMap((latent_dim) =>
    SEEDS.map((seed) => ({
      run: `${tokenizer}_${latent_dim}_${seed}`,
      tokenizer,
      latent_dim,
      seed,
      loss: TOKENIZERS[tokenizer] * latent_dim ** -0.45 * Math.exp(0.12 * normal()),
    })),
  ),
)
const weighted = Object.keys(TOKENIZERS).flatMap((tokenizer) =>
  BETAS.flatMap((beta) =>
    SEEDS.map((seed) => ({
      run: `${tokenizer}_beta${beta}_${seed}`,
      tokenizer,
      beta,
      seed,
      loss: TOKENIZERS[tokenizer] * beta ** 1.3 * Math.exp(0.15 * normal()),
    })),
  ),
)
const models = Object.entries(TOKENIZERS).flatMap(([group, size]) =>
  SEEDS.map((seed) => {
    const shift = 1.6 / size + 0.08 * normal()
    const labels = Array.from({ length: EVENTS }, (_, i) => i % 2)
    const errors = labels.map((label) => Math.exp(normal() * 0.8 + label * shift))
    return { name: `${group}, seed ${seed}`, group, labels, errors }
  }),
)
const errors = Object.entries(CORRUPTIONS).flatMap(([corruption, shift]) =>
  Array.from({ length: EVENTS }, () => ({ corruption, error: Math.exp(0.7 * normal() + shift) })),
)

mkdirSync(directory, { recursive: true })
for (const [name, value] of Object.entries({
  runs,
  curves: curvesOf(runs),
  weighted: curvesOf(weighted),
  models,
  errors,
})) {
  writeFileSync(path.join(directory, `${name}.json`), JSON.stringify(value))
}

/** The validation loss at every epoch, one row each. */
function curvesOf(runs) {
  return runs.flatMap(({ loss, ...run }) =>
    Array.from({ length: EPOCHS }, (_, epoch) => ({
      ...run,
      epoch,
      val_loss: loss * (1 + 12 * Math.exp(-epoch / 9)) * Math.exp(0.05 * normal()),
    })),
  )
}

/** Normal numbers by Box and Muller (1958) from the generator mulberry32. */
function normalNumbers(seed) {
  let state = seed
  const uniform = () => {
    state = (state + 0x6d2b79f5) | 0
    let t = Math.imul(state ^ (state >>> 15), 1 | state)
    t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t
    return ((t ^ (t >>> 14)) >>> 0) / 2 ** 32
  }
  return () => Math.sqrt(-2 * Math.log(1 - uniform())) * Math.cos(2 * Math.PI * uniform())
}
