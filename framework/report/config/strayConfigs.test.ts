import { expect, test } from 'vitest'
import { writeTree } from '../../testing/files/writeTree.ts'
import { composeReportConfig } from './reportConfig.ts'

const CONFIG = '# @package _global_\ndefaults: [config, _self_]\n'

function warningsWith(...files: string[]) {
  const projectRoot = writeTree(Object.fromEntries(files.map((file) => [file, CONFIG])))
  return composeReportConfig({ projectRoot, name: 'mine', overrides: [] }).warnings
}

test.each([
  'configs/report/mine.yml',
  'configs/report/Mine.yaml',
  'configs/report/minne.yaml',
  'configs/mine.yaml',
  'configs/reports/mine.yaml',
  'config/report/mine.yaml',
  'reports/mine/mine.yaml',
  'reports/mine/config.yaml',
])('%s is said not to be read, with the right place', (file) => {
  expect(warningsWith(file)).toEqual([
    `${file} is not read: the config of the report mine is configs/report/mine.yaml.`,
  ])
})

test('a config that is read is not reported, but its twin of another ending is', () => {
  expect(warningsWith('configs/report/mine.yaml')).toEqual([])
  expect(warningsWith('configs/report/mine.yaml', 'configs/report/mine.yml')).toEqual([
    'configs/report/mine.yml is not read: the config of the report mine is configs/report/mine.yaml.',
  ])
})

test('configs of other reports and of groups are not reported', () => {
  expect(
    warningsWith(
      'configs/report/mine2.yaml',
      'reports/mine2/mine2.report.js',
      'configs/env/mine.yaml',
    ),
  ).toEqual([])
})
