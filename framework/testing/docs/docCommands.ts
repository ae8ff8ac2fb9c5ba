import { spawnSync } from 'node:child_process'
import { expect } from 'vitest'
import { loadYaml } from '../../config/loadYaml.ts'
import { blocksOf, type DocBlock } from './docs.ts'

/** A command of the docs, and where its block begins. */
export interface DocCommand {
  readonly place: string
  readonly words: readonly string[]
}

interface Workflow {
  readonly jobs?: Readonly<Record<string, { readonly steps: readonly { readonly run?: string }[] }>>
}

/** What the workflows of the docs run. */
function workflowBlocks(): DocBlock[] {
  return blocksOf('yaml').flatMap(({ place, text }) => {
    const { jobs = {} } = (loadYaml(text, { source: place }) ?? {}) as Workflow
    const steps = Object.values(jobs).flatMap((job) => job.steps)
    return steps.flatMap(({ run }) => (run === undefined ? [] : [{ place, text: run }]))
  })
}

/**
 * Commands of the docs, those of workflows among them, as their shell splits them into words, without
 * running any.
 */
export function docCommands(): DocCommand[] {
  const names = ['npx', 'npm', 'thesis-report']
  const print = names.map((name) => `${name}() { printf '%s\\0' "$place" "${name}" "$@" $'\\n'; }`)
  const lines = [...blocksOf('bash'), ...workflowBlocks()].flatMap(({ place, text }) => [
    `place='${place}'`,
    ...commandLines(text),
  ])
  // One shell for all: each that is started copies the tables of this process's memory.
  const shell = spawnSync('bash', ['-c', ['PATH=', ...print, ...lines].join('\n')])
  expect(shell.stderr.toString()).toBe('')
  return shell.stdout
    .toString()
    .split('\0\n\0')
    .filter((command) => command !== '')
    .map((command) => {
      const [place = '', ...words] = command.split('\0')
      return { place, words }
    })
}

/** The lines of a block that call npm or this product. */
function commandLines(block: string): string[] {
  return block
    .replaceAll(/\\\n\s*/g, '')
    .split('\n')
    .map((line) =>
      line.replace(/^(?:\S+\/bin\/thesis-report\.js|apptainer run \S+\.sif) /, 'thesis-report '),
    )
    .filter((line) => /^(?:npx|npm|thesis-report) /.test(line))
}
