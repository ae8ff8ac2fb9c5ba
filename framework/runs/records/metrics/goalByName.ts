import type { Goal } from '../../sources/source.ts'

/** Words of a metric's name that say that less is better. */
const LESS_IS_BETTER = new Set(
  (
    'loss err error errors mse rmse mae mape msle nll bce ce crossentropy perplexity ppl wer cer ' +
    'fid kl divergence regret cost distance ece brier elbo_loss'
  ).split(' '),
)
/** Words that say that more is better. */
const MORE_IS_BETTER = new Set(
  (
    'acc accuracy auc auroc auprc ap map f1 fscore precision recall sensitivity specificity iou miou ' +
    'dice jaccard r2 bleu rouge meteor reward rew return score psnr ssim hits mrr ndcg kappa mcc ' +
    'likelihood elbo fitness success throughput'
  ).split(' '),
)

/** Words with a number, such as `top5` and `mAP50`, and what begins with `acc`. */
const LEVELS = /^(?:top\d+)?acc|^top\d+$|^m?ap\d+$/

/** Words that say that a name means something about a measure, such as its share of a sum or its time. */
const NOT_A_MEASURE = new Set(
  'weight weights scale coef coefficient lambda std time seconds'.split(' '),
)
/** Where a metric was best, and not how good. */
const PLACE_OF_BEST = /best\W?_?(?:step|epoch|iter|iteration|round)$/i

/**
 * Which values of a metric are better, by its name: `val_loss`, `eval/rmse` the smaller, `test/acc`,
 * `macro_f1`, `top5_accuracy` the greater ones; undefined where the name does not say, or says both, or means something else (`loss_weight`,
 * `val_loss.best_step`).
 */
export function goalByName(metric: string): Goal | undefined {
  const words = metric
    .replace(/([a-z0-9])([A-Z])/g, '$1 $2')
    .toLowerCase()
    .split(/[^a-z0-9]+/)
  if (PLACE_OF_BEST.test(metric) || words.some((word) => NOT_A_MEASURE.has(word))) return undefined
  const least = words.some((word) => LESS_IS_BETTER.has(word) || /^(?:neg|log)?loss/.test(word))
  const most = words.some((word) => MORE_IS_BETTER.has(word) || LEVELS.test(word))
  if (least === most) return undefined
  return least ? 'min' : 'max'
}
