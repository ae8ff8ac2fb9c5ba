import { expect, test } from 'vitest'
import { writeTree } from '../../../testing/files/writeTree.ts'
import { lightningRun } from '../../../testing/trackers/runFolders.ts'
import { loadRuns } from '../../loadRuns.ts'

/** A session of ten steps, with fractions that no other training has. */
function session(directory: string, first: number, phase = 0) {
  const rows = Array.from({ length: 10 }, (_, at) => {
    const step = first + at
    return { step, loss: Math.abs(Math.sin(step * 7 + phase)) + 0.001 }
  })
  return lightningRun(directory, rows, { lr: 0.1 })
}

const RESUMED = { ...session('logs/version_0', 0), ...session('logs/version_1', 10) }

async function load(files: Record<string, string>) {
  const root = writeTree(files)
  const { order, perEpoch, skipped } = await loadRuns({ sweepDir: root })
  const below = (runDir: string) => runDir.slice(root.length + 1)
  return {
    runs: order.map((runDir) => [below(runDir), perEpoch.get(runDir)?.numRows()]),
    skipped: skipped.map(({ runDir, reason }) => [
      below(runDir),
      reason.replaceAll(`${root}/`, '').split(',')[0],
    ]),
  }
}

test.each(['abackup', 'zbackup', 'logs/abackup', 'logs/version_0_backup', 'logs/zbackup'])(
  'a copy of a session in %s is left out, and what went on with the session stays whole',
  async (place) => {
    for (const first of [0, 10]) {
      const { runs, skipped } = await load({ ...RESUMED, ...session(place, first) })
      expect(runs).toEqual([['logs/version_1', 20]])
      const original = `logs/version_${first / 10}`
      expect(skipped).toEqual([[place, `it is a copy of ${original}`]])
    }
  },
)

test('a copy of a whole resumed training is left out', async () => {
  const { runs, skipped } = await load({
    ...RESUMED,
    ...session('copy/version_0', 0),
    ...session('copy/version_1', 10),
  })
  expect(runs).toEqual([['copy/version_1', 20]])
  expect(skipped).toEqual([['logs/version_1', 'it is a copy of copy/version_1']])
})

test('of a session that two went on with in folders of their own, both are whole', async () => {
  const { runs } = await load({
    ...RESUMED,
    ...session('copy/version_0', 0),
    ...session('copy/version_1', 10, 1),
  })
  expect(runs).toEqual([
    ['copy/version_1', 20],
    ['logs/version_1', 20],
  ])
})
