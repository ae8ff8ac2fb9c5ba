// Makes a report in a process of its own, without Vitest, so that one can be killed or made by another user.
import { makeHere } from './makeHere.js'

const { code, output } = await makeHere(process.argv.slice(2))
process.stdout.write(output)
process.exitCode = code
