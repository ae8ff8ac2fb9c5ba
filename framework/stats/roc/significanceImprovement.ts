import type { BackgroundEfficiency } from './backgroundEfficiency.ts'

/** By how much a cut on the score multiplies the significance of a small signal. */
export interface SignificanceImprovement {
  readonly signal: readonly number[]
  /** ε_S / √ε_B; null where too few background events are left to say. */
  readonly improvement: readonly (number | null)[]
  /** The largest, and where it is; null where no value can be trusted. */
  readonly best: { readonly signal: number; readonly improvement: number } | null
}

/** Fewer background events than these leave ε_B with an error of a third and more. */
export const LEAST_BACKGROUND = 10

/**
 * The significance improvement characteristic ε_S / √ε_B (Gallicchio et al., JHEP 04 (2011) 069). Where few
 * background events are left the ratio grows without bound by chance alone, so that it has no value there.
 *
 * @param least number of background events that a value must rest on. Default 10
 */
export function significanceImprovement(
  { signal, background, nLeft }: Pick<BackgroundEfficiency, 'signal' | 'background' | 'nLeft'>,
  least = LEAST_BACKGROUND,
): SignificanceImprovement {
  const improvement = signal.map((efficiency, i) =>
    (nLeft[i] as number) >= least ? efficiency / Math.sqrt(background[i] as number) : null,
  )
  let best: SignificanceImprovement['best'] = null
  improvement.forEach((value, i) => {
    if (value !== null && value > (best?.improvement ?? 0)) {
      best = { signal: signal[i] as number, improvement: value }
    }
  })
  return { signal, improvement, best }
}
