import path from 'node:path'
import { expect, test } from 'vitest'
import { writeTree } from '../../../testing/files/writeTree.ts'
import { simpleValue, summaryEvent, tfRecord } from '../../../testing/trackers/eventFile.ts'
import { lightningRun } from '../../../testing/trackers/runFolders.ts'
import { loadRuns } from '../../loadRuns.ts'

const FILE = 'events.out.tfevents.1700000000.host.1.0'
const CSV = 'epoch,loss,val_loss\n0,3,0.5\n1,0.25,0.1\n'

function events(metrics: Readonly<Record<string, number>>): Buffer {
  const values = Object.entries(metrics).map(([tag, value]) => simpleValue(tag, value))
  return tfRecord(summaryEvent({ step: 1, wallTime: 1_700_000_000 }, ...values))
}

/** Path -> sources and metrics of each run. */
async function read(files: Readonly<Record<string, string | Uint8Array>>) {
  const root = writeTree(files)
  const { runs, order } = await loadRuns({ sweepDir: root })
  const metrics = runs.columnNames().filter((name) => /(?:loss|acc)$/.test(name))
  return Object.fromEntries(
    order.map((place, row) => [
      path.relative(root, place),
      [
        runs.get('source', row),
        ...metrics.filter((name) => typeof runs.get(name, row) === 'number'),
      ],
    ]),
  )
}

const ALLENNLP = {
  's/metrics_epoch_0.json': '{"training_duration": "0:01", "training_loss": 0.5}',
  's/config.json': '{"lr": 0.1}',
}

test.each(['exp0/', 'exp0/logs/', 'exp0/tensorboard/1/'])(
  "the event files of Keras' callback in %s are of the run whose log lies in exp0",
  async (folder) => {
    const found = await read({
      'exp0/training.log': CSV,
      [`${folder}train/${FILE}`]: events({ epoch_loss: 0.25 }),
      [`${folder}validation/${FILE}`]: events({ epoch_loss: 0.1 }),
    })
    expect(found).toEqual({
      'exp0/training.log': [
        'keras, tensorboard',
        'loss',
        'val_loss',
        'train/epoch_loss',
        'validation/epoch_loss',
      ],
    })
  },
)

test('event files in the logs of a folder with the metrics.csv of Lightning are of that run', async () => {
  const found = await read({
    ...lightningRun('a', [{ step: 0, loss: 0.5 }], { lr: 1 }),
    [`a/logs/${FILE}`]: events({ acc: 0.75, loss: 0.5 }),
  })
  expect(found).toEqual({ a: ['lightning, tensorboard', 'loss', 'acc'] })
})

test('of two logs of Keras in a folder the one that ends as the event files do has them', async () => {
  const found = await read({
    'a/one.log.csv': 'epoch,loss\n0,0.75\n',
    'a/two.log.csv': CSV,
    [`a/logs/${FILE}`]: events({ acc: 0.1 }),
  })
  expect(found).toEqual({
    'a/one.log.csv': ['keras', 'loss'],
    'a/two.log.csv': ['keras, tensorboard', 'loss', 'val_loss', 'acc'],
  })
})

test.each([
  ['that end in other values', { [`a/logs/${FILE}`]: events({ acc: 0.75 }) }],
  [
    'of several runs',
    { [`a/logs/1/${FILE}`]: events({ acc: 0.1 }), [`a/logs/2/${FILE}`]: events({ acc: 0.1 }) },
  ],
  [
    'in its own folder and in the one for logs',
    { [`a/${FILE}`]: events({ acc: 0.1 }), [`a/logs/${FILE}`]: events({ acc: 0.1 }) },
  ],
  ['in a folder of another name', { [`a/other/${FILE}`]: events({ acc: 0.1 }) }],
])('event files %s are not of the run with the log of Keras', async (_, files) => {
  const found = await read({ 'a/training.log': CSV, ...files })
  expect(found['a/training.log']).toEqual(['keras', 'loss', 'val_loss'])
  expect(Object.keys(found)).toHaveLength(Object.keys(files).length + 1)
})

test("AllenNLP's own event files are of its run, whatever they hold", async () => {
  const found = await read({
    ...ALLENNLP,
    [`s/log/train/${FILE}`]: events({ batch_loss: 2 }),
    [`s/log/validation/${FILE}`]: events({ loss: 3 }),
  })
  expect(found).toEqual({
    s: ['allennlp, tensorboard', 'training_loss', 'train/batch_loss', 'validation/loss'],
  })
})

test('of several runs in the folder of a Hugging Face trainer the last counts', async () => {
  const state = { global_step: 1, log_history: [{ step: 1, loss: 0.5 }] }
  const found = await read({
    'hf/trainer_state.json': JSON.stringify(state),
    [`hf/runs/1/${FILE}`]: events({ acc: 1 }),
    [`hf/runs/2/${FILE}`]: events({ acc: 2 }),
  })
  expect(found).toEqual({ hf: ['huggingface, tensorboard', 'loss', 'acc'] })
})
