import { expect, test } from 'vitest'
import { absolutePaths } from './mentions.ts'

const paths = (params: Record<string, string>) => absolutePaths(new Map(Object.entries(params)))

test('where a run writes comes first, whatever the order of the parameters', () => {
  expect(paths({ home: '/home/me', 'paths/output_dir': '/runs/1' })).toEqual([
    '/runs/1',
    '/home/me',
  ])
  expect(paths({ a: '/a', 'callbacks/model_checkpoint/dirpath': '/runs/1' })[0]).toBe('/runs/1')
})

test.each([
  'ckpt_path',
  'model/ckpt_path',
  'checkpoint',
  'resume_from_checkpoint',
  'init_weights',
  'pretrained_model_name_or_path',
  'load_path',
  'paths.data_dir',
  'teacher_ckpt',
])('%s is what a run begins with, not its own', (key) => {
  expect(paths({ [key]: '/runs/0/last.ckpt', other: '/b' })).toEqual(['/b'])
})

test('only absolute paths are paths', () => {
  expect(paths({ save_dir: 'logs', logdir: 'C:\\runs\\1', log_dir: '/runs/1' })).toEqual([
    'C:\\runs\\1',
    '/runs/1',
  ])
})
