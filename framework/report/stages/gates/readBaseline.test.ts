import { expect, test } from 'vitest'
import { runReport } from '../../../testing/runReport.ts'
import { defineReport } from '../../spec/defineReport.ts'
import { readBaseline } from './readBaseline.ts'

test('a text of an earlier report that looks like an interpolation is a text', async () => {
  const spec = defineReport({ name: 'mine', title: 'What ${x} costs', plot: {} })
  const { path } = await runReport(spec, { sweep: { axes: { seed: [1, 2] }, epochs: 2 } })
  const runs = await readBaseline(path as string, { name: 'mine', cwd: '/' })
  expect(runs.array('seed')).toEqual(['1', '2'])
})
