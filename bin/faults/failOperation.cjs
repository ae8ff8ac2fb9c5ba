// Preloaded: the n-th operation on a file below a folder fails, as a full or a broken disk lets it.
//   FAULT_BELOW=FOLDER FAULT_AT=N FAULT_CODE=ENOSPC node --require ./bin/faults/failOperation.cjs …
const fs = require('node:fs')
const { syncBuiltinESMExports } = require('node:module')

const { FAULT_BELOW: below, FAULT_AT: at, FAULT_CODE: code } = process.env
const OPERATIONS = [
  ...['mkdir', 'open', 'readFile', 'readdir', 'rename', 'rm', 'stat', 'writeFile'],
  ...['appendFile', 'copyFile', 'cp', 'mkdtemp', 'symlink', 'unlink', 'utimes'],
]
let count = 0

function isHit(file) {
  if (typeof file !== 'string' || !file.startsWith(below)) return false
  count++
  return count === Number(at)
}

function failure(operation, file) {
  // The parent learns from this line whether there was an n-th operation at all.
  process.stderr.write(`FAULT ${code} ${operation} ${file}\n`)
  const error = new Error(`${code}: injected, ${operation} '${file}'`)
  return Object.assign(error, { code, syscall: operation, path: file, errno: -1 })
}

for (const name of OPERATIONS) {
  const { [name]: promised } = fs.promises
  fs.promises[name] = async (file, ...rest) => {
    if (isHit(file)) throw failure(name, file)
    return promised(file, ...rest)
  }
  const { [`${name}Sync`]: sync } = fs
  if (sync === undefined) continue
  fs[`${name}Sync`] = (file, ...rest) => {
    if (isHit(file)) throw failure(name, file)
    return sync(file, ...rest)
  }
}
syncBuiltinESMExports()
