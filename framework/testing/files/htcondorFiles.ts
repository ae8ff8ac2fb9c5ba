/**
 * What HTCondor reads out of submit files and DAGs, and what it would refuse, after its manual: "Submit file
 * command reference" and "DAG input file syntax".
 */
const COMMANDS = [
  ...['universe', 'executable', 'arguments', 'request_cpus', 'request_memory', 'request_disk'],
  ...['request_gpus', 'should_transfer_files', 'getenv', 'output', 'error', 'log'],
  ...['stream_output', 'stream_error'],
]

/** A submit file: its commands, and the attributes that it adds to the job, as they are written. */
export interface SubmitFile {
  readonly commands: ReadonlyMap<string, string>
  readonly attributes: ReadonlyMap<string, string>
}

/** @throws {Error} naming a line that HTCondor would refuse or take otherwise */
export function parseSubmitFile(text: string): SubmitFile {
  const commands = new Map<string, string>()
  const attributes = new Map<string, string>()
  const lines = text.split('\n').filter((line) => line.trim() !== '' && !line.startsWith('#'))
  if (lines.at(-1) !== 'queue') throw new Error('nothing is queued')
  for (const line of lines.slice(0, -1)) {
    const [, plus, key = '', value = ''] = /^(\+?)([A-Za-z_]\w*)\s*=\s*(.*\S)\s*$/.exec(line) ?? []
    const isValue = plus === '+' ? isClassAdLiteral(value) : COMMANDS.includes(key)
    const target = plus === '+' ? attributes : commands
    if (!isValue || target.has(key)) throw new Error(`not a command: ${line}`)
    target.set(key, value)
  }
  return { commands, attributes }
}

/** A number, a boolean, or a text in double quotes within which quotes and backslashes are escaped. */
function isClassAdLiteral(value: string): boolean {
  return /^(?:-?\d+(?:\.\d+)?|true|false|"(?:[^"\\]|\\["\\])*")$/.test(value)
}

/**
 * The words of `arguments`: in the old syntax, without quotes, they are separated by blanks; in the new one
 * the whole stands in double quotes, which are doubled within, and single quotes group words.
 */
export function splitArguments(value: string): string[] {
  if (!value.startsWith('"')) {
    if (/["']/.test(value)) throw new Error(`a quote in the old syntax: ${value}`)
    return value.split(/\s+/)
  }
  const inner = value.slice(1, -1)
  if (!value.endsWith('"') || /(?<!")"(?:"")*(?!")/.test(inner))
    throw new Error(`a lone quote: ${value}`)
  const words = inner.replaceAll('""', '"').match(/(?:'(?:[^']|'')*'|[^\s'])+/g) ?? []
  return words.map((word) =>
    word.replaceAll(/'((?:[^']|'')*)'/g, (_, quoted: string) => quoted.replaceAll("''", "'")),
  )
}

/** Puts values in the place of `$(name)`. @throws {Error} for a macro that nobody defines */
export function expandMacros(text: string, macros: ReadonlyMap<string, string>): string {
  return text.replaceAll(/\$\((\w+)\)/g, (whole, name: string) => {
    const value = macros.get(name)
    if (value === undefined) throw new Error(`nothing defines ${whole}`)
    return value
  })
}

/** A node of a DAG. */
export interface DagNode {
  readonly name: string
  readonly submitFile: string
  readonly macros: ReadonlyMap<string, string>
  readonly retries: number
  readonly parents: readonly string[]
  /** It is not run: its children may begin. */
  readonly isDone: boolean
}

/** The nodes of a DAG in the order of the file. @throws {Error} naming a line that DAGMan would refuse */
export function parseDag(text: string): DagNode[] {
  const nodes = new Map<string, DagNode>()
  const lines = text.split('\n').filter((line) => line.trim() !== '' && !line.startsWith('#'))
  for (const line of lines) {
    const [command, name = '', ...rest] = line.split(' ')
    const node = nodes.get(name)
    if (
      command === 'JOB' &&
      node === undefined &&
      /^\S+(?: DONE)?$/.test(rest.join(' ')) &&
      isNodeName(name)
    ) {
      const [submitFile = '', done] = rest
      const isDone = done !== undefined
      nodes.set(name, { name, submitFile, macros: new Map(), retries: 0, parents: [], isDone })
    } else if (
      command === 'VARS' &&
      node &&
      /^(?:\w+="(?:[^"\\]|\\["\\])*" ?)+$/.test(rest.join(' '))
    ) {
      const pairs = [...rest.join(' ').matchAll(/(\w+)="((?:[^"\\]|\\["\\])*)"/g)]
      nodes.set(name, {
        ...node,
        macros: new Map(pairs.map(([, key = '', value = '']) => [key, value])),
      })
    } else if (command === 'RETRY' && node && /^\d+(?: UNLESS-EXIT \d+)?$/.test(rest.join(' '))) {
      nodes.set(name, { ...node, retries: Number(rest[0]) })
    } else if (command === 'PARENT') {
      const [parents = [], children = []] = line
        .slice('PARENT '.length)
        .split(' CHILD ')
        .map((names) => names.split(' '))
      for (const child of children) {
        const known = nodes.get(child)
        if (!known || !parents.every((parent) => nodes.has(parent)))
          throw new Error(`no such node: ${line}`)
        nodes.set(child, { ...known, parents })
      }
    } else throw new Error(`not a line of a DAG: ${line}`)
  }
  return [...nodes.values()]
}

/** Its own words, and separators of names, are not names. */
function isNodeName(name: string): boolean {
  return /^[^\s.+]+$/.test(name) && !['PARENT', 'CHILD', 'ALL_NODES'].includes(name.toUpperCase())
}
