// A report in a process of its own, which a user's command makes with Vitest.
import { makeHere } from './makeHere.js'

const { code, output } = await makeHere(process.argv.slice(2))
process.stdout.write(output)
process.exitCode = code
