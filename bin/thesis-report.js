#!/usr/bin/env node
// The command line. In a checkout, what has changed since the last build is compiled first.
import { buildIfStale } from './buildIfStale.js'

try {
  await buildIfStale()
} catch (error) {
  process.stderr.write(`${error.message}\n`)
  process.exit(1)
}
const { main } = await import('../dist/framework/cli/main.js')
process.exitCode = await main(process.argv.slice(2))
