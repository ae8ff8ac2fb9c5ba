import { ReportError } from '../../errors.ts'
import { type EventBatch, FEATURES, N_FEATURES } from './eventBatch.ts'

/** Wider than what float16 and lossy compression change. */
const TOLERANCE = 0.01
/** Of all tokens: a few odd objects are not a reason to refuse a file. */
const ODD_SHARE = 0.01
/** Of all tokens that would be odd where eta and phi have changed places. */
const SWAPPED_SHARE = 0.1

const [E, PT, ETA, PHI] = [0, 1, 2, 3]

/**
 * Refuses events whose numbers cannot be what their places say, which a model would take without a
 * word: features in another order, another padding than zeros, ids and features that belong to
 * different tokens.
 *
 * @param batch the first events of a split
 * @param where names the dataset, for the error
 * @throws {ReportError} DATA_LAYOUT, which says what was seen
 */
export function checkLayout(batch: EventBatch, where: string): void {
  const { ids, features, nEvents, nTokens, isValid } = batch
  let nTokensSeen = 0
  let nBelowPt = 0
  let nHeavy = 0
  let nHeavySwapped = 0
  let nBlank = 0
  for (let token = 0; token < nEvents * nTokens; token++) {
    const event = Math.floor(token / nTokens)
    if (!isValid[event]) continue
    const at = token * N_FEATURES
    const place = `token ${token % nTokens} of event ${batch.firstEvent + event}`
    if (ids[token] === 0) {
      const filled = FEATURES.findIndex((_, i) => Math.abs(features[at + i] as number) > TOLERANCE)
      if (filled >= 0) {
        throw layoutError(
          where,
          `${place} is padding (id 0), but its ${FEATURES[filled]} is ${features[at + filled]}: ` +
            'expected zeros',
        )
      }
      continue
    }
    const energy = features[at + E] as number
    const pt = features[at + PT] as number
    const eta = features[at + ETA] as number
    const phi = features[at + PHI] as number
    if (Math.abs(phi) > Math.PI + TOLERANCE) {
      throw layoutError(where, `phi of ${place} is ${phi}: expected an angle in [-π, π]`)
    }
    if (pt < -TOLERANCE) {
      throw layoutError(where, `pT of ${place} is ${pt}: expected none below 0`)
    }
    nTokensSeen++
    if (energy === 0 && pt === 0) nBlank++
    if (isBelow(energy, pt)) nBelowPt++
    if (isBelow(energy, pt * Math.cosh(eta))) nHeavy++
    if (isBelow(energy, pt * Math.cosh(phi))) nHeavySwapped++
  }
  const share = (n: number) => n / nTokensSeen
  if (share(nBelowPt) > ODD_SHARE) {
    throw layoutError(where, `E is below pT for ${nBelowPt} of ${nTokensSeen} tokens`)
  }
  if (share(nBlank) > ODD_SHARE) {
    throw layoutError(
      where,
      `${nBlank} of ${nTokensSeen} tokens have an id but no energy: expected id 0 for padding`,
    )
  }
  if (share(nHeavy) > SWAPPED_SHARE && share(nHeavySwapped) < ODD_SHARE) {
    throw layoutError(
      where,
      `E is below pT·cosh(eta) for ${nHeavy} of ${nTokensSeen} tokens, but with eta and phi ` +
        `exchanged for ${nHeavySwapped}`,
    )
  }
}

function isBelow(value: number, limit: number): boolean {
  return value < limit * (1 - TOLERANCE) - TOLERANCE
}

function layoutError(where: string, seen: string): ReportError {
  return new ReportError(
    'DATA_LAYOUT',
    `Layout of ${where}: ${seen}. A row is all ids, then the globals, then E, pT, eta, phi of each ` +
      'token, with id 0 and zeros for padding (docs/inference.md). Write the file anew so, or, if it ' +
      'is as the model was trained on it, give inference.check_layout=false.',
  )
}
