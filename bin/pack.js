// Around `npm pack`: compiles the package, and puts the real local `canvas` where npm links to it,
// since a bundled dependency that is a link would be left out of the tarball.
import { cpSync, rmSync, symlinkSync } from 'node:fs'
import path from 'node:path'
import { fileURLToPath } from 'node:url'
import { build } from './build.js'

const root = fileURLToPath(new URL('..', import.meta.url))
const source = path.join('framework', 'plots', 'render', 'canvas')
const installed = path.join(root, 'node_modules', 'canvas')

rmSync(installed, { recursive: true, force: true })
if (process.argv[2] === 'before') {
  await build()
  cpSync(path.join(root, source), installed, { recursive: true })
} else {
  symlinkSync(path.join('..', source), installed, 'junction')
}
