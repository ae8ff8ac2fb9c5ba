import { expect, test } from 'vitest'
import { writeTree } from '../../../testing/files/writeTree.ts'
import { simpleValue, summaryEvent, tfRecord } from '../../../testing/trackers/eventFile.ts'
import { loadRuns } from '../../loadRuns.ts'

const LOSSES = [
  [0.5, 0.25],
  [0.75, 0.125],
] as const

/** A trial's folder with the state of its last checkpoint, which also has a metric that no event file has. */
function trial(number: number, losses: readonly number[]) {
  const history = losses.map((loss, at) => ({
    step: at + 1,
    epoch: at + 1,
    eval_loss: loss,
    own: 0.1,
  }))
  const state = { global_step: losses.length, trial_params: { lr: number }, log_history: history }
  return { [`s/run-${number}/checkpoint-2/trainer_state.json`]: JSON.stringify(state) }
}

function events(place: string, losses: readonly number[]) {
  const records = losses.map((loss, at) =>
    tfRecord(
      summaryEvent({ step: at + 1, wallTime: 1_700_000_000 }, simpleValue('eval/loss', loss)),
    ),
  )
  return { [`${place}/events.out.tfevents.1700000000.host.${losses[0]}`]: Buffer.concat(records) }
}

async function load(files: Record<string, string | Uint8Array>) {
  const root = writeTree(files)
  const { order, skipped } = await loadRuns({ sweepDir: root })
  return {
    order: order.map((runDir) => runDir.slice(root.length + 1)),
    reasons: skipped.map(({ reason }) => reason),
  }
}

const TRIALS = LOSSES.map((losses, number) => trial(number, losses))

test('the folder of event files of all trials of a Hugging Face search is left out with the reason', async () => {
  const { order, reasons } = await load(
    Object.assign({}, ...TRIALS, ...LOSSES.map((losses) => events('s/runs/host', losses))),
  )
  expect(order).toEqual(['s/run-0', 's/run-1'])
  expect(reasons).toEqual([
    'it holds what the trials of a search recorded themselves (run-0, run-1): the Trainer writes the events of all of them into one folder',
  ])
})

test.each([
  ['with other values', events('s/runs/host', [0.5, 0.375])],
  ['elsewhere', events('other/host', LOSSES[0])],
])('event files %s are a run of their own', async (_, files) => {
  const { order } = await load(Object.assign({}, ...TRIALS, files))
  expect(order).toHaveLength(3)
})
