import { parquetWriteBuffer } from 'hyparquet-writer'
import { expect, test } from 'vitest'
import { writeTree } from '../../../testing/files/writeTree.ts'
import { ClaimFiles } from '../reading/claimFiles.ts'
import type { SourceRun } from '../source.ts'
import type { RunsTableMapping } from './columnRoles.ts'
import { readParquet } from './parquet.ts'
import { createRunsTableSource, runsTableSource } from './runsTableSource.ts'

async function read(
  content: string | Uint8Array,
  { name = 'runs.csv', mapping = {} as RunsTableMapping } = {},
) {
  const directory = writeTree({ [name]: content })
  const claim = { directory, names: [name], isWhole: false }
  const runs = await createRunsTableSource(mapping).read(claim)
  return runs.map((run) => ({ ...run, path: run.path.slice(directory.length + 1) }))
}

/** Path, parameters and values of each run. */
function contents(runs: readonly SourceRun[]) {
  return runs.map(({ path, params, metrics }) => [
    path,
    Object.fromEntries(params),
    Object.fromEntries(Array.from(metrics, ([name, { value }]) => [name, value[0]])),
  ])
}

test('no file is claimed by itself', () => {
  expect(runsTableSource.claims({ path: '.', entries: [] })).toEqual([])
})

test('numbers with the name of a measure are results, and that this is guessed is reported', async () => {
  const runs = await read('name,lr,val_loss,loss_type,fast\na,0.1,0.5,mse,True\nb,1e-3,nan,mae,\n')
  expect(contents(runs)).toEqual([
    ['runs.csv#a', { lr: 0.1, loss_type: 'mse', fast: true }, { val_loss: 0.5 }],
    ['runs.csv#b', { lr: 0.001, loss_type: 'mae' }, { val_loss: Number.NaN }],
  ])
  expect(runs.map(({ findings }) => findings)).toEqual([
    [
      'runs.csv: taken for results by their names: val_loss; where this is wrong, name the right columns: inputs.table={metrics: […]}',
    ],
    [],
  ])
})

test('rows in which nothing stands are no runs', async () => {
  const runs = await read('lr,acc\n0.1,0.5\n,\n , ,\n0.2,0.25\n')
  expect(contents(runs)).toEqual([
    ['runs.csv#row 1', { lr: 0.1 }, { acc: 0.5 }],
    ['runs.csv#row 2', { lr: 0.2 }, { acc: 0.25 }],
  ])
  expect(runs[0]?.findings).toHaveLength(1)
  const bytes = parquetWriteBuffer({
    columnData: [{ name: 'acc', data: [0.5, null, 0.25], type: 'DOUBLE', nullable: true }],
  })
  expect(await read(new Uint8Array(bytes), { name: 'runs.parquet' })).toHaveLength(2)
})

test('a mapping says which columns are what', async () => {
  const mapping = { params: ['lr'], metrics: ['speed'], id: 'key', seed: 'rng' }
  const runs = await read('key;lr;speed;rng;other\nx;0.1;7;3;1\n', { mapping })
  expect(contents(runs)).toEqual([['runs.csv#x', { lr: 0.1, seed: 3 }, { speed: 7 }]])
  expect(runs[0]?.findings).toEqual([])
})

test.each([
  ['with a mapping', { metrics: ['val acc'], params: ['lr'] }],
  ['by its name', {}],
])('a result that is not a number is missing and told by its row, %s', async (_, mapping) => {
  const text = 'id,lr,val acc\na,1,0.9\nb,2,n/a\nc,auto,0.7\nd,4,-\n'
  const runs = await read(text, { mapping })
  expect(contents(runs)).toEqual([
    ['runs.csv#a', { lr: '1' }, { 'val acc': 0.9 }],
    ['runs.csv#b', { lr: '2' }, {}],
    ['runs.csv#c', { lr: 'auto' }, { 'val acc': 0.7 }],
    ['runs.csv#d', { lr: '4' }, {}],
  ])
  expect(runs[0]?.findings).toContain(
    "runs.csv: row 2: the result in 'val acc' is not a number; it is missing (2 cells like this)",
  )
})

test('a column of texts is no result, whatever its name says', async () => {
  const runs = await read('id,loss\na,mse\nb,mae\n')
  expect(contents(runs)).toEqual([
    ['runs.csv#a', { loss: 'mse' }, {}],
    ['runs.csv#b', { loss: 'mae' }, {}],
  ])
})

test('commas in numbers are reported', async () => {
  const runs = await read('id;lr;acc;layers\na;0,1;0,9;x,y\nb;0,2;0,8;z\n')
  expect(runs[0]?.findings).toContain(
    "runs.csv: commas in the numbers of 'lr', 'acc', which are texts here; write decimals with a point, and thousands with nothing between",
  )
})

test('a column of percentages holds their numbers', async () => {
  const runs = await read('id,dropout,val_acc\na,10%,91.2%\nb,20 %,\nc,5%,-1.5e1 %\n')
  expect(contents(runs)).toEqual([
    ['runs.csv#a', { dropout: 10 }, { val_acc: 91.2 }],
    ['runs.csv#b', { dropout: 20 }, {}],
    ['runs.csv#c', { dropout: 5 }, { val_acc: -15 }],
  ])
})

test('a column with the name of a result whose cells hold more than a number is reported', async () => {
  const runs = await read('id,lr,val_acc,loss\na,1,0.912,mse\nb,2,92.5%,mae\nc,3,90 ± 1,l1\n')
  expect(contents(runs)[0]).toEqual(['runs.csv#a', { lr: 1, val_acc: '0.912', loss: 'mse' }, {}])
  expect(runs[0]?.findings).toEqual([
    expect.stringContaining('taken for results by their names: none'),
    "runs.csv: 'val_acc' has the name of a result and cells such as '92.5%', so that it is a parameter of texts here; write numbers alone",
  ])
})

test('where only the parameters are named, the other numbers are results', async () => {
  const runs = await read('id,lr,speed,note\n1,0.1,7,x\n', { mapping: { params: ['lr'] } })
  expect(contents(runs)).toEqual([['runs.csv#1', { lr: 0.1 }, { speed: 7 }]])
})

test('a column that is not there is named, with the nearest', async () => {
  await expect(read('id,lr\n1,0.1\n', { mapping: { metrics: ['lrr'] } })).rejects.toMatchObject({
    code: 'RUN_UNUSABLE',
    message: "runs.csv has no column 'lrr'; did you mean 'lr'?",
  })
})

test('the page of W&B has status, start and duration', async () => {
  const [run] = await read(
    '"Name","State","Tags","Created","Runtime","lr","acc"\n"x","crashed","a, b","2025-01-01T09:00:00.000Z","120","0.1","0.8"\n',
  )
  expect(run).toMatchObject({
    name: 'x',
    status: 'failed',
    statusRaw: 'crashed',
    startedAt: Date.UTC(2025, 0, 1, 9),
    durationS: 120,
    params: new Map([['lr', 0.1]]),
  })
})

test('mlflow.search_runs() says by prefixes what is what', async () => {
  const runs = await read(
    'run_id,experiment_id,status,start_time,metrics.speed,params.lr,tags.mlflow.runName\n' +
      'f00,0,FINISHED,2025-01-01 09:00:00+00:00,5,0.1,calm\n',
  )
  expect(contents(runs)).toEqual([['runs.csv#f00', { lr: 0.1 }, { speed: 5 }]])
  expect(runs[0]).toMatchObject({ name: 'calm', status: 'finished', findings: [] })
  expect(runs[0]?.startedAt).toBe(Date.UTC(2025, 0, 1, 9))
})

test('ids that stand twice or are blank are told apart by their rows', async () => {
  const runs = await read('id,acc\na,1\na,2\n,3\n')
  expect(runs.map(({ path }) => path)).toEqual([
    'runs.csv#a',
    'runs.csv#a (row 2)',
    'runs.csv#row 3',
  ])
})

test('rows with surplus cells or a cut end are left out and reported', async () => {
  const runs = await read('id,lr,acc\na,0.1,1\nb,0,2,2\nc,0.3')
  expect(runs.map(({ path }) => path)).toEqual(['runs.csv#a'])
  expect(runs[0]?.findings.slice(0, 2)).toEqual([
    'runs.csv:3: 4 cells, where the header has 3; the row is left out',
    'runs.csv:4: 2 cells, where the header has 3; the row is left out',
  ])
})

test('a table of numbers whose steps rise is the course of one run, which is reported', async () => {
  const runs = await read('loss,step\n3,0\n2,10\n,20\n1,30\n')
  expect(runs.map(({ path }) => path)).toEqual(['runs.csv'])
  expect(runs[0]?.metrics.get('loss')).toEqual({
    step: Float64Array.of(0, 10, 30),
    value: Float64Array.of(3, 2, 1),
  })
  expect(runs[0]?.findings).toEqual([
    "runs.csv: taken for the course of one run, since its column 'step' rises from row to row; where each row is a run, say so: inputs.table={metrics: […]}",
  ])
})

test.each([
  ['names of runs', 'run,loss,step\n1,3,0\n2,2,10\n3,1,20\n', {}],
  ['seeds', 'seed,loss,step\n1,3,0\n1,2,10\n1,1,20\n', {}],
  ['settings that are texts', 'optimizer,loss,step\nsgd,3,0\nadam,2,10\nlion,1,20\n', {}],
  ['steps that do not rise', 'lr,loss,step\n1,3,50\n2,2,10\n3,1,20\n', {}],
  ['two rows', 'loss,step\n3,0\n2,10\n', { rows: 2 }],
  ['a mapping', 'loss,step\n3,0\n2,10\n1,20\n', { mapping: { metrics: ['loss'] } }],
] as const)(
  'a table with %s has a run in each row',
  async (_, text, {
    rows = 3,
    mapping = {},
  }: {
    rows?: number
    mapping?: RunsTableMapping
  }) => {
    expect(await read(text, { mapping })).toHaveLength(rows)
  },
)

test('an exported chart is the courses of its runs', async () => {
  const runs = await read(
    '"Step","r1 - loss","r1 - loss__MIN","r1 - loss__MAX","r2 - loss"\n"0","1","1","1",""\n"5","0.5","0.5","0.5","2"\n',
  )
  expect(runs.map(({ path }) => path)).toEqual(['runs.csv#r1', 'runs.csv#r2'])
  expect(runs[0]?.metrics.get('loss')).toEqual({
    step: Float64Array.of(0, 5),
    value: Float64Array.of(1, 0.5),
  })
  expect(runs[1]?.metrics.get('loss')?.step).toEqual(Float64Array.of(5))
})

test('a cell of an exported chart that is not a number is missing and reported', async () => {
  const runs = await read('Step,r - loss,r - loss__MIN\n0,1,1\n5,?,1\n6,3,1\n')
  expect(runs[0]?.metrics.get('loss')).toEqual({
    step: Float64Array.of(0, 6),
    value: Float64Array.of(1, 3),
  })
  expect(runs[0]?.findings).toEqual([
    "runs.csv: row 2: the result in 'r - loss' is not a number; it is missing",
  ])
})

test('what measures is a result, also where its goal is not known, and its settings are parameters', async () => {
  const columns = 'error_rate,wer,mIoU,top5,ndcg@10,success_rate,accuracy_drop,loss_scale,drop_rate'
  const [run] = await read(`name,${columns}\na${',1'.repeat(columns.split(',').length)}\n`)
  expect([...(run?.params.keys() ?? [])]).toEqual(['loss_scale', 'drop_rate'])
})

test('a table without a header is refused, and no run is lost to it', async () => {
  await expect(read('0.5,0.1,0.9\n0.4,0.2,0.8\n')).rejects.toThrow(
    'runs.csv has no header: its first line holds numbers only',
  )
})

test('integers that a double does not hold stay apart', async () => {
  const runs = await read('name,seed,acc\na,9007199254740993,1\nb,9007199254740992,1\nc,1e20,1\n')
  expect(runs.map(({ params }) => params.get('seed'))).toEqual([
    9007199254740993n,
    9007199254740992n,
    1e20,
  ])
})

test('an integer of any size is a result', async () => {
  const columnData = [
    { name: 'id', data: ['a'], type: 'STRING' as const },
    { name: 'score', data: [9007199254740993n], type: 'INT64' as const },
  ]
  const bytes = new Uint8Array(parquetWriteBuffer({ columnData }))
  const runs = await read(bytes, { name: 'runs.parquet', mapping: { metrics: ['score'] } })
  expect(runs[0]?.metrics.get('score')?.value).toEqual(Float64Array.of(2 ** 53))
})

test('Parquet keeps its types', async () => {
  const bytes = parquetWriteBuffer({
    columnData: [
      { name: 'id', data: ['a', 'b'], type: 'STRING' },
      { name: 'width', data: [8n, 9007199254740993n], type: 'INT64' },
      { name: 'acc', data: [0.5, null], type: 'DOUBLE', nullable: true },
      { name: 'fast', data: [true, false], type: 'BOOLEAN' },
    ],
  })
  const runs = await read(new Uint8Array(bytes), { name: 'runs.parquet' })
  expect(contents(runs)).toEqual([
    ['runs.parquet#a', { width: 8, fast: true }, { acc: 0.5 }],
    ['runs.parquet#b', { width: 9007199254740993n, fast: false }, {}],
  ])
})

test('what is no Parquet is refused with the reason', async () => {
  await expect(read('PAR1 and nothing else', { name: 'runs.parquet' })).rejects.toMatchObject({
    code: 'RUN_UNUSABLE',
    message: expect.stringMatching(/^runs\.parquet cannot be read as Parquet: /),
  })
})

test('a damaged Parquet file over which the reader loops forever is refused', async () => {
  const bytes = parquetWriteBuffer({
    columnData: [
      { name: 'id', data: ['a', 'b', 'c'], type: 'STRING' },
      { name: 'acc', data: [0.5, 0.25, 0.125], type: 'DOUBLE' },
    ],
  })
  const damaged = new Uint8Array(bytes)
  // The type of a page's header, which hyparquet then never leaves.
  damaged[19] = 6
  const files = new ClaimFiles({ directory: writeTree({ 'runs.parquet': damaged }) })
  await expect(readParquet(files, 'runs.parquet', { timeLimitMs: 1000 })).rejects.toMatchObject({
    code: 'RUN_UNUSABLE',
    message:
      'runs.parquet cannot be read as Parquet: it takes longer than 1 s, as a damaged file does',
  })
})
