import { existsSync, realpathSync } from 'node:fs'
import path from 'node:path'
import { liesBelow } from '../../files/liesBelow.ts'
import { utf8 } from '../../files/regularFile.ts'
import { decodeWholeFile } from '../runFiles.ts'
import { normaliseRunPath } from './runPath.ts'
import { runsDirBeside } from './sweepName.ts'

/**
 * The directory that a `*.pointer.json` of a sweep leads to.
 *
 * @param options.followExternal whether it may lie outside the outputs of the sweep
 * @throws {Error} where it cannot be read or followed, with the reason
 */
export function readPointer(
  file: string,
  { followExternal }: { readonly followExternal: boolean },
): string {
  const sweepDir = path.dirname(file)
  const text = decodeWholeFile({ runDir: sweepDir, files: [] }, path.basename(file), utf8)
  const pointer: unknown = JSON.parse(text ?? '')
  const target = (pointer as { path?: unknown } | null)?.path
  if (typeof target !== 'string' || target === '') {
    throw new Error('it is not an object with a text under "path"')
  }
  const runDir = path.isAbsolute(target) ? target : path.join(sweepDir, target)
  if (!followExternal) expectInOutputs(sweepDir, runDir)
  return normaliseRunPath(runDir)
}

/**
 * Expects the target of a pointer in the outputs of its sweep: the folder that holds `multiruns/`, or else the
 * one around the sweep.
 */
function expectInOutputs(sweepDir: string, runDir: string): void {
  const outputs = path.resolve(runsDirBeside(sweepDir) ?? sweepDir, '..')
  const isWithin = liesBelow(outputs, path.resolve(runDir))
  // A target that is not there is reported as such.
  if (isWithin && (!existsSync(runDir) || liesReallyBelow(outputs, runDir))) return
  throw new Error(
    `it leads to ${runDir}, out of ${outputs}. Name that directory in inputs.run_dirs, or give security.follow_external=true`,
  )
}

/** Where links really lead. */
function liesReallyBelow(folder: string, place: string): boolean {
  return liesBelow(realpathSync(folder), realpathSync(place))
}
