import { readFileSync } from 'node:fs'
import path from 'node:path'
import { globSync } from 'tinyglobby'
import { parseGate } from '../../compare/gates/parseGate.ts'
import { expandSweep } from '../../config/compose/expandSweep.ts'
import { loadYaml } from '../../config/loadYaml.ts'
import { parseOverride } from '../../config/overrides/parseOverride.ts'
import { parseReport } from '../../output/data/readReport.ts'
import { rowFilter } from '../../output/page/browser/filter/filterRows.ts'
import { FilterError } from '../../output/page/browser/filter/tokens.ts'
import { reportContent } from '../reportContent.ts'
import type { FuzzedReader } from './fuzzedReader.ts'

const ROOT = path.join(import.meta.dirname, '../../..')

const CONFIGS = globSync(['configs/**/*.yaml', 'fixtures/recorded/edge/cfg_*/.hydra/config.yaml'], {
  cwd: ROOT,
  dot: true,
})

const INTERPOLATIONS = [
  'a: 1\nb: ${a}\nc: "${b}x${a}"\nd: {e: [1, 2], f: "${.e[0]}"}\n',
  'a: ${oc.env:HOME,x}\nb: ${oc.decode:"[1, 2]"}\nc: ${oc.select:a,3}\nd: ${oc.create:{x: 1}}\n',
  "x: [a, b]\ny: ${x.0}\nz: ${oc.dict.keys:w}\nw: {k: '${oc.deprecated:y}', l: ${..x}}\n",
]

const OVERRIDES = [
  '+a.b=1',
  '~x',
  '++model/net@pkg=[1,{x:"y z"}]',
  'seed=range(1,5,2)',
  'lr=choice(1e-3,.1)',
  'lr=tag(a,interval(0,1))',
  'k=shuffle(a,b,c)',
  'x=sort(3,2,1,reverse=true)',
  'g=glob([a*],exclude=b)',
  "q=int('3')",
]

const GATES = [
  'val/acc.best >= 0.9',
  'mean(val_loss) < 0.1 by model',
  'worse than baseline by 5%',
  'val_loss.best of vq <= none',
]

const FILTERS = [
  'lr < 0.01 and tokenizer = vq',
  'not (tokenizer ~ "^.*n") or lr in (0.1, 0.001)',
  '"my column" is not missing',
]

/** Readers of text that need no file. */
export function textReaders(): FuzzedReader[] {
  return [
    {
      ...reader(
        'yaml',
        CONFIGS.map((file) => readFileSync(path.join(ROOT, file))),
      ),
      words: ['\n  ', '? ', '!!', '!!binary ', '1:30', '2026-01-31', '---\n', '...\n', '\t'],
      read: (input) => loadYaml(textOf(input), { resolve: false }),
    },
    {
      ...reader('interpolation', INTERPOLATIONS),
      words: ['${a}', '${oc.env:', '${oc.create:', '${.', '${..', '${x[', '\\${', 'a: ', '\n'],
      read: (input) => loadYaml(textOf(input), { env: { HOME: '/home' } }),
    },
    {
      ...reader('override', OVERRIDES),
      words: ['range(', 'choice(', 'interval(', 'glob(', 'sort(', 'tag(', 'int(', '++', '~', '@'],
      read: (input) => parseOverride(textOf(input)),
    },
    {
      ...reader('sweep', OVERRIDES),
      words: ['range(', 'choice(', 'shuffle(', 'sort(', 'range(1,', 'float(', '1e-300', ' '],
      read: (input) => expandSweep(textOf(input).split('\n')),
    },
    {
      ...reader('gate', GATES),
      words: ['>=', '<', 'mean(', 'of', 'by', '%', 'worse', 'baseline', ' '],
      read: (input) => parseGate(textOf(input)),
    },
    {
      ...reader('filter', FILTERS),
      words: ['and', 'or', 'not', 'is', 'missing', 'in', '~', '!~', '!=', 'lr', 'name', ' '],
      read: (input) => {
        const passes = rowFilter(textOf(input), FILTERED)
        return FILTERED[0]?.cells.map((_, row) => passes(row))
      },
      isRefusal: (error) => error instanceof FilterError,
    },
    {
      ...reader('report', [JSON.stringify(reportContent())]),
      words: ['"figures"', '"tables"', '"manifest"', '[]', '{}', 'null'],
      read: (input) => parseReport(textOf(input), 'report.json'),
    },
  ]
}

const FILTERED: Parameters<typeof rowFilter>[1] = [
  ['lr', [0.1, 0.01, null], true] as const,
  ['tokenizer', ['vq', `${'a'.repeat(200)}!`, null], false] as const,
  ['my column', ['a b', 'c"d', 'and'], false] as const,
].map(([name, cells, isNumeric]) => ({
  ...{ name, cells, isNumeric, role: 'parameter', better: null, isChanged: true },
}))

function reader(name: string, originals: readonly (string | Uint8Array)[]) {
  return {
    ...{ name, kind: 'text' as const },
    originals: originals.map((original) => Uint8Array.from(Buffer.from(original))),
  }
}

/** As files are read: what is not UTF-8 becomes the replacement character. */
function textOf(input: Uint8Array): string {
  return Buffer.from(input).toString('utf8')
}
