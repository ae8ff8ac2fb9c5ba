import fs from 'node:fs'
import { syncBuiltinESMExports } from 'node:module'

/** What takes room on a disk; only these fail when it is full. */
const WRITING = [
  'appendFile',
  'copyFile',
  'cp',
  'mkdir',
  'mkdtemp',
  'rename',
  'symlink',
  'writeFile',
]
const OTHER = [
  ...['access', 'lstat', 'open', 'opendir', 'readFile', 'readdir', 'readlink', 'realpath'],
  ...['rm', 'stat', 'unlink', 'utimes'],
]
/** Of files that are open, by their descriptors or handles. */
const OF_OPEN_FILES = ['close', 'fstat', 'read']
/** Of a file that is written, so much is there when the disk is full. */
const WRITTEN_SHARE = 0.5

/**
 * Lets the n-th operation on a file below a folder fail in this process, as a full or a broken disk does.
 *
 * @param options `below`: the folder; `at`: which operation fails, from 1; `code`: ENOSPC, EIO;
 *   `onOperation`: told of each, with its number
 * @returns ends it, and says how many operations there were
 */
export function failOperation({ below, at, code, onOperation = () => {} }) {
  const names = code === 'ENOSPC' ? WRITING : [...WRITING, ...OTHER]
  const original = { sync: functionsOf(fs), promised: functionsOf(fs.promises) }
  const openFiles = new Map()
  let count = 0

  const isHit = (file, operation) => {
    if (typeof file !== 'string' || !isBelow(file)) return false
    count++
    onOperation(count, operation, file)
    return count === at
  }
  const isBelow = (file) => file === below || file.startsWith(`${below}/`)
  const failure = (operation, file) => {
    const system = { code, syscall: operation, errno: -1 }
    // As the system does, which knows no path of a file that is open.
    if (OF_OPEN_FILES.includes(operation)) {
      return Object.assign(new Error(`${code}: injected, ${operation}`), system)
    }
    const error = new Error(`${code}: injected, ${operation} '${file}'`)
    return Object.assign(error, { ...system, path: file })
  }
  const writePart = (name, file, content) => {
    const isWritten = code === 'ENOSPC' && ['appendFile', 'writeFile'].includes(name)
    if (!isWritten) return
    const bytes = Buffer.from(content)
    original.sync[`${name}Sync`](file, bytes.subarray(0, bytes.length * WRITTEN_SHARE))
  }

  for (const name of names) {
    fs.promises[name] = async (file, ...rest) => {
      if (isHit(file, name)) {
        writePart(name, file, rest[0])
        throw failure(name, file)
      }
      const result = await original.promised[name](file, ...rest)
      return name === 'open' ? watched(result, file) : result
    }
    if (original.sync[`${name}Sync`] === undefined) continue
    fs[`${name}Sync`] = (file, ...rest) => {
      if (isHit(file, name)) {
        writePart(name, file, rest[0])
        throw failure(name, file)
      }
      const result = original.sync[`${name}Sync`](file, ...rest)
      if (name === 'open') openFiles.set(result, file)
      return result
    }
    Object.assign(fs[`${name}Sync`], original.sync[`${name}Sync`])
  }
  // existsSync does not fail: Node answers that there is nothing.
  if (code !== 'ENOSPC') {
    for (const name of OF_OPEN_FILES) {
      fs[`${name}Sync`] = (descriptor, ...rest) => {
        const file = openFiles.get(descriptor)
        if (name === 'close') openFiles.delete(descriptor)
        const isFailure = isHit(file, name)
        // A descriptor is free also where closing it failed.
        if (!isFailure || name === 'close') {
          const result = original.sync[`${name}Sync`](descriptor, ...rest)
          if (!isFailure) return result
        }
        throw failure(name, file)
      }
    }
  }
  syncBuiltinESMExports()

  function watched(handle, file) {
    if (!isBelow(String(file))) return handle
    for (const name of ['read', 'stat']) {
      const { [name]: method } = handle
      handle[name] = async (...rest) => {
        if (isHit(file, name)) throw failure(name === 'stat' ? 'fstat' : name, file)
        return method.apply(handle, rest)
      }
    }
    return handle
  }

  return () => {
    restore(fs, original.sync)
    restore(fs.promises, original.promised)
    syncBuiltinESMExports()
    return count
  }
}

/** Only what was replaced: of Node 24's fs, some classes cannot be set. */
function restore(module, functions) {
  for (const [name, original] of Object.entries(functions)) {
    if (module[name] !== original) module[name] = original
  }
}

function functionsOf(module) {
  return Object.fromEntries(
    Object.entries(module).filter(([, value]) => typeof value === 'function'),
  )
}
