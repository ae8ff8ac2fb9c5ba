import { mkdirSync, writeFileSync } from 'node:fs'
import path from 'node:path'
import * as v from 'valibot'
import { checkOptions, FINITE, TEXT, TEXTS, YES_OR_NO } from '../text/checkOptions.ts'
import { recordOf } from '../text/schema/recordOf.ts'
import { formatEvent, type TrainingEvent } from './appendEvent.ts'
import { formatScalarsHeader, formatScalarsRow, type ScalarsRow } from './appendScalars.ts'
import { type Curves, fakeCurves, randomNumbers } from './fakeCurves.ts'
import { chooseOptions, fakeConfigYaml, splitOverride } from './hydra/fakeConfig.ts'
import { fakeHydraYaml } from './hydra/fakeHydra.ts'

export interface FakeRun {
  /** Where the run is written. */
  readonly runDir: string
  /** What its files give as its directory; default `runDir`. */
  readonly recordedRunDir?: string
  /** Hydra overrides, such as `phase1/latent_space=vq` or `phase1.trainer.seed=42`. Default none. */
  readonly overrides?: readonly string[]
  /** `experiment.name`; default `experiment`. */
  readonly experiment?: string
  /** The number of the job within its sweep; default 0. */
  readonly job?: number
  /** The sweep's axes, as `hydra.sweeper.params` holds them; default none. */
  readonly sweepParams?: Readonly<Record<string, string>>
  /** Default 2025-11-03T14:09:53Z. */
  readonly startedAt?: Date
  /**
   * Default 12. An override of `phase1.trainer.epochs` does not change it. Past 200, only the last lines
   * of `events.jsonl` repeat the histories.
   */
  readonly epochs?: number
  /** The run dies after its last epoch, before `on_train_end`. Default false. */
  readonly unfinished?: boolean
}

const OPTIONS = {
  runDir: TEXT,
  recordedRunDir: TEXT,
  overrides: TEXTS,
  experiment: TEXT,
  job: FINITE,
  sweepParams: recordOf(TEXT),
  startedAt: v.date(),
  epochs: FINITE,
  unfinished: YES_OR_NO,
}

/**
 * Writes a run as the Python trainer leaves it: `.hydra/{config,hydra,overrides}.yaml` and
 * `facts/{events.jsonl,scalars.csv}`. The same description gives the same bytes; an older run in
 * the same place is overwritten.
 *
 * Throws `FAKE_RUN_INVALID` for an override without `=` or an option that fake runs do not know.
 */
export function fakeRun(run: FakeRun): void {
  checkOptions('OPTION_INVALID', 'fakeRun', run, OPTIONS, ['runDir'])
  const experiment = run.experiment ?? 'experiment'
  const recordedRunDir = run.recordedRunDir ?? run.runDir
  const overrideTexts = run.overrides ?? []
  const overrides = overrideTexts.map(splitOverride)
  const options = chooseOptions(overrides)
  const last = (key: string) => overrides.findLast((override) => override.key === key)?.value
  const seed = Number(last('phase1.trainer.seed') ?? 42)
  const curves = fakeCurves({
    ...options,
    seed,
    globalsBeta: Number(last('phase1.decoder.globals_beta') ?? 1),
    epochs: run.epochs ?? 12,
  })

  const hydra = path.join(run.runDir, '.hydra')
  mkdirSync(hydra, { recursive: true })
  writeFileSync(path.join(hydra, 'config.yaml'), fakeConfigYaml(experiment, overrides))
  writeFileSync(
    path.join(hydra, 'hydra.yaml'),
    fakeHydraYaml({
      ...options,
      experiment,
      overrides: overrideTexts,
      sweepParams: run.sweepParams ?? {},
      job: run.job ?? 0,
      outputDir: recordedRunDir,
    }),
  )
  const overrideLines = overrideTexts.map((text) => `- ${text}\n`).join('')
  writeFileSync(path.join(hydra, 'overrides.yaml'), overrideLines || '[]\n')

  const facts = path.join(run.runDir, 'facts')
  mkdirSync(facts, { recursive: true })
  const events = trainingEvents({ run, curves, seed, random: randomNumbers(recordedRunDir) })
  writeFileSync(
    path.join(facts, 'events.jsonl'),
    Array.from(events, (event) => formatEvent(recordedRunDir, event)).join(''),
  )
  const rows = scalarsRows(curves)
  const header = rows[0] === undefined ? '' : formatScalarsHeader(rows[0])
  writeFileSync(path.join(facts, 'scalars.csv'), header + rows.map(formatScalarsRow).join(''))
}

/**
 * Trainings of more epochs repeat their histories in the last lines only: those of 2000 epochs, in the
 * line of each, would be half a gigabyte a run.
 */
const MAX_EPOCHS_OF_HISTORIES = 200

interface Recording {
  readonly run: FakeRun
  readonly curves: Curves
  readonly seed: number
  readonly random: () => number
}

function* trainingEvents({ run, curves, seed, random }: Recording): Generator<TrainingEvent> {
  const startMs = (run.startedAt ?? new Date('2025-11-03T14:09:53Z')).getTime()
  let elapsedS = 0
  const meta = () => ({
    timestamp: pythonTimestamp(startMs + elapsedS * 1000, Math.floor(random() * 1000)),
    run_id: uuid(random),
    git_commit: null,
    hostname: 'localhost',
    cuda_info: { available: false },
    seed,
  })
  const upTo = (epoch: number) =>
    Object.fromEntries(Object.entries(curves).map(([name, all]) => [name, all.slice(0, epoch + 1)]))
  const losses = (epoch: number) => ({
    trainLoss: curves.train_loss[epoch] as number,
    valLoss: curves.val_loss[epoch] as number,
    metrics: { perplex: curves.perplex[epoch] as number },
  })

  yield { moment: 'on_start', meta: meta() }
  const lastEpoch = curves.val_loss.length - 1
  for (const [epoch, epochTimeS] of curves.epoch_time_s.entries()) {
    const hasHistories = epoch === lastEpoch || lastEpoch < MAX_EPOCHS_OF_HISTORIES
    elapsedS += epochTimeS
    yield {
      moment: 'on_epoch_end',
      epoch,
      split: 'val',
      ...losses(epoch),
      epochTimeS,
      throughput: curves.throughput[epoch] as number,
      meta: meta(),
      ...(hasHistories && { histories: upTo(epoch) }),
    }
  }
  if (run.unfinished) return
  elapsedS *= 1.002
  yield {
    moment: 'on_train_end',
    epoch: lastEpoch,
    ...losses(lastEpoch),
    totalTimeS: elapsedS,
    meta: meta(),
    histories: upTo(lastEpoch),
  }
  elapsedS += 0.1
  const testLoss = (curves.val_loss[lastEpoch] as number) * 1.01
  yield { moment: 'on_test_end', split: 'test', metrics: { test_loss: testLoss }, meta: meta() }
}

function scalarsRows(curves: Curves): ScalarsRow[] {
  return curves.val_loss.flatMap((valLoss, epoch) => {
    const common = {
      epoch,
      epochTimeS: curves.epoch_time_s[epoch] as number,
      throughput: curves.throughput[epoch] as number,
      metrics: { perplex: curves.perplex[epoch] as number },
    }
    return [
      { ...common, split: 'train', trainLoss: curves.train_loss[epoch] as number },
      { ...common, split: 'val', valLoss },
    ]
  })
}

/** `datetime.isoformat()` of a UTC time: six digits of the second, which JavaScript has three of. */
function pythonTimestamp(timeMs: number, microseconds: number): string {
  const iso = new Date(timeMs).toISOString().slice(0, -1)
  return `${iso}${String(microseconds).padStart(3, '0')}+00:00`
}

/** A version 4 UUID (RFC 9562) from given random numbers. */
function uuid(random: () => number): string {
  const digits = Array.from({ length: 32 }, () => Math.floor(random() * 16))
  digits[12] = 4
  digits[16] = 8 + ((digits[16] as number) % 4)
  const hex = digits.map((digit) => digit.toString(16)).join('')
  return hex.replace(/^(.{8})(.{4})(.{4})(.{4})(.{12})$/, '$1-$2-$3-$4-$5')
}
