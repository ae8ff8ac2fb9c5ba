import { ColumnTable, op, table } from 'arquero'
import { expect, test } from 'vitest'
import { columnNotes, noteColumns } from '../columnAliases.ts'
import type { ColumnNotes } from './columnNotes.ts'

const NOTES = {
  aliases: new Map([['trainer.lr', 'lr']]),
  parameters: ['lr', 'model', 'seed'],
  others: new Set(['run', 'loss', 'parts']),
  confounded: new Map([['lr', ['model', 'batch']]]),
}

const RUNS = noteColumns(
  table([
    ['run', ['a', 'b', 'c', 'd']],
    ['lr', [0.1, 0.1, 0.2, 0.2]],
    ['model', ['s', 'l', 's', 'l']],
    ['seed', [1, 1, 1, 1]],
    ['loss', [1, 2, 3, 4]],
    ['parts', [[1, 2], [1], [1], [1]]],
  ]),
  NOTES,
)

const BY_LR = RUNS.groupby('lr')
const SIZES = table([
  ['run', ['a', 'b', 'c', 'd']],
  ['bytes', [5, 6, 7, 8]],
])
const JOINED = { ...NOTES, others: new Set([...NOTES.others, 'bytes']) }
const SUMMED: ColumnNotes = {
  aliases: NOTES.aliases,
  parameters: ['lr'],
  others: new Set([...NOTES.others, 'total']),
  confounded: NOTES.confounded,
}

/** Each verb of arquero's, a table that it makes, and what is known of that. */
const VERBS: Readonly<Record<string, readonly (readonly [ColumnTable, ColumnNotes])[]>> = {
  assign: [[RUNS.filter(() => true).assign({ z: [1, 2, 3, 4] }), added('z')]],
  count: [[BY_LR.count({ as: 'total' }), SUMMED]],
  derive: [
    [RUNS.derive({ z: () => 1 }), added('z')],
    [RUNS.derive({ lr: () => 1 }), NOTES],
  ],
  filter: [[RUNS.filter(() => true), NOTES]],
  slice: [[RUNS.slice(0, 2), NOTES]],
  groupby: [[BY_LR, NOTES]],
  orderby: [[RUNS.orderby('loss'), NOTES]],
  relocate: [[RUNS.relocate('loss', { before: 'run' }), NOTES]],
  rename: [
    [
      RUNS.rename({ lr: 'rate', loss: 'lr' }),
      {
        aliases: new Map([['trainer.lr', 'rate']]),
        parameters: ['rate', 'model', 'seed'],
        others: new Set(['run', 'lr', 'parts']),
        confounded: new Map([['rate', ['model', 'batch']]]),
      },
    ],
  ],
  reduce: [
    [
      BY_LR.reduce({
        outputs: () => ['total'],
        init: () => ({}),
        add: () => {},
        rem: () => {},
        write: (_state: unknown, values: Record<string, unknown[]>) => {
          values.total?.push(1)
          return 1
        },
      } as never),
      SUMMED,
    ],
  ],
  rollup: [
    [BY_LR.rollup({ total: op.sum('loss') }), SUMMED],
    [
      RUNS.groupby('model').rollup({ lr: op.mean('lr') }),
      {
        aliases: new Map(),
        parameters: ['model'],
        others: new Set([...NOTES.others, 'lr']),
        confounded: new Map(),
      },
    ],
  ],
  sample: [[RUNS.sample(2), NOTES]],
  select: [
    [
      RUNS.select('run', 'lr', 'loss'),
      { ...NOTES, parameters: ['lr'], others: new Set(['run', 'loss']) },
    ],
  ],
  ungroup: [[BY_LR.ungroup(), NOTES]],
  unorder: [[RUNS.orderby('loss').unorder(), NOTES]],
  dedupe: [[RUNS.dedupe('lr'), NOTES]],
  impute: [[RUNS.impute({ loss: () => 0 }), NOTES]],
  fold: [
    [
      RUNS.fold(['loss', 'seed'], { as: ['what', 'number'] }),
      {
        ...NOTES,
        parameters: ['lr', 'model'],
        others: new Set(['run', 'parts', 'what', 'number']),
      },
    ],
  ],
  pivot: [
    [
      BY_LR.pivot('model', { loss: op.sum('loss') } as never),
      { ...SUMMED, others: new Set([...NOTES.others, 's', 'l']) },
    ],
  ],
  spread: [
    [
      RUNS.spread('parts', { as: ['one', 'two'] }),
      { ...NOTES, others: new Set(['run', 'loss', 'one', 'two']) },
    ],
  ],
  unroll: [[RUNS.unroll('parts'), NOTES]],
  lookup: [[RUNS.lookup(SIZES, 'run', 'bytes'), JOINED]],
  join: [[RUNS.join(SIZES, 'run'), JOINED]],
  join_left: [[RUNS.join_left(SIZES, 'run'), JOINED]],
  join_right: [[RUNS.join_right(SIZES, 'run'), JOINED]],
  join_full: [[RUNS.join_full(SIZES, 'run'), JOINED]],
  cross: [[RUNS.cross(SIZES.select('bytes')), JOINED]],
  semijoin: [[RUNS.semijoin(SIZES, 'run'), NOTES]],
  antijoin: [[RUNS.antijoin(SIZES, 'run'), NOTES]],
  concat: [[RUNS.concat(RUNS), NOTES], ...otherSweep((other) => RUNS.concat(other))],
  union: otherSweep((other) => RUNS.union(other)),
  intersect: [[RUNS.intersect(RUNS), NOTES]],
  except: [[RUNS.except(RUNS), NOTES]],
  reify: [[RUNS.filter(() => true).reify([0]), NOTES]],
}

function added(column: string): ColumnNotes {
  return { ...NOTES, others: new Set([...NOTES.others, column]) }
}

/** Runs of another sweep, which differ in `parts` and in a column that is lacking, and in which `lr` goes together with `model` alone. */
function otherSweep(joined: (other: ColumnTable) => ColumnTable): [ColumnTable, ColumnNotes][] {
  const other = noteColumns(RUNS.reify(), {
    aliases: new Map([['data.batch', 'batch']]),
    parameters: ['lr', 'batch', 'parts'],
    others: new Set(['run', 'loss']),
    confounded: new Map([['lr', ['model']]]),
  })
  const notes = {
    aliases: NOTES.aliases,
    parameters: ['lr', 'model', 'seed', 'parts'],
    others: new Set(['run', 'loss']),
    confounded: new Map([['lr', ['model']]]),
  }
  return [[joined(other), notes]]
}

/** What makes no table. */
const EXITS = ['constructor', 'toArrow', 'toArrowIPC', 'toCSV', 'toHTML', 'toJSON', 'toMarkdown']

test('every verb that arquero has is tried here', () => {
  const verbs = Object.getOwnPropertyNames(ColumnTable.prototype)
  const untried = verbs.filter((verb) => !EXITS.includes(verb) && !Object.hasOwn(VERBS, verb))
  expect(untried).toEqual([])
})

test.each(Object.entries(VERBS))('%s keeps what still holds of the columns', (_, made) => {
  for (const [each, notes] of made) expect(columnNotes(each)).toEqual(notes)
})

test('a table that nothing was noted of adds rows without changing what is known', () => {
  const plain = table([
    ['run', ['e']],
    ['lr', [0.3]],
  ])
  expect(columnNotes(RUNS.concat(plain))).toEqual(NOTES)
})

test.each<[string, () => unknown]>([
  ['array', () => RUNS.array('mdel')],
  ['get', () => RUNS.get('mdel', 0)],
  ['groupby', () => RUNS.groupby('mdel')],
  ['orderby', () => RUNS.orderby('mdel')],
])('%s names a column that there is not, with the nearest', (_, call) => {
  expect(call).toThrow(
    expect.objectContaining({
      code: 'COLUMN_UNKNOWN',
      message:
        'The runs have no column "mdel". Did you mean "model"? They have: run, lr, model, seed, loss, parts.',
    }),
  )
})

test('a column is read, grouped and sorted by under its other name', () => {
  expect(RUNS.array('trainer.lr')).toEqual([0.1, 0.1, 0.2, 0.2])
  expect(RUNS.get('trainer.lr', 2)).toBe(0.2)
  expect(RUNS.groupby('trainer.lr').count().array('lr')).toEqual([0.1, 0.2])
  expect(RUNS.orderby('trainer.lr').array('run')).toEqual(['a', 'b', 'c', 'd'])
})
