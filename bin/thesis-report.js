#!/usr/bin/env node
// The command line, compiled from framework/ by `npm run build` (which `npm ci` runs).
import { buildIfStale } from './build.js'

if (await buildIfStale()) {
  const { main } = await import('../dist/bundle/main.js')
  process.exitCode = await main(process.argv.slice(2))
} else {
  process.exitCode = 1
}
