import { expect, test } from 'vitest'
import { goalByName } from './goalByName.ts'

test.each(['val_loss', 'eval/rmse', 'trainLoss', 'test_error', 'perplexity', 'val/mae_epoch'])(
  'of %s the least is best',
  (name) => expect(goalByName(name)).toBe('min'),
)

test.each([
  'test/acc',
  'valAcc',
  'macro_f1',
  'top5_accuracy',
  'eval_top1',
  'metrics/mAP50(B)',
  'metrics/mAP50-95(B)',
  'val_AUROC',
  'R2',
  'episode_reward',
  'rollout/ep_rew_mean',
])('of %s the greatest is best', (name) => expect(goalByName(name)).toBe('max'))

test.each([
  'val_loss.best_step',
  'best_acc_best_epoch',
  'loss_weight',
  'loss_scale',
  'score_time',
  'acc_std',
])('%s names a measure and is none', (name) => expect(goalByName(name)).toBeUndefined())

test.each(['train_loss_step', 'train_loss_epoch', 'val_loss_best'])(
  'of %s, logged at each step or epoch, the least is best',
  (name) => expect(goalByName(name)).toBe('min'),
)

test.each(['lr', 'epoch_time', 'grad_norm', 'x', 'loss_vs_accuracy', 'mapping'])(
  'the name of %s does not say',
  (name) => expect(goalByName(name)).toBeUndefined(),
)
