import { readdirSync } from 'node:fs'
import { expect, test } from 'vitest'
import { ReportError } from '../../errors.ts'
import { writeTree } from '../../testing/writeTree.ts'
import { dvcliveSource } from './dvclive/dvcliveSource.ts'
import { huggingfaceSource } from './huggingface/huggingfaceSource.ts'
import { jsonSource } from './json/jsonSource.ts'
import { kerasSource } from './keras/kerasSource.ts'
import { lightningSource } from './lightning/lightningSource.ts'
import { createLogMetricsSource } from './logMetrics/logMetricsSource.ts'
import { runsTableSource } from './runsTable/runsTableSource.ts'
import type { Source } from './source.ts'

const MUTATIONS = 150

/** Each source with a small file of each kind, which the mutations start from. */
const SUBJECTS: readonly [Source, Readonly<Record<string, string | Uint8Array>>][] = [
  [
    lightningSource,
    {
      'metrics.csv': 'epoch,step,"loss",acc\n0,1,0.5,\n0,2,,0.25\n1,3,nan,"0.75"\n',
      'hparams.yaml': 'lr: 1e-3\nnet: &a !!python/tuple [1, {x: 2}]\nb: *a\nc: "${lr}"\n',
    },
  ],
  [kerasSource, { 'log.csv': 'epoch;loss;val_loss\n0;1.0;"[1]"\n1;0.5;0.25\n' }],
  [
    huggingfaceSource,
    {
      'trainer_state.json':
        '{"global_step": 3, "trial_params": {"a": {"b": 1}}, "log_history": [{"step": 1, "epoch": 0.5, "loss": NaN}, {"step": 3, "x": {"y": 2}}]}',
    },
  ],
  [
    dvcliveSource,
    {
      'metrics.json': '{"a": {"b": 0.5}, "step": 2}',
      'params.yaml': 'lr: 0.1\n',
      'plots/metrics/a/b.tsv': 'timestamp\tstep\tb\n1700000000000\t0\t0.5\n',
    },
  ],
  [
    jsonSource,
    {
      'metrics.jsonl': '{"step": 0, "a": 1}\n{"step": 1, "b": {"c": Infinity}}\n',
      'results.json': '{"d": [1, {"e": 2}], "f": 3}',
    },
  ],
  [runsTableSource, { 'runs.csv': 'id,lr,acc\n"a",0.1,0.5\nb,0.2,nan\n' }],
  [
    await createLogMetricsSource(new Map([['f1', String.raw`f1: (\S+)`]])),
    { 'a.log': 'f1: 0.5\nother f1: x\r\n' },
  ],
]

/** The same numbers each time, in [0, n): Park and Miller's generator. */
function randomNumbers(seed: number): (below: number) => number {
  let state = seed
  return (below) => {
    state = (state * 48_271) % 2_147_483_647
    return state % below
  }
}

const PIECES = [
  '"',
  ',',
  '\n',
  '\r',
  '{',
  ']',
  '\0',
  '\ufeff',
  '${',
  '!!x ',
  '- ',
  'nan',
  '__proto__',
]

/** Changes, drops, doubles or adds a few bytes, or cuts the end. */
function mutate(original: Uint8Array, random: (below: number) => number): Uint8Array {
  let bytes = Buffer.from(original)
  for (let change = random(4); change >= 0; change--) {
    const at = random(bytes.length + 1)
    const to = Math.min(bytes.length, at + 1 + random(8))
    const [head, part, tail] = [bytes.subarray(0, at), bytes.subarray(at, to), bytes.subarray(to)]
    const kind = random(5)
    if (kind === 0) bytes = Buffer.concat([head, tail])
    else if (kind === 1) bytes = Buffer.concat([head, part, part, tail])
    else if (kind === 2) bytes = Buffer.concat([head, Buffer.of(random(256)), tail])
    else if (kind === 3) bytes = head
    else bytes = Buffer.concat([head, Buffer.from(PIECES[random(PIECES.length)] ?? ''), part, tail])
  }
  return bytes
}

const NAMED = SUBJECTS.map(([source, files]) => ({ name: source.name, source, files }))

test.each(NAMED)('$name reads malformed files or says why not', async ({ source, files }) => {
  const random = randomNumbers(20)
  for (let round = 0; round < MUTATIONS; round++) {
    for (const mutated of Object.keys(files)) {
      const original = Buffer.from(files[mutated] ?? '')
      const path = writeTree({ ...files, [mutated]: mutate(original, random) })
      const entries = readdirSync(path, { withFileTypes: true })
      const claims = source.claims({ path, entries })
      if (source === runsTableSource)
        claims.push({ directory: path, names: [mutated], isWhole: false })
      for (const claim of claims) await expectRunsOrReason(source, claim)
    }
  }
})

async function expectRunsOrReason(source: Source, claim: Parameters<Source['read']>[0]) {
  try {
    for (const { metrics } of await source.read(claim)) {
      for (const { step, value } of metrics.values()) expect(step).toHaveLength(value.length)
    }
  } catch (error) {
    expect(error).toBeInstanceOf(ReportError)
    expect(error).toMatchObject({ code: 'RUN_UNUSABLE' })
  }
}
