import type { ColumnTable } from 'arquero'
import type { ReportFinding } from '../../compare/findings/reportFinding.ts'
import type { Metric } from '../../output/documents/groupMeans.ts'
import type { Figure } from '../../plots/figure.ts'
import type { LoadedRuns, loadRuns } from '../../runs/loadRuns.ts'
import type { ReportConfig } from '../config/reportConfig.ts'
import type { InferFunction, InferHook } from './inferHook.ts'

/** Which runs to load, ready for {@link loadRuns}. */
export type ReportInputs = Parameters<typeof loadRuns>[0]

/** What every hook receives. */
export interface ReportContext {
  /** Which runs, for {@link loadRuns}. */
  readonly inputs: ReportInputs
  /** The composed config, as the config keys say. */
  readonly config: ReportConfig
}

/** Keys that a report fills in after its hooks, which can so not return them. */
type FilledIn = {
  readonly [Key in 'notices' | 'problems' | 'asides' | 'parameterColumns']?: never
}

/**
 * What `collect` must return; what it returns beyond that reaches the later hooks as well. `inputs` and
 * `config` may only come back as they were given.
 */
export type Collected = LoadedRuns & Partial<ReportContext> & FilledIn

/** What `analyze` may return: keys that it was given may only come back as they were. */
export type AnalyzeResult = Analysis &
  Partial<ReportContext & Omit<LoadedRuns, 'runs' | 'parameters'> & Pick<Derived, 'parameters'>> &
  FilledIn

/** What `analyze` must return at least; what else it returns reaches `plot` and `infer`. */
export interface Analysis {
  /** The runs that the report is about: rows of the runs table that the hook was given. */
  readonly runs: ColumnTable
  /** Facts of the comparison for `training/summary.json`, under `analysis`: anything that JSON can hold. */
  readonly summary?: Readonly<Record<string, unknown>>
  /** Further tables, each written to `training/<name>.csv`. */
  readonly tables?: Readonly<Record<string, ColumnTable>>
  /**
   * What `training/summary.tex` and the groups of `summary.md` compare. `groups` are columns, by default the
   * parameters that differ, without the seed. A metric is `{ column: 'val/acc.best', best: 'max' }`; without
   * `best` no mean is bold. Default: `inputs.metric`, else the losses and the time of facts, or what
   * `compare_runs` would take. `note` is a sentence for the comment above the table.
   */
  readonly latex?: {
    readonly groups?: readonly string[]
    readonly metrics?: readonly Metric[]
    readonly note?: string
  }
  /**
   * What was found: the first lines of the terminal, `summary.md`, `summary.json` and `findings.tex`.
   * `compareGroups` and `compareParameters` give them; one of your own is
   * `{ key, sentence, values: { name: number } }`.
   */
  readonly findings?: readonly ReportFinding[]
  /**
   * What was done, a sentence each, for `training/methods.md`, `.tex` and `.bib`; `[@holm1979]` cites one of the
   * works in `framework/output/references.ts`.
   */
  readonly methods?: readonly string[]
  /** What a reader must know to trust the report; printed, and kept in the manifest. */
  readonly remarks?: readonly string[]
}

/** Later properties win: the `runs` of the analysis are those that `plot` and `infer` see. */
export type After<Context, Result> = Omit<Context, keyof Result> & Result

/** What is worked out for every report. */
export interface Derived {
  /** The columns of parameters that the sweep varied. */
  readonly parameters: readonly string[]
  /** All warnings, of the facts, the selection and the analysis, a sentence each. */
  readonly notices: readonly string[]
}

/** The selected runs, with all that was collected: what `plot` and `infer` see. */
export type Analyzed = After<After<After<ReportContext, LoadedRuns>, Analysis>, Derived>

/** The plugin object of a report. Every hook but `plot` may be left out. */
export interface ReportSpec<
  C extends Collected = LoadedRuns,
  A extends AnalyzeResult = Analysis,
  R = unknown,
> {
  /** Names the report, its config `configs/report/<name>.yaml` and its directory. */
  readonly name: string
  /** What the report is about, for people. */
  readonly title: string
  /** What question it answers, in a line that `thesis-report list` prints. Default: the title. */
  readonly description?: string
  /** The sweep under `fixtures/<fixture>/` that Vitest runs the report over when it is given no inputs. */
  readonly fixture?: string
  /** Reads the facts. Default: `loadRuns(inputs)`. */
  readonly collect?: (context: ReportContext) => C | Promise<C>
  /** Selects and compares. Default: the runs that `inputs.select` leaves. */
  readonly analyze?: (
    context: After<After<ReportContext, C>, Pick<Derived, 'parameters'>>,
  ) => A | Promise<A>
  /** Draws: each name is one figure, one test, and a name for `outputs.which_figures`. */
  readonly plot: Readonly<
    Record<
      string,
      (context: After<After<After<ReportContext, C>, A>, Derived>) => Figure | Promise<Figure>
    >
  >
  /**
   * Runs the trained models over data, where `inference.enabled` says so: `reconstruction()`, a
   * function for simple cases, or an object with a test for each model.
   */
  readonly infer?:
    | InferHook<After<After<After<ReportContext, C>, A>, Derived>, R>
    | InferFunction<After<After<After<ReportContext, C>, A>, Derived>>
}

/**
 * Declares a report. A pure object comes back: importing a report has no effect, Vitest's runner
 * finds it as the default export of a `*.report.ts` file and turns it into tests.
 */
export function defineReport<
  C extends Collected = LoadedRuns,
  A extends AnalyzeResult = Analysis,
  R = unknown,
>(spec: ReportSpec<C, A, R>): ReportSpec<C, A, R> {
  return spec
}
