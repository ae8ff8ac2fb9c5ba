import { expect, test } from 'vitest'
import { isLossWeight, isWholeLoss, weighedTerm } from './lossWeightName.ts'

test.each([
  ...['loss', 'losses', 'loss_fn', 'lossfn', 'loss_func', 'lossfunc', 'loss_function', 'criterion'],
  ...['criteria', 'objective', 'loss_weight', 'loss_weights', 'lossweights', 'loss_coef'],
  ...['loss_coefs', 'losscoef', 'Loss'],
])('whatever is in the section %s is a choice in the loss', (section) => {
  expect(isLossWeight(`model.${section}.name`)).toBe(true)
  expect(isLossWeight(`${section}/name`)).toBe(true)
})

test.each(['gloss', 'lossy', 'loss_functional', 'my_criterion', 'losscoefficient'])(
  'a section %s is none of the loss',
  (section) => {
    expect(isLossWeight(`${section}.name`)).toBe(false)
  },
)

test.each([
  ...['optim', 'optimizer', 'adam', 'adamw', 'sgd', 'rmsprop', 'scheduler', 'schedulers', 'sched'],
  ...['lr_scheduler', 'ema', 'ema_model', 'augment', 'augmentation', 'transform', 'transforms'],
  ...['data', 'dataset', 'data_module'],
])('a weight in the section %s belongs to the training', (section) => {
  expect(isLossWeight(`${section}.lambda`)).toBe(false)
  expect(isLossWeight(`trainer/${section}/loss.lambda`)).toBe(false)
})

test.each(['my_optim', 'schedule', 'transformer', 'lr', 'metadata'])(
  'a weight in the section %s does not',
  (section) => {
    expect(isLossWeight(`${section}.lambda`)).toBe(true)
  },
)

test.each([
  ...['weight_decay', 'weightdecay', 'weight_init', 'weightinit', 'weight_norm', 'weightnorm'],
  ...['weight_avg', 'weightavg', 'weight_sharing', 'weightsharing', 'adam_beta', 'emabeta'],
  ...['beta_1', 'beta2', 'beta_start', 'betaend', 'beta_schedule', 'betamin', 'beta_max', 'betas'],
  ...['pretrained', 'sample_weight', 'sampleweight', 'tie_weight', 'tieweights', 'weight_path'],
  ...['weights_path', 'weightspath', 'weights_file', 'weights_only'],
])('%s weighs nothing in the loss, not even in its section', (name) => {
  expect(isLossWeight(`loss.${name}`)).toBe(false)
})

test.each(['betas_kl', 'kl_betas'])('%s is not the betas of an optimizer', (name) => {
  expect(isLossWeight(name)).toBe(true)
})

test('the loss as a whole has none but ordinary words in its name', () => {
  for (const whole of ['_val__loss1', 'total', 'val/elbo', 'best.final.cost', 'mean-objective']) {
    expect(isWholeLoss(whole), whole).toBe(true)
  }
  for (const part of ['total_lossy', 'total_gloss', 'sum', '', 'testing_loss', 'pretrain_loss']) {
    expect(isWholeLoss(part), part).toBe(false)
  }
})

test('the words of a weight say which term it weighs', () => {
  expect(weighedTerm('kl_weight')).toEqual(['kl'])
  expect(weighedTerm('model/loss.KL-commit_beta')).toEqual(['kl', 'commit'])
  // Single letters say nothing.
  expect(weighedTerm('w_kl')).toEqual(['kl'])
  expect(weighedTerm('beta')).toEqual([])
})

test.each([
  'kl_weight',
  'phase1.decoder.globals_beta',
  'beta',
  'model.lambda_adv',
  'loss',
  'trainer.criterion.label_smoothing',
  'loss_weights.aux',
  'commitment_coef',
  'model/loss',
])('%s is named as a weight in the loss', (key) => {
  expect(isLossWeight(key)).toBe(true)
})

test.each([
  'weight_decay',
  'optimizer.betas',
  'optim.beta',
  'adam_beta2',
  'beta1',
  'beta_schedule',
  'lr',
  'model.alphabet',
  'weights_path',
  'ema.lambda',
  'pretrained_weights',
  'dropout',
])('%s is not', (key) => {
  expect(isLossWeight(key)).toBe(false)
})

test('the loss as a whole is told from its parts', () => {
  for (const whole of ['val/loss', 'loss.total_best', 'val_loss.best', 'eval_loss', 'loss']) {
    expect(isWholeLoss(whole), whole).toBe(true)
  }
  for (const part of ['loss.recon_best', 'val/kl_loss', 'val_acc', 'val_mse', 'epoch']) {
    expect(isWholeLoss(part), part).toBe(false)
  }
})
