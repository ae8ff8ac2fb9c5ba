import { expect, test } from 'vitest'
import { goalByName } from './goalByName.ts'

test.each([
  'val_loss',
  'eval/rmse',
  'trainLoss',
  'test_error',
  'dice_loss',
  'val/f1_loss_epoch',
  'top1_err',
  'top5_error',
  'rank_loss',
  'binary_cross_entropy',
  'fail_rate',
  'perplexity',
  'val/mae_epoch',
  'error_rate',
  'loss_recon',
  'loss1',
  'Loss/train',
  'davies_bouldin_score',
  'crps_score',
  'brier_score',
  'negative_log_likelihood',
  'val/neg_log_likelihood_epoch',
])('of %s the least is best', (name) => expect(goalByName(name)).toBe('min'))

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
  'hits@k',
  'recall_at_5',
  'accuracy/dog',
  'mean_test_score',
  'silhouette_score',
  'mIoU',
  'roc_auc_score',
])('of %s the greatest is best', (name) => expect(goalByName(name)).toBe('max'))

test.each([
  'val_loss.best_step',
  'best_acc_best_epoch',
  'loss_weight',
  'loss_scale',
  'score_time',
  'acc_std',
  'accuracy_drop',
  'psnr_drop',
  'accuracy_gap',
  'rank_test_score',
  '1-accuracy',
  'val/1 - dice',
  'loss/acc',
  'score_threshold',
  'map_size',
  'return_code',
  'errors_fixed',
  'error_correction_rate',
])('%s names a measure and is none', (name) => expect(goalByName(name)).toBeUndefined())

test.each(['train_loss_step', 'train_loss_epoch', 'val_loss_best'])(
  'of %s, logged at each step or epoch, the least is best',
  (name) => expect(goalByName(name)).toBe('min'),
)

test.each(['neg_mean_squared_error', 'mean_test_neg_root_mean_squared_error', 'test/neg_log_loss'])(
  'of %s, an error below zero as scikit-learn has it, the greatest is best',
  (name) => expect(goalByName(name)).toBe('max'),
)

test.each([
  'lr',
  'epoch_time',
  'grad_norm',
  'x',
  'mse_vs_accuracy',
  'mapping',
  'acceleration',
  'accept_rate',
  'accum_steps',
  'lossless_ratio',
  'energy_score',
  'log_score',
  'neg_reward',
  'loss_neg',
])('the name of %s does not say', (name) => expect(goalByName(name)).toBeUndefined())
