/** Sections of a config that say what is minimised. */
const LOSS_SECTION =
  /^(?:loss|losses|loss_?fn|loss_?func(?:tion)?|criterion|criteria|objective|loss_?weights?|loss_?coefs?)$/i

/** Parts of a config in which `beta` and the like belong to the training, not to the loss. */
const TRAINING_SECTION =
  /^(?:optim\w*|adam\w*|sgd|rmsprop|scheduler\w*|sched|lr_\w*|ema\w*|augment\w*|transforms?|data\w*)$/i

/** Parts of a name that weigh a term: `globals_beta`, `kl_weight`, `lambda_adv`. */
const WEIGHT =
  /(?:^|[_-])(?:(?:kl|kld|rec|recon|reconstruction|loss|reg|regularizer|commitment|adv|perceptual)_(?:scale|factor|gamma|alpha)|beta|lambda|lamda|lambd|lam|weight|coef|coeff|coefficient|penalty)s?(?:[_-]|$)/i

/** Names with such a part that weigh nothing in the loss that is logged. */
const NO_WEIGHT =
  /weight_?decay|weight_?init|weight_?norm|weight_?avg|weight_?sharing|(?:adam|ema)_?beta|beta_?(?:[12]|start|end|schedule|min|max)|^betas$|pretrained|sample_?weight|tie_?weight|weights?_?(?:path|file|only)/i

/**
 * Whether a parameter's name is that of a weight in the loss, or of the choice of the loss.
 *
 * @param key as the config has it, such as `model.loss.kl_weight`
 */
export function isLossWeight(key: string): boolean {
  const path = key.split(/[./]/)
  const name = path.at(-1) ?? ''
  if (NO_WEIGHT.test(name) || path.some((part) => TRAINING_SECTION.test(part))) return false
  return path.some((part) => LOSS_SECTION.test(part)) || WEIGHT.test(name)
}

/** Words of a parameter's name that say which term it weighs: `kl` of `kl_weight`. */
export function weighedTerm(name: string): string[] {
  const words = (name.split(/[./]/).at(-1) ?? '').toLowerCase().split(/[_-]/)
  return words.filter((word) => word.length > 1 && !WEIGHT.test(word))
}

/** What names of metrics have beside what they measure. */
const ORDINARY =
  /^(?:best|final|last|min|max|mean|train|training|val|valid|validation|dev|eval|evaluation|test|metric|epoch|step|total|sum|all|overall|full|loss|losses|objective|cost|elbo)$/i
const LOSS = /^(?:loss|losses|objective|cost|elbo|total)$/i

/** Whether a metric is the loss as a whole, such as `val/loss` or `loss.total_best`, not a part of it. */
export function isWholeLoss(metric: string): boolean {
  const words = metric.split(/[^a-zA-Z]+/).filter((word) => word !== '')
  return words.some((word) => LOSS.test(word)) && words.every((word) => ORDINARY.test(word))
}
