import { existsSync } from 'node:fs'
import { utf8 } from '../../files/regularFile.ts'
import { decodeWholeFile, RUN_FILES } from '../runFiles.ts'
import { foldersAbove } from '../search/runPath.ts'
import { ranWhereStarted } from './ranWhereStarted.ts'

/**
 * The folder of the job of Hydra's that a run is of or is a part of: its own, or the nearest above it. The run's own
 * folder where there is none: below a job that ran where it was started lies a whole project.
 */
export function jobFolder(runDir: string): string {
  const isJob = (folder: string) =>
    existsSync(`${folder}/${RUN_FILES.overrides}`) || existsSync(`${folder}/${RUN_FILES.config}`)
  if (isJob(runDir)) return runDir
  const above = foldersAbove(runDir).find(isJob)
  return above === undefined || ranWhereStarted(hydraYaml(above)) ? runDir : above
}

function hydraYaml(runDir: string): string {
  try {
    return decodeWholeFile({ runDir, files: [] }, RUN_FILES.hydra, utf8) ?? ''
  } catch {
    // `loadRuns` tells of it.
    return ''
  }
}
