// Runs `thesis-report` again and again for tests: loading Vite and Vitest takes longer than most of what
// tests ask of it. The script is imported anew each time, what it imports only once.
import path from 'node:path'
import { pathToFileURL } from 'node:url'

const HOME = path.join(import.meta.dirname, '../../..')
const SCRIPT = path.join(HOME, 'bin/thesis-report.js')
let calls = 0

process.on('message', async ({ cwd, words }) => {
  let output = ''
  const collect = (chunk, encoding, done) => {
    output += typeof chunk === 'string' ? chunk : Buffer.from(chunk).toString()
    const told = typeof encoding === 'function' ? encoding : done
    if (told) process.nextTick(told)
    return true
  }
  process.stdout.write = collect
  process.stderr.write = collect
  process.chdir(cwd)
  process.argv = [process.execPath, SCRIPT, ...words]
  process.exitCode = undefined
  calls += 1
  try {
    await import(`${pathToFileURL(SCRIPT).href}?call=${calls}`)
  } catch (error) {
    output += error.stack
    process.exitCode = 1
  }
  const code = process.exitCode ?? 0
  process.exitCode = undefined
  process.chdir(HOME)
  process.stdout.removeAllListeners('error')
  process.send({ code, output })
})
// Nobody asks any more once the tests have ended.
process.on('disconnect', () => process.exit())
