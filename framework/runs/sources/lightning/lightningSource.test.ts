import { expect, test } from 'vitest'
import { writeTree } from '../../../testing/files/writeTree.ts'
import { readTree } from '../../../testing/recorded/recordedTrees.ts'
import { lightningSource } from './lightningSource.ts'

async function readOne(metrics: string, hparams?: string) {
  const root = writeTree({
    'version_0/metrics.csv': metrics,
    ...(hparams !== undefined && { 'version_0/hparams.yaml': hparams }),
  })
  const run = (await readTree(lightningSource, root)).get('version_0')
  if (run === undefined) throw new Error('no run')
  const points = (name: string) => {
    const series = run.metrics.get(name)
    return Array.from(series?.value ?? [], (value, at) => [series?.step[at], value])
  }
  return { ...run, points }
}

test('a blank cell was not logged, nan is a value', async () => {
  const { points, findings } = await readOne('epoch,step,loss,val\n0,9,0.5,\n0,9,,nan\n')
  expect(points('loss')).toEqual([[9, 0.5]])
  expect(points('val')).toEqual([[9, Number.NaN]])
  expect(findings).toEqual([])
})

test('step and epoch are axes in any place of the header', async () => {
  const { metrics } = await readOne('loss,epoch,step\n0.5,3,40\n')
  expect([...metrics.keys()]).toEqual(['loss'])
  expect(metrics.get('loss')).toEqual({
    value: Float64Array.of(0.5),
    step: Float64Array.of(40),
    epoch: Float64Array.of(3),
  })
})

test('a last line with too few cells and no line end is left out and reported', async () => {
  const { points, findings } = await readOne('epoch,step,loss,acc\n0,0,1.0,0.1\n0,1,0.9')
  expect(points('loss')).toEqual([[0, 1]])
  expect(findings).toEqual(['metrics.csv:3: the last line is cut and left out'])
})

test('a whole last line without a line end counts, and that its number may be cut is reported', async () => {
  const { points, findings } = await readOne('epoch,step,loss\n0,0,0.25')
  expect(points('loss')).toEqual([[0, 0.25]])
  expect(findings).toEqual([
    'metrics.csv:2: the last line has no line end, so that its last number may be cut',
  ])
})

test('after a new header the columns go by its names', async () => {
  const { points, findings } = await readOne('step,loss\n0,1.0\nstep,acc,loss\n1,0.5,0.9\n')
  expect(points('loss')).toEqual([
    [0, 1],
    [1, 0.9],
  ])
  expect(points('acc')).toEqual([[1, 0.5]])
  expect(findings).toEqual(['metrics.csv:3: a new header with other columns'])
})

test('surplus cells are left out, missing ones count as blank, and texts are no numbers', async () => {
  const { points, findings } = await readOne('step,loss,acc\n0,1.0,0.1,7\n1,0.9\n2,bad,0.3\n')
  expect(points('loss')).toEqual([
    [0, 1],
    [1, 0.9],
  ])
  expect(points('acc')).toEqual([
    [0, 0.1],
    [2, 0.3],
  ])
  expect(findings).toEqual([
    'metrics.csv:2: more cells than the header; the surplus is left out',
    'metrics.csv:3: fewer cells than the header; the rest counts as blank',
    "metrics.csv:4: no number in the column 'loss'",
  ])
})

test('numbers are those of Python: 1_0 is ten, 0x10 is none', async () => {
  const { points } = await readOne('step,loss\n0,1_0\n1,0x10\n2,-inf\n3,1e-05\n4, 5\n5,.5\n')
  expect(points('loss')).toEqual([
    [0, 10],
    [2, -Infinity],
    [3, 1e-5],
    [4, 5],
    [5, 0.5],
  ])
})

test('cells in quotes may hold line breaks', async () => {
  const { points, findings } = await readOne('step,"loss","note"\n0,"1.5","a\nb"\n1,bad,\n')
  expect(points('loss')).toEqual([[0, 1.5]])
  expect(findings).toEqual([
    "metrics.csv:2: no number in the column 'note'",
    "metrics.csv:4: no number in the column 'loss'",
  ])
})

test('a quote that is never closed ends the file', async () => {
  const { points, findings } = await readOne('step,loss\n0,1.0\n1,"0.9\n2,0.8\n')
  expect(points('loss')).toEqual([[0, 1]])
  expect(findings[0]).toBe(
    'metrics.csv:3: a quote is opened and never closed; what follows is left out',
  )
})

test('points of a resumed run are all kept, and that the step goes back is reported', async () => {
  const { points, findings } = await readOne('step,loss\n0,3\n1,2\n1,2.5\n0,2.7\n')
  expect(points('loss')).toHaveLength(4)
  expect(findings).toEqual(['metrics.csv: the step goes back, as after a resume; all points count'])
})

test('a run that has logged no value yet is told of', async () => {
  const { metrics, findings } = await readOne('epoch,step,loss\n0,0,\n')
  expect(metrics.size).toBe(0)
  expect(findings).toEqual([
    'metrics.csv has a header and no value, so that the run has no metric of it',
  ])
})

test.each([
  ['', 'metrics.csv is empty'],
  ['0,1,0.5\n1,2,0.4\n', 'metrics.csv:1: there is no header, so that the columns have no names'],
  [
    'garbage\0\u0001',
    'metrics.csv holds nothing that can be read: its first line has no column step or epoch, and no line has a value',
  ],
  [
    'version https://git-lfs.github.com/spec/v1\noid sha256:0\n',
    "metrics.csv is a pointer of Git LFS; get the file itself with 'git lfs pull'",
  ],
])('%j is refused', async (metrics, reason) => {
  await expect(readOne(metrics)).rejects.toMatchObject({ code: 'RUN_UNUSABLE', message: reason })
})

test('parameters are typed as OmegaConf types them', async () => {
  const { params } = await readOne(
    'step,loss\n0,1\n',
    'lr: 5e-05\nwide: 1e3\nname: x\nnone: null\nnet:\n  sizes: [1, 2.5]\n  empty: {}\n',
  )
  expect(Object.fromEntries(params)).toEqual({
    lr: 5e-5,
    wide: 1000,
    name: 'x',
    none: null,
    'net.sizes': '[1,2.5]',
    'net.empty': '{}',
  })
})

test('tags of Python are stripped and never run', async () => {
  const { params, findings } = await readOne(
    'step,loss\n0,1\n',
    'a: !!python/tuple [1, 2]\nb: !!python/object/apply:os.system ["false"]\nc: !!python/name:x.y ""\n' +
      'd: !!python/object:argparse.Namespace\n  w: 1e-2\n',
  )
  expect(Object.fromEntries(params)).toEqual({ a: '[1,2]', b: '["false"]', c: '', 'd.w': 0.01 })
  expect(findings).toEqual([])
})

test.each([
  ['a text', 'just text\n'],
  ['a list', '[1, 2]\n'],
])('hparams that are %s are reported', async (what, hparams) => {
  const { params, findings } = await readOne('step,loss\n0,1\n', hparams)
  expect(params.size).toBe(0)
  expect(findings).toEqual([`hparams.yaml holds ${what}, where parameters with names are expected`])
})

test('a file in UTF-16 is claimed by its header, and refused by its name', async () => {
  const bytes = Buffer.from('\ufeffstep,loss\n0,1\n', 'utf16le')
  const claimed = readTree(lightningSource, writeTree({ 'logs/metrics.csv': bytes }))
  await expect(claimed).rejects.toThrow('metrics.csv is UTF-16')
})

test('hparams that are no YAML cost the parameters, not the run', async () => {
  const { params, metrics, findings } = await readOne('step,loss\n0,1\n', 'a: [1\n')
  expect(params.size).toBe(0)
  expect(metrics.size).toBe(1)
  expect(findings[0]).toMatch(/^hparams\.yaml:.*; its parameters are left out$/s)
})

test('a metrics.csv of others is claimed only with an axis in its header', async () => {
  const root = writeTree({
    'a/metrics.csv': 'step,loss\n0,1\n',
    'b/metrics.csv': 'model,score\nx,1\n',
  })
  expect([...(await readTree(lightningSource, root)).keys()]).toEqual(['a'])
})

test('names of columns may be those of object properties', async () => {
  const { points } = await readOne('step,__proto__,constructor\n0,1,2\n', '__proto__: 3\n')
  expect(points('__proto__')).toEqual([[0, 1]])
  expect(points('constructor')).toEqual([[0, 2]])
})

test('a file that a spreadsheet saved with semicolons is read, decimal commas are reported', async () => {
  const { points, findings } = await readOne('epoch;step;loss\n0;9;0.5\n1;19;0,25\n')
  expect(points('loss')).toEqual([[9, 0.5]])
  expect(findings).toEqual(["metrics.csv:3: no number in the column 'loss'"])
})
