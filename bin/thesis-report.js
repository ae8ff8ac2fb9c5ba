#!/usr/bin/env node
// The command line. In a checkout, what has changed since the last build is compiled first.
import { buildIfStale } from './buildIfStale.js'

/** Ctrl-C before the command line, which tells more, is loaded. */
const tell = () => {
  process.stderr.write('\nInterrupted. Nothing was written.\n')
  process.exit(130)
}
process.once('SIGINT', tell)
try {
  await buildIfStale()
} catch (error) {
  process.stderr.write(`${error.message}\n`)
  process.exit(1)
}
const { main } = await import('../dist/framework/cli/main.js')
process.off('SIGINT', tell)
process.exitCode = await main(process.argv.slice(2))
