/** A model whose value rises with the strength of a corruption, with an interval around each. */
export function strengthCurve(group: string, slope: number, strengths = [0, 0.1, 0.2]) {
  return {
    corruption: 'additive_noise, strength',
    group,
    points: strengths.map((strength) => {
      const value = 0.5 + slope * strength
      return { strength, value, low: value - 0.02, high: value + 0.02 }
    }),
  }
}

export const STRENGTH_OPTIONS = { title: 'AUROC', reference: { name: 'chance', value: 0.5 } }
