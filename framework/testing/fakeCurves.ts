import type { Encoder, LatentSpace } from './hydra/fakeConfig.ts'

export interface CurveSettings {
  readonly encoder: Encoder
  readonly latentSpace: LatentSpace
  readonly globalsBeta: number
  readonly seed: number
  readonly epochs: number
}

/** What a training would have measured, an entry an epoch, named as the trainer names histories. */
export interface Curves {
  readonly train_loss: readonly number[]
  readonly val_loss: readonly number[]
  readonly rec_tokens: readonly number[]
  readonly rec_globals: readonly number[]
  readonly codebook: readonly number[]
  readonly perplex: readonly number[]
  readonly epoch_time_s: readonly number[]
  readonly throughput: readonly number[]
}

const SAMPLES_PER_EPOCH = 20_000
/** The token loss that a training comes down to: a tighter latent space costs accuracy. */
const TOKEN_FLOOR = { none: 0.0008, linear: 0.0022, vq: 0.011 }
/** The graph encoder reconstructs better and takes longer. */
const ENCODER_LOSS = { mlp: 1, gnn: 0.55 }
const ENCODER_TIME_S = { mlp: 2.1, gnn: 5.4 }
const LATENT_TIME = { none: 1, linear: 1.04, vq: 1.22 }
const CODES_IN_USE = { mlp: 180, gnn: 320 }

/** Curves that look like training: deterministic, distinct for every setting, noisy as SGD is. */
export function fakeCurves(settings: CurveSettings): Curves {
  const { encoder, latentSpace, globalsBeta, seed, epochs } = settings
  const random = randomNumbers(`${encoder} ${latentSpace} ${globalsBeta} ${seed}`)
  const noise = (strength: number) => Math.exp(strength * normal(random))
  const vq = latentSpace === 'vq'
  const floor = TOKEN_FLOOR[latentSpace] * ENCODER_LOSS[encoder] * noise(0.12)
  const decay = (vq ? 1.7 : 1.1) + epochs * 0.03 * noise(0.1)
  const codes = CODES_IN_USE[encoder] * noise(0.1)

  const rows = Array.from({ length: epochs }, (_, epoch) => {
    const excess = Math.exp(-epoch / decay)
    const rec_tokens = (floor + 0.65 * excess) * noise(0.04 + 0.05 * excess)
    const rec_globals = globalsBeta === 0 ? 0 : (0.4 * floor + 0.9 * excess) * noise(0.08)
    const codebook = vq ? (0.3 * floor + 0.02 * excess) * noise(0.06) : 0
    const val_loss = rec_tokens + globalsBeta * rec_globals + codebook
    const epoch_time_s = ENCODER_TIME_S[encoder] * LATENT_TIME[latentSpace] * noise(0.03)
    return {
      train_loss: val_loss * (0.9 + 0.4 * excess) * noise(0.02),
      val_loss,
      rec_tokens,
      rec_globals,
      codebook,
      perplex: vq ? 1 + codes * (1 - excess) * noise(0.03) : 0,
      epoch_time_s,
      throughput: SAMPLES_PER_EPOCH / epoch_time_s,
    }
  })
  const history = (name: keyof Curves) => rows.map((row) => row[name])
  return {
    train_loss: history('train_loss'),
    val_loss: history('val_loss'),
    rec_tokens: history('rec_tokens'),
    rec_globals: history('rec_globals'),
    codebook: history('codebook'),
    perplex: history('perplex'),
    epoch_time_s: history('epoch_time_s'),
    throughput: history('throughput'),
  }
}

/**
 * Uniform numbers in [0, 1) from a text: Chris Doty-Humphrey's sfc32 (PractRand), its state filled
 * by FNV-1a over the text.
 */
export function randomNumbers(seedText: string): () => number {
  let hash = 0x811c9dc5
  for (const byte of Buffer.from(seedText)) hash = Math.imul(hash ^ byte, 0x01000193)
  let [a, b, c, counter] = [hash, Math.imul(hash, 0x9e3779b1), hash ^ 0x5bf03635, 1]
  const next = () => {
    const sum = (a + b + counter) | 0
    counter = (counter + 1) | 0
    a = b ^ (b >>> 9)
    b = (c + (c << 3)) | 0
    c = ((c << 21) | (c >>> 11)) + sum
    return (sum >>> 0) / 2 ** 32
  }
  for (let warmUp = 0; warmUp < 12; warmUp++) next()
  return next
}

/** A standard normal number (Box and Muller). */
function normal(random: () => number): number {
  return Math.sqrt(-2 * Math.log(1 - random())) * Math.cos(2 * Math.PI * random())
}
