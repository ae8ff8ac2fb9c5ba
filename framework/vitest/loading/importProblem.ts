import { nearest } from '../../text/nearest.ts'

/** What reports import. */
const PACKAGES = ['thesis-report', 'arquero', 'vitest']
const NOT_FOUND = /^Cannot find (?:package|module) '([^'./][^']*)'/
/** What Node says where `require` comes upon a module that is being imported, or may load none that is imported. */
const OF_REQUIRE = /\(reading 'getStatus'\)$|\bERR_REQUIRE_/
const IMPORT_INSTEAD =
  "A report loads thesis-report with import, not with require: import { defineReport } from 'thesis-report'. " +
  'That works in a CommonJS project too; its other files may be loaded with require.'

/** Node's list of who required what, of which the frames say the same. */
const REQUIRE_STACK = /\nRequire stack:\n[\s\S]*$/

/** The message of a report that cannot be imported, with what to do. */
export function importProblem(error: Error): string {
  const advice = importAdvice(error)
  const message = error.message.replace(REQUIRE_STACK, '')
  return advice === '' ? message : `${message}. ${advice}`
}

/**
 * What to do where a report cannot be imported, for the end of the message; empty where the message says
 * all that there is to say.
 */
function importAdvice(error: Error): string {
  const code = 'code' in error ? String(error.code) : ''
  if (OF_REQUIRE.test(error.message) || OF_REQUIRE.test(code)) return IMPORT_INSTEAD
  const [, wanted] = NOT_FOUND.exec(error.message) ?? []
  if (wanted === undefined) return ''
  const near = nearest(packageOf(wanted), PACKAGES)
  if (near === packageOf(wanted)) return `Install it: npm i ${near}`
  if (near !== undefined) return `Did you mean "${near}"?`
  return (
    'Install the package; a path alias belongs to "imports" of package.json, such as ' +
    '"#lib/*": "./src/lib/*", which Node, TypeScript and thesis-report know alike.'
  )
}

/** The name of a package, without the path within it. */
function packageOf(specifier: string): string {
  return specifier.split('/', specifier.startsWith('@') ? 2 : 1).join('/')
}
