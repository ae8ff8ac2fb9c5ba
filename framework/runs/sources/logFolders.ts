import type { LogFolders } from './source.ts'

/** What people call the folder for event files beside the log of a trainer. */
export const USUAL_LOG_FOLDERS: LogFolders = {
  names: new Set(['log', 'logs', 'tb', 'tb_logs', 'tensorboard', 'tensorboard_logs']),
  areOwn: false,
}
