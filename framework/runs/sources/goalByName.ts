import type { Goal } from './source.ts'

/** Measures of which less is better. */
const LESS_IS_BETTER = wordsOf(
  'err error errors mse rmse mae mape msle nll bce ce crossentropy perplexity ppl wer cer fid kl ' +
    'divergence regret cost ece brier crps bouldin fail failure failures',
)
/** Measures of which more is better. */
const MORE_IS_BETTER = wordsOf(
  'auc auroc auprc ap map f1 fscore precision recall sensitivity specificity iou miou dice jaccard r2 ' +
    'bleu rouge meteor reward rew return psnr ssim hits mrr ndcg kappa mcc likelihood elbo fitness ' +
    'success throughput silhouette',
)
/** Measures with a number, such as `acc1`, `top5` and `mAP50`. */
const MORE_WITH_NUMBER = /^(?:top\d+)?acc(?:s|uracy|uracies)?\d*$|^top\d+$|^m?ap\d+$/
const LOSS = /^(?:log)?loss(?:es)?\d*$/
/** What a loss or an error is of may itself be a measure of which more is better: `dice_loss`, `top5_error`. */
const LOSS_OR_ERROR = /^(?:log)?loss(?:es)?\d*$|^err(?:ors?)?$/
const CROSS_ENTROPY = /(?:^|_)cross_entropy(?=_|$)/

/** What may follow a measure without making it another thing: on which data, over what, and how often. */
const QUALIFIERS = wordsOf(
  'train training val valid validation dev eval evaluation test holdout heldout clean seen unseen ood ' +
    'mean avg average median max min best last final total overall all macro micro weighted binary ' +
    'samples step epoch iter iteration batch raw smooth smoothed ema norm normalized rate pct percent ' +
    'percentage at class cls roc pr ovr ovo score metric value',
)

/** Words that make a measure another thing: its weight, its kind, its spread, a difference of two, a rank. */
const NOT_A_MEASURE = wordsOf(
  'weight weights scale coef coefficient lambda factor decay std stderr sem var variance time seconds ' +
    'rank threshold thresh limit budget tol tolerance size count num ratio drop gap diff difference delta ' +
    'change improvement increase decrease reduction fixed grad gradient type fn func function alpha beta ' +
    'gamma',
)
/** Measures of which either may be better. */
const MEASURES = wordsOf('score correlation distance')
/** What a measure is weighted, limited or computed by. */
const SETTINGS = wordsOf(
  'weight weights lambda coef coefficient type fn func function rate scale factor decay alpha beta gamma ' +
    'threshold thresh limit budget tol tolerance size',
)
const NEGATED = wordsOf('neg negative negated minus inv inverse')
const ONE_MINUS = /(?:^|[^\w.])1\s*[-\u2212]/
/** Where a metric was best, and not how good. */
const PLACE_OF_BEST = /best\W?_?(?:step|epoch|iter|iteration|round)$/i

/**
 * Scorers of scikit-learn that are errors below zero, so that the greatest is best as of all its scorers
 * (scikit-learn user guide, "The scoring parameter").
 */
const NEGATED_SCORER =
  /(?:^|_)neg_(?:(?:root_)?mean_(?:squared|absolute)(?:_log|_percentage)?_error|median_absolute_error|max_error|mean_(?:poisson|gamma)_deviance|log_loss|brier_score)(?:_mean|_best)?$/
const NEGATIVE_LOG_LIKELIHOOD = /(?:^|_)neg(?:ative)?_log_likelihood(?=_|$)/

/**
 * Which values of a metric are better, by its name: `val_loss`, `eval/rmse` the smaller, `test/acc`,
 * `macro_f1`, `top5_accuracy` the greater ones. Undefined where the name does not say, or says both, or means
 * something else (`loss_weight`, `accuracy_drop`, `val_loss.best_step`): what follows a measure must be known, but
 * for the part of a loss (`loss_recon`) and of a path (`acc/dog`).
 */
export function goalByName(metric: string): Goal | undefined {
  if (PLACE_OF_BEST.test(metric)) return undefined
  const segments = metric.split(/[/.:]/).map(wordsOfName)
  const words = segments.flat()
  if (ONE_MINUS.test(metric)) return undefined
  if (words.some((word, at) => NOT_A_MEASURE.has(word) && !isRankLoss(words, at))) return undefined
  const name = words.join('_')
  if (NEGATED_SCORER.test(name)) return 'max'
  if (NEGATIVE_LOG_LIKELIHOOD.test(name)) return 'min'
  if (words.some((word) => NEGATED.has(word))) return undefined
  if (CROSS_ENTROPY.test(name) && segments.every(endsInMeasure)) return 'min'
  const measures = words.filter((word) => goalOfWord(word) !== undefined)
  const [goal, ...others] = new Set(measures.map(goalOfWord))
  if (goal === undefined) return isPlainScore(words) ? 'max' : undefined
  if (!segments.every(endsInMeasure)) return undefined
  if (others.length === 0) return goal
  const isLoss = LOSS_OR_ERROR.test(measures.at(-1) as string)
  return isLoss && segments.filter((each) => each.some(goalOfWord)).length === 1 ? 'min' : undefined
}

/** `rank_loss` is a loss; the rank of anything else is none. */
function isRankLoss(words: readonly string[], at: number): boolean {
  return words[at] === 'rank' && LOSS.test(words[at + 1] ?? '')
}

/**
 * Whether a column's name says that it is a result, as `val/loss`, `error_rate` and `accuracy_drop` do, and not a
 * setting, as `loss_weight` does.
 */
export function namesResult(column: string): boolean {
  if (goalByName(column) !== undefined) return true
  const words = wordsOfName(column)
  const isMeasured = words.some((word) => goalOfWord(word) !== undefined || MEASURES.has(word))
  return isMeasured && !words.some((word) => SETTINGS.has(word))
}

function goalOfWord(word: string): Goal | undefined {
  if (LESS_IS_BETTER.has(word) || LOSS.test(word)) return 'min'
  return MORE_IS_BETTER.has(word) || MORE_WITH_NUMBER.test(word) ? 'max' : undefined
}

/** Whether what follows the last measure, if there is one, leaves it what it is. */
function endsInMeasure(words: readonly string[]): boolean {
  const last = words.findLastIndex((word) => goalOfWord(word) !== undefined)
  if (last === -1 || LOSS.test(words[last] as string)) return true
  return words.slice(last + 1).every(isQualifier)
}

/** Digits and single letters are those of `recall@5`, `hits@k` and `mAP50-95(B)`. */
function isQualifier(word: string): boolean {
  return QUALIFIERS.has(word) || /^(?:\d+|[a-z]|class\d+)$/.test(word)
}

/** `val_score`: of other scores, such as `energy_score`, either may be better. */
function isPlainScore(words: readonly string[]): boolean {
  return words.includes('score') && words.every(isQualifier)
}

/** `trainLoss` is two words, and `mIoU`, a measure, is one. */
function wordsOfName(text: string): string[] {
  return text.split(/[^a-z0-9]+/i).flatMap((part) => {
    const whole = part.toLowerCase()
    if (whole === '') return []
    if (goalOfWord(whole) !== undefined) return [whole]
    return part
      .replace(/([a-z0-9])([A-Z])/g, '$1 $2')
      .toLowerCase()
      .split(' ')
  })
}

function wordsOf(text: string): ReadonlySet<string> {
  return new Set(text.split(' '))
}
