#!/usr/bin/env node
// The command line, compiled from framework/ by `npm run build` (which `npm ci` runs).
import { buildIfStale } from './build.js'

// Coverage maps single files back to their sources exactly, a bundle not.
const folder = process.env.NODE_V8_COVERAGE ? 'cli' : 'bundle'

if (await buildIfStale()) {
  const { main } = await import(`../dist/${folder}/main.js`)
  process.exitCode = await main(process.argv.slice(2))
} else {
  process.exitCode = 1
}
