import { isMapping } from '../reading/flatParams.ts'
import { RUNTIME_METRIC } from './format.ts'

/** A state that the trainer wrote. */
export interface TrainerState {
  /** From the claim's directory. */
  readonly file: string
  readonly globalStep: number
  readonly history: readonly unknown[]
  /** Null where no search chose any. */
  readonly trialParams: object | null
}

/** A training, whose furthest state counts. */
export interface Training {
  readonly state: TrainerState
  /** States with a history that goes on in the one that counts. */
  readonly before: readonly TrainerState[]
  /** States that went on from a checkpoint of this training, and not as far. */
  readonly overtaken: readonly Overtaken[]
}

export interface Overtaken {
  readonly state: TrainerState
  /** The checkpoint up to which it has the history of the state that counts. */
  readonly checkpoint: TrainerState
}

/** A state with the lines of its history by which states are compared. */
interface Lines {
  readonly state: TrainerState
  readonly lines: readonly string[]
}

interface OpenTraining {
  readonly main: Lines
  readonly before: Lines[]
  overtaken: readonly Overtaken[]
}

/**
 * The trainings that wrote states into a folder, the one that got furthest first. The history of a checkpoint is a prefix
 * of that of a later one, unless another training was started in the folder, or a session was resumed from an earlier
 * checkpoint. Where a resumed session left only the folder's own state, the checkpoints after it are of a later session,
 * which overtook it.
 */
export function trainingsOf(states: readonly TrainerState[]): Training[] {
  const sorted = states.toSorted(
    (a, b) => b.globalStep - a.globalStep || b.history.length - a.history.length,
  )
  const trainings: OpenTraining[] = []
  for (const each of sorted.map(linesOf)) {
    const known = trainings.find(({ main }) => isPrefix(each, main))
    if (known === undefined) trainings.push({ main: each, before: [], overtaken: [] })
    else known.before.push(each)
  }
  const left = new Set<OpenTraining>()
  for (const training of trainings) {
    if (!isFolders(training.main.state) || training.before.length > 0) continue
    const whole = trainings.flatMap((other) => overtaking(training, other) ?? [])[0]
    if (whole === undefined) continue
    whole.other.overtaken = [{ state: training.main.state, checkpoint: whole.checkpoint }]
    left.add(training)
  }
  return trainings
    .filter((training) => !left.has(training))
    .map(({ main, before, overtaken }) => {
      return { state: main.state, before: before.map(({ state }) => state), overtaken }
    })
}

/** Whether a state lies in the output folder itself, and not in a checkpoint. */
export function isFolders({ file }: TrainerState): boolean {
  return !file.includes('/')
}

/** The last checkpoint from which two trainings went on; undefined where there is none, or it is one training. */
function overtaking(
  training: OpenTraining,
  other: OpenTraining,
): { readonly other: OpenTraining; readonly checkpoint: TrainerState } | undefined {
  if (other === training) return undefined
  const shared = other.before.find(
    (checkpoint) => checkpoint.lines.length > 0 && isPrefix(checkpoint, training.main),
  )
  return shared && { other, checkpoint: shared.state }
}

function isPrefix({ lines }: Lines, whole: Lines): boolean {
  return lines.every((line, at) => line === whole.lines[at])
}

/** No later checkpoint has the closing summary of a session, nor what was logged after it. */
function linesOf(state: TrainerState): Lines {
  const end = state.history.findIndex((entry) => isMapping(entry) && RUNTIME_METRIC in entry)
  const history = end === -1 ? state.history : state.history.slice(0, end)
  return { state, lines: history.map((entry) => JSON.stringify(entry)) }
}
