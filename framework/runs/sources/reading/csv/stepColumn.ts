import { parsePythonFloat } from '../../../../text/python/pythonNumber.ts'
import { readCsvLines } from './csvLines.ts'

/**
 * Columns in which loggers say where a line stands, those that count in the environment or in samples of a gradient
 * first. Sources: Stable-Baselines3 (`time/total_timesteps`), `baselines/` of OpenAI Baselines (`ppo2`, `a2c`, `deepq`,
 * `trpo_mpi`, `ddpg`, `her`), `improved_diffusion/train_util.py` and its descendants (`step`), rllab and garage
 * (`Iteration`, `Itr`, `TotalEnvSteps`), rlkit (`Epoch`).
 */
const STEP_COLUMNS: readonly string[] = [
  ...['time/total_timesteps', 'misc/total_timesteps', 'total_timesteps', 'total timesteps'],
  ...['totalenvsteps', 'totalenvinteracts', 'timestepssofar', 'total/steps'],
  ...['number of env steps total', 'exploration/num steps total', 'n_timesteps'],
  ...['timesteps', 'global_step', 'steps', 'step', 'misc/serial_timesteps', 'serial_timesteps'],
  ...['misc/nupdates', 'nupdates', 'iteration', 'itr', 'iter', 'epoch', 'total/epochs'],
]
/** Two numbers rise by chance in every second table. */
const MIN_LINES = 3
/** The share of the lines at which a log may go back, as after a restart. */
const FEW = 0.1

/** The names that may be those of a column of steps, the likeliest first, however they are capitalised. */
export function stepCandidates(names: readonly string[]): string[] {
  return STEP_COLUMNS.flatMap((wanted) => names.filter((name) => name.toLowerCase() === wanted))
}

/**
 * The column that says where a line stands: of those with the name of one the first whose numbers rise from line to
 * line, or else stay the same at times, as where an evaluation has a line of its own, and hardly ever fall, as in a log
 * that went on after a restart; where there are no lines the first. Undefined where none does.
 *
 * @param columns the cells of the candidates that hold something, likeliest first; `undefined` is no number
 */
export function stepColumn(
  columns: ReadonlyMap<string, readonly (number | undefined)[]>,
): string | undefined {
  const [first] = columns.keys()
  if ([...columns.values()].every((cells) => cells.length === 0)) return first
  const courses = Array.from(columns, ([name, cells]) => ({ name, ...sharesOf(cells) }))
  return (
    courses.find(({ rising }) => rising === 1) ??
    courses.find(({ rising, falling }) => rising > 0 && falling <= FEW)
  )?.name
}

/** Whether numbers rise as those of a course do, and do so hardly by chance. */
export function isCourse(cells: readonly (number | undefined)[]): boolean {
  return cells.length >= MIN_LINES && sharesOf(cells).rising >= 1 - FEW
}

/**
 * The shares of the lines whose number is greater, and less, than that of the line before; without numbers no line
 * rises.
 */
function sharesOf(cells: readonly (number | undefined)[]): { rising: number; falling: number } {
  if (cells.length === 0 || cells.some((cell) => cell === undefined))
    return { rising: 0, falling: 0 }
  if (cells.length === 1) return { rising: 1, falling: 0 }
  let rising = 0
  let falling = 0
  for (let line = 1; line < cells.length; line++) {
    const [before, now] = [cells[line - 1], cells[line]] as [number, number]
    if (now > before) rising += 1
    else if (now < before) falling += 1
  }
  return { rising: rising / (cells.length - 1), falling: falling / (cells.length - 1) }
}

/** The filled cells of the columns with these names, by the last header above them; `undefined` is no number. */
export function readColumns(
  text: string,
  delimiter: string,
  names: readonly string[],
): Map<string, (number | undefined)[]> {
  const columns = new Map<string, (number | undefined)[]>(names.map((name) => [name, []]))
  let places: readonly (readonly [(number | undefined)[], number])[] = []
  readCsvLines(text, delimiter, ({ cells }) => {
    if (cells.some((cell) => columns.has(cell.trim()))) {
      const header = cells.map((cell) => cell.trim())
      places = Array.from(columns, ([name, values]) => [values, header.indexOf(name)] as const)
      return
    }
    for (const [values, place] of places) {
      const cell = cells[place]?.trim() ?? ''
      if (cell !== '') values.push(parsePythonFloat(cell))
    }
  })
  return columns
}
