// Kills, full and broken disks, forbidden places, crowds and writers: what docs/reliability.md promises must hold
// after each.
//   npm run test:faults [-- --part NAME --count N --together N --seed N --record]
import { chmodSync, mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { parseArgs } from 'node:util'
import { recordRow } from '../recordRow.js'
import { crowd } from './parts/crowd.js'
import { kills } from './parts/kills.js'
import { operations } from './parts/operations.js'
import { permissions } from './parts/permissions.js'
import { writers } from './parts/writers.js'
import { Trial } from './trial.js'

/** With what is done where nothing else is said. */
const PARTS = {
  kills: { run: kills, count: 200, together: 4 },
  operations: { run: operations, count: 10_000, together: 4 },
  permissions: { run: permissions, count: 100, together: 1 },
  crowd: { run: crowd, count: 100, together: 24 },
  writers: { run: writers, count: 50, together: 4 },
}

const { values } = parseArgs({
  options: {
    part: { type: 'string', multiple: true, default: Object.keys(PARTS) },
    count: { type: 'string' },
    together: { type: 'string' },
    seed: { type: 'string', default: String(Date.now() % 100_000) },
    record: { type: 'boolean', default: false },
  },
})
const unknown = values.part.find((part) => !(part in PARTS))
if (unknown !== undefined) {
  process.stderr.write(`There is no part ${unknown}. Parts: ${Object.keys(PARTS).join(', ')}.\n`)
  process.exit(2)
}

const folder = mkdtempSync(path.join(tmpdir(), 'faults-'))
// Some reports are made by another user.
chmodSync(folder, 0o755)
let trials = 0
const newTrial = () => new Trial(mkdtempSync(path.join(folder, `${++trials}-`)))
try {
  for (const part of values.part) await runPart(part)
} finally {
  rmSync(folder, { recursive: true, force: true })
}

async function runPart(part) {
  const { run, ...usual } = PARTS[part]
  const { did, found, broken } = await run(newTrial, {
    count: Number(values.count ?? usual.count),
    together: Number(values.together ?? usual.together),
    seed: Number(values.seed),
  })
  process.stdout.write(
    `${part}: ${did}: ${found}; ${broken.length} promises broken (seed ${values.seed})\n`,
  )
  for (const each of broken) process.stderr.write(`BROKEN ${each}\n`)
  if (broken.length > 0) process.exitCode = 1
  else if (values.record) recordRow('reliability.md', part, [did, found])
}
