/** Parameters that say how long a training is to be, by the axis that they count on. */
const PLANNED = {
  epoch: /^(?:max|num|n|total)?_?(?:train(?:ing)?_?)?epochs$/i,
  step: /^(?:max|num|n|total)?_?(?:train(?:ing)?_?)?(?:steps|iters|iterations|timesteps)$/i,
}

/** Whether a parameter, by its key or column, says how many epochs or steps a training is to have. */
export function plansLength(key: string, axis: 'step' | 'epoch'): boolean {
  return PLANNED[axis].test(key.split(/[./]/).at(-1) ?? '')
}
