import { existsSync } from 'node:fs'
import path from 'node:path'

const NAME = 'thesis-report'
/** What npm, npx and scripts of a project add for what they start alone: whoever reads the words has it not. */
const OF_PROJECT = /[\\/]node_modules[\\/]\.bin[\\/]?$/
const ENDINGS = process.platform === 'win32' ? ['.cmd', '.exe'] : ['']

/** What a person types to call this program: its name where their shell finds it, else npx before it. */
export function ownCommand(searched = process.env.PATH ?? ''): string {
  const isFound = searched
    .split(path.delimiter)
    .filter((folder) => folder !== '' && !OF_PROJECT.test(folder))
    .some((folder) => ENDINGS.some((ending) => existsSync(path.join(folder, `${NAME}${ending}`))))
  return isFound ? NAME : `npx ${NAME}`
}
