import path from 'node:path'
import { readText } from '../../files/regularFile.ts'
import { PACKAGE_ROOT } from '../../packageRoot.ts'
import { markdownTable } from './markdownTable.ts'

/** An interface that authors of reports meet: where it stands, and what the reference calls it. */
interface Documented {
  readonly title: string
  readonly about: string
  readonly file: string
  readonly name: string
}

const SPEC = 'report/spec/defineReport.ts'
const INFER = 'report/spec/inferHook.ts'
const LOADING = 'runs/loadRuns.ts'

const INTERFACES: readonly Documented[] = [
  {
    ...{ title: 'The report', file: SPEC, name: 'ReportSpec' },
    about:
      'What `defineReport` takes. Each hook gets what those before it got and returned: `collect` the context, `analyze` also what was collected, `plot` and `infer` also what was analyzed.',
  },
  {
    ...{ title: 'What every hook gets', file: SPEC, name: 'ReportContext' },
    about: 'The context.',
  },
  {
    ...{ title: 'What loadRuns takes', file: LOADING, name: 'LoadRunsOptions' },
    about:
      'Beside these `sweepDir` or `runDirs`; `inputs` has them as the config says ([inputs](#inputs)).',
  },
  {
    ...{ title: 'What collect returns', file: LOADING, name: 'LoadedRuns' },
    about: 'What `loadRuns` returns. Further keys reach the later hooks unchanged.',
  },
  {
    ...{ title: 'What analyze returns', file: SPEC, name: 'Analysis' },
    about: 'Further keys reach `plot` and `infer` unchanged.',
  },
  {
    ...{ title: 'A metric of latex', file: 'output/documents/groupMeans.ts', name: 'Metric' },
    about: 'A `Metric` of what `analyze` returns as `latex`.',
  },
  {
    ...{ title: 'What plot and infer get besides', file: SPEC, name: 'Derived' },
    about:
      '`analyze` has `parameters` too, as names of columns. A hook of `plot` returns a figure ([figures.md](figures.md)).',
  },
  {
    ...{ title: 'What infer gets besides', file: INFER, name: 'InferTools' },
    about: 'The second argument of `infer` where it is a function, and of `models`.',
  },
  {
    ...{ title: 'What infer returns, as a function', file: INFER, name: 'InferResult' },
    about: 'Keys beyond these are the content of `inference/summary.json`.',
  },
  {
    ...{ title: 'infer, as an object', file: INFER, name: 'InferHook' },
    about: 'With a test for each model; `reconstruction()` and `classification()` return one.',
  },
  {
    ...{ title: 'What models returns', file: INFER, name: 'InferModels' },
    about: 'The models of a report.',
  },
  { ...{ title: 'A model', file: INFER, name: 'InferModel' }, about: 'One test of the report.' },
  {
    ...{ title: 'What came of the models', file: INFER, name: 'InferOutcome' },
    about: 'What `summarize`, `tables`, `compare`, `plot` and `figures` of `infer` get.',
  },
  {
    ...{ title: 'What compare returns', file: INFER, name: 'InferComparisons' },
    about: 'What `analyze` returns of runs, of the results of their models.',
  },
]

interface Member {
  readonly name: string
  readonly isOptional: boolean
  readonly type: string
  readonly sentence: string
}

/**
 * The hooks of a report and what they get and return, from the interfaces and their comments.
 *
 * @throws {Error} naming the members without a comment
 */
export function hooksReference(): string {
  return INTERFACES.map(({ title, about, file, name }) => {
    const members = membersOf(readText(path.join(PACKAGE_ROOT, 'framework', file)), name)
    const silent = members.filter(({ sentence }) => sentence === '').map((each) => each.name)
    if (silent.length > 0) {
      throw new Error(`${file}: no comment says what this is of ${name}: ${silent.join(', ')}.`)
    }
    const rows = members.map((each) => [
      `\`${each.name}${each.isOptional ? '?' : ''}\``,
      `\`${each.type}\``,
      each.sentence,
    ])
    return `### ${title}\n\n${about}\n\n${markdownTable(['key', 'type', 'what'], rows)}\n`
  }).join('\n')
}

/**
 * The members of an exported interface in a file that Biome has formatted: comment, name and type, which
 * end where the next member begins.
 */
function membersOf(source: string, name: string): Member[] {
  const start = source.search(new RegExp(`^export interface ${name}\\b`, 'm'))
  if (start < 0) throw new Error(`There is no interface ${name} any more.`)
  const whole = source.slice(start)
  const body = whole.slice(whole.search(/\{\n {2}\S/) + 2, whole.search(/^\}/m))
  const member =
    /^(?: {2}(\/\*\*[\s\S]*?\*\/)\n)? {2}readonly (\w+)(\??):\s*([\s\S]*?)(?=\n {2}(?:\/\*\*|readonly)|\n*$(?![\s\S]))/gm
  return Array.from(body.matchAll(member), ([, comment = '', key = '', mark, type = '']) => ({
    name: key,
    isOptional: mark === '?',
    type: typeText(type),
    sentence: sentenceOf(comment),
  }))
}

/** A type on one line, as it is read: what `After` puts together is the context of the hook. */
function typeText(type: string): string {
  return (
    type
      .replaceAll(/\/\*\*[\s\S]*?\*\//g, '')
      .replaceAll(/After<After<ReportContext, C>, Pick<Derived, 'parameters'>>/g, 'Context')
      .replaceAll(/After<After<After<ReportContext, C>, A>, Derived>/g, 'Context')
      .replaceAll(/\breadonly /g, '')
      .replaceAll(/\s+/g, ' ')
      .replaceAll(/([(<]) /g, '$1')
      .replaceAll(/,? ([)>])/g, '$1')
      .replace(/^\| /, '')
      .replace(/ \| undefined$/, '')
      // Members of an object that stood on lines of their own.
      .replaceAll(/(?<![{;,(]) (?=\w+\??: )/g, '; ')
      .trim()
  )
}

/** A comment on one line, without its marks. */
function sentenceOf(comment: string): string {
  return comment
    .replace(/^\/\*\*/, '')
    .replace(/\*\/$/, '')
    .replaceAll(/\n\s*\*/g, ' ')
    .replaceAll(/\{@link (\w+)\}/g, '`$1`')
    .replaceAll(/\s+/g, ' ')
    .replaceAll(/(?<!`)\bdocs\/(\w[\w-]*\.md)/g, '[$1]($1)')
    .replaceAll(/`docs\/(\w[\w-]*\.md)`/g, '[$1]($1)')
    .trim()
}
