import { rankSettings, table } from 'thesis-report'
import { expect, test } from 'vitest'
import { withSetting } from '../compare_runs/settings.ts'

test('settings without a value, with an empty text and with the text null have different names', () => {
  const runs = table({
    run_dir: ['a', 'b', 'c', 'd', 'e', 'f'],
    scheduler: [null, null, 'null', 'null', '', ''],
    accuracy: [0.9, 0.9, 0.8, 0.8, 0.7, 0.7],
  })
  const options = { metric: 'accuracy', better: 'higher', parameters: ['scheduler'] } as const
  const named = withSetting(runs, rankSettings(runs, options)).runs
  expect(new Set(named.array('setting'))).toEqual(new Set(['1: null', '2: "null"', '3: (empty)']))
})
