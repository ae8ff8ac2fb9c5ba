import { Argument, Command, Option } from 'commander'
import { productVersion } from '../packageRoot.ts'
import type { FixtureOptions } from './fixture/makeFixture.ts'
import type { NewOptions } from './scaffold/newReport.ts'

/** What the command line asks for, once its options are read. */
export interface ReportOptions {
  readonly configName?: string
  readonly cfg?: string
  /** With `cfg`: with interpolations followed. */
  readonly resolve?: boolean
  readonly multirun?: boolean
  /** `K/N`, as typed. */
  readonly shard?: string
  readonly onlyMerge?: boolean
  readonly verbose?: boolean
  readonly quiet?: boolean
  readonly json?: boolean
}

/** Options of `thesis-report runs`. */
export interface RunsOptions {
  /** Names with `*` for any text, separated by commas. */
  readonly columns?: string
  readonly hide?: string
  readonly best?: string
  readonly groupBy?: string
  readonly agg?: string
  readonly sortBy?: string
  readonly descending?: boolean
  readonly onlyChanged?: boolean
  readonly csv?: boolean
  readonly json?: boolean
  readonly md?: boolean
  /** The file to write. */
  readonly parquet?: string
}

/** What to do for each command; the returned number becomes the exit code. */
export interface Actions {
  report(overrides: readonly string[], options: ReportOptions): Promise<void>
  runs(words: readonly string[], options: RunsOptions): Promise<void>
  sources(words: readonly string[]): Promise<void>
  missing(words: readonly string[]): Promise<void>
  rebuild(report: string, words: readonly string[]): Promise<void>
  open(report: string | undefined, options: OpenOptions): Promise<void>
  history(folder: string | undefined, options: HistoryOptions): Promise<void>
  list(report: string | undefined, options: ListOptions): Promise<void>
  init(name: string | undefined): Promise<void>
  newReport(name: string, options: NewOptions): Promise<void>
  fixture(directories: readonly string[], options: FixtureOptions): Promise<void>
  clean(folder: string | undefined, options: CleanOptions): Promise<void>
  completion(shell: Shell): Promise<void>
  submit(words: readonly string[], options: SubmitOptions): Promise<void>
  status(id: string): Promise<void>
  work(plan: string, part: string): Promise<void>
}

/** The shells whose words can be completed. */
export const SHELLS = ['bash', 'zsh'] as const
export type Shell = (typeof SHELLS)[number]

/** Options of `thesis-report submit`. */
export interface SubmitOptions {
  readonly engine?: string
  /** As typed. */
  readonly shards?: string
  readonly dryRun?: boolean
  /** The id or folder of a plan. */
  readonly resume?: string
}

/** Options of `thesis-report list`. */
export interface ListOptions {
  readonly json?: boolean
}

/** Options of `thesis-report open`. */
export interface OpenOptions {
  readonly print?: boolean
}

/** Options of `thesis-report history`. */
export interface HistoryOptions {
  readonly json?: boolean
}

/** Options of `thesis-report clean`. */
export interface CleanOptions {
  readonly dryRun?: boolean
  /** Days, as typed. */
  readonly unusedFor: string
  /** Default: what `env.cache_root` says in `configs/report/config.yaml`, or else `.cache` in the folder. */
  readonly cacheRoot?: string
}

const REPORT_EXAMPLES = `
Examples:
  thesis-report --config-name compare_tokenizers inputs.sweep_dir=outputs/multiruns/exp_20251103-140953_experiment
  thesis-report --config-name compare_tokenizers 'inputs.run_dirs=["outputs/runs/run_A","outputs/runs/run_B"]'
  thesis-report --config-name compare_tokenizers inputs.sweep_dir=… 'inputs.select.seed=[42,43]' inference.enabled=true
  thesis-report --config-name compare_tokenizers inputs.sweep_dir=… outputs.fig_format=pdf --cfg job
  thesis-report --config-name compare_tokenizers inputs.sweep_dir=… -m outputs.fig_format=png,pdf
  thesis-report --config-name compare_tokenizers inputs.sweep_dir=… inference.enabled=true --shard 2/7
  thesis-report runs multirun --only-changed

Exit codes: 0 the report was made (or the shard done), 1 it was not (or a part of it failed), 2 wrong
usage, 3 results are missing that --only-merge asks for.`

const LIST_EXAMPLES = `
Examples:
  thesis-report list
  thesis-report list compare_runs`

const RUNS_EXAMPLES = `
Examples:
  thesis-report runs multirun
  thesis-report runs mlruns wandb --columns 'run,lr,val/*' --sort-by val/acc.best --descending
  thesis-report runs lightning_logs --best val/acc
  thesis-report runs multirun --group-by model,lr --agg mean,std,n
  thesis-report runs outputs/multiruns/exp_… inputs.select.tokenizer=vq --only-changed --csv > runs.csv`

const SOURCES_EXAMPLES = `
Examples:
  thesis-report sources multirun
  thesis-report sources mlruns wandb`

const MISSING_EXAMPLES = `
Examples:
  thesis-report missing multirun/2026-01-31/12-00-00
  thesis-report missing multirun

Exit codes: 0 nothing is known to be missing, 3 jobs are absent, failed, running, cut short or without
results (or multirun.yaml cannot be read), 1 the runs could not be read, 2 wrong usage.`

const REBUILD_EXAMPLES = `
Examples:
  thesis-report rebuild outputs/reports/report_20251103-142813_compare_tokenizers
  thesis-report rebuild report_20251103-142813_compare_tokenizers outputs.fig_format=pdf outputs.width=3.4`

const OPEN_EXAMPLES = `
Examples:
  thesis-report open
  thesis-report open compare_tokenizers
  thesis-report open outputs/reports/report_20251103-142813_compare_tokenizers
  thesis-report open /data/outputs --print`

const HISTORY_EXAMPLES = `
Examples:
  thesis-report history
  thesis-report history /data/outputs --json`

const INIT_EXAMPLES = `
Examples:
  thesis-report init
  thesis-report init optimizers`

const NEW_EXAMPLES = `
Examples:
  thesis-report new optimizers --metric val/acc
  thesis-report fixture multirun --name depth && thesis-report new depth    # over a fixture of your own runs`

const CLEAN_EXAMPLES = `
Examples:
  thesis-report clean --dry-run
  thesis-report clean /data/outputs --unused-for 7`

const FIXTURE_EXAMPLES = `
Examples:
  thesis-report fixture multirun --runs 12
  thesis-report fixture mlruns wandb --name optimizers --points 50`

const COMPLETION_EXAMPLES = `
Examples:
  eval "$(npx thesis-report completion bash)"     # in ~/.bashrc
  eval "$(npx thesis-report completion zsh)"      # in ~/.zshrc, after compinit`

const SUBMIT_EXAMPLES = `
Examples:
  thesis-report submit --engine htcondor --shards 7 -- --config-name compare_tokenizers env=stoomboot inputs.sweep_dir=… inference.enabled=true
  thesis-report submit --engine slurm --shards 7 --dry-run -- -n compare_runs inputs.sweep_dir=… env.cluster.memory=16000
  thesis-report submit --resume 20251103-142813_compare_tokenizers -- env.cluster.memory=16000

What each job asks for is env.cluster in configs/env/<site>.yaml. See docs/hpc.md.`

const STATUS_EXAMPLES = `
Examples:
  thesis-report status 20251103-142813_compare_tokenizers

Exit codes: 0 the report is made, 3 jobs wait or run, 1 a job has failed.`

/** The command line's grammar: commands, options and help. */
export function program(actions: Actions): Command {
  const command = new Command('thesis-report')
    .description('Makes reports from Hydra sweeps, from the files that the runs left behind.')
    .version(productVersion())
    // Options after a command are that command's, also where both have them.
    .enablePositionalOptions()
    .helpCommand('help [command]', 'shows the help of a command')
    .argument('[overrides...]', 'Hydra overrides, such as inputs.sweep_dir=DIR')
    .option('-n, --config-name <name>', 'the report, and its config configs/report/<name>.yaml')
    .addOption(
      new Option('-c, --cfg <part>', 'print the composed config instead: job').choices(['job']),
    )
    .option('--resolve', 'with --cfg: follow interpolations')
    .option('-m, --multirun', 'one report for each combination of comma-separated values')
    .addOption(
      new Option(
        '--shard <K/N>',
        'do the K-th of N shares of the work, and leave the results in the cache',
      ).conflicts('onlyMerge'),
    )
    .option('--only-merge', 'make the report only if the cache holds the results of all models')
    .addOption(new Option('--verbose', 'print also what Vitest says').conflicts(['quiet', 'json']))
    .addOption(
      new Option('--quiet', 'print only where the page is, and what failed').conflicts('json'),
    )
    .option('--json', 'print one object: where the report is, findings, gates, failures')
    .addHelpText('after', REPORT_EXAMPLES)
    .action((overrides: string[], options: ReportOptions) => actions.report(overrides, options))
  command
    .command('list')
    .description('Lists the reports that can be made: what each answers, its figures and options.')
    .argument('[report]', 'only this one')
    .option('--json', 'print JSON')
    .addHelpText('after', LIST_EXAMPLES)
    .action((report: string | undefined, options: ListOptions) => actions.list(report, options))
  command
    .command('runs')
    .description('Prints the table of the runs, whatever wrote them, without making a report.')
    .argument('[words...]', 'directories or files of runs; Hydra overrides: inputs.*, env.*, cache')
    .option('--columns <names>', 'show these columns, separated by commas; * is any text')
    .option('--hide <names>', 'leave these columns out')
    .option('--only-changed', 'show only the columns that differ between the runs')
    .option('--sort-by <column>', 'sort by a column, missing values last')
    .option('--descending', 'with --sort-by: largest first')
    .option(
      '--best <metric>',
      'show the run with the best value, or with --group-by that of each group',
    )
    .option('--group-by <columns>', 'one row for each group')
    .option('--agg <names>', 'with --group-by: mean, std, min, max, median, sum, n')
    .addOption(new Option('--csv', 'print CSV').conflicts(['json', 'md', 'parquet']))
    .addOption(new Option('--json', 'print JSON').conflicts(['csv', 'md', 'parquet']))
    .addOption(new Option('--md', 'print a Markdown table').conflicts(['csv', 'json', 'parquet']))
    .addOption(
      new Option('--parquet <file>', 'write a Parquet file').conflicts(['csv', 'json', 'md']),
    )
    .addHelpText('after', RUNS_EXAMPLES)
    .action((words: string[], options: RunsOptions) => actions.runs(words, options))
  command
    .command('sources')
    .description(
      'Says which runs were found where, what wrote them, and what was not read, and why.',
    )
    .argument('<words...>', 'directories or files of runs; Hydra overrides')
    .addHelpText('after', SOURCES_EXAMPLES)
    .action((words: string[]) => actions.sources(words))
  command
    .command('missing')
    .description(
      'Says which jobs of a sweep are absent, failed, running or cut short, and how to run them again.',
    )
    .argument(
      '<words...>',
      'directories of sweeps (with multirun.yaml), or of several; Hydra overrides',
    )
    .addHelpText('after', MISSING_EXAMPLES)
    .action((words: string[]) => actions.missing(words))
  command
    .command('rebuild')
    .description(
      'Makes a report anew from the data in its own directory, in other formats or sizes; the runs may be gone.',
    )
    .argument('<report>', 'directory, id or name of the report')
    .argument(
      '[overrides...]',
      'outputs.fig_format, dpi, width, height, font_size, title and svg_text',
    )
    .addHelpText('after', REBUILD_EXAMPLES)
    .action((report: string, words: string[]) => actions.rebuild(report, words))
  command
    .command('open')
    .description(
      'Opens the page of a report in the browser; without a display, prints where it is.',
    )
    .argument(
      '[report]',
      'its directory, id or name, or a folder of reports; the newest in outputs/reports unless it is given',
    )
    .option('--print', 'print where the page is, without opening it')
    .addHelpText('after', OPEN_EXAMPLES)
    .action((report: string | undefined, options: OpenOptions) => actions.open(report, options))
  command
    .command('history')
    .description('Lists the reports that were made, the newest first.')
    .argument('[folder]', 'where reports are written; outputs unless it is given')
    .option('--json', 'print JSON')
    .addHelpText('after', HISTORY_EXAMPLES)
    .action((folder: string | undefined, options: HistoryOptions) =>
      actions.history(folder, options),
    )
  command
    .command('init')
    .description(
      'Makes this directory a project of reports, with a first one that can be made at once.',
    )
    .argument('[name]', 'of the report; my_report unless it is given')
    .addHelpText('after', INIT_EXAMPLES)
    .action((name: string | undefined) => actions.init(name))
  command
    .command('new')
    .description('Writes a report of your own, with config, fixture and snapshots.')
    .argument('<name>', 'such as my_report')
    .option('--from <report>', 'the report that it begins as: compare_runs')
    .option('--metric <column>', 'what the runs are compared by')
    .addHelpText('after', NEW_EXAMPLES)
    .action((name: string, options: NewOptions) => actions.newReport(name, options))
  command
    .command('fixture')
    .description(
      'Makes a small sweep of your runs for snapshots, without the names of people, machines and places.',
    )
    .argument('<directories...>', 'directories or files of runs')
    .option('--name <name>', 'of its folder in fixtures/', 'my_sweep')
    .option('--runs <number>', 'how many runs', '12')
    .option('--points <number>', 'about how many points of each history', '30')
    .addHelpText('after', FIXTURE_EXAMPLES)
    .action((directories: string[], options: FixtureOptions) =>
      actions.fixture(directories, options),
    )
  command
    .command('clean')
    .description(
      'Removes what reports that were killed left, and old files of the cache; writes pointer lines that runs lack.',
    )
    .argument('[folder]', 'where reports are written; outputs unless it is given')
    .option('--dry-run', 'say what would be done, without doing it')
    .option('--unused-for <days>', 'remove files of the cache that were not used for so long', '30')
    .option(
      '--cache-root <folder>',
      'the folder of the cache, where neither the config nor the folder says',
    )
    .addHelpText('after', CLEAN_EXAMPLES)
    .action((folder: string | undefined, options: CleanOptions) => actions.clean(folder, options))
  command
    .command('completion')
    .description(
      'Prints what a shell sources to complete commands, options, reports and config keys.',
    )
    .addArgument(new Argument('<shell>', 'bash or zsh').choices(SHELLS))
    .addHelpText('after', COMPLETION_EXAMPLES)
    .action((shell: Shell) => actions.completion(shell))
  command
    .command('submit')
    .description('Divides the work of a report among jobs of a batch system, or of this machine.')
    .argument('[words...]', 'after --: --config-name and overrides of the report')
    .option('--engine <name>', 'what runs the jobs: slurm, htcondor, local')
    .option('--shards <N>', 'the number of jobs to divide the work among')
    .option('--dry-run', 'write the files and say how to submit them, without doing it')
    .option('--resume <id>', 'submit those jobs of an earlier submission again that are not done')
    .showHelpAfterError("The report's own options come after --, see: thesis-report submit --help")
    .addHelpText('after', SUBMIT_EXAMPLES)
    .action((words: string[], options: SubmitOptions) => actions.submit(words, options))
  command
    .command('status')
    .description('Says how the jobs of a submitted report stand, and how to do again what failed.')
    .argument('<id>', 'as submit has printed it, or its folder')
    .addHelpText('after', STATUS_EXAMPLES)
    .action((id: string) => actions.status(id))
  command
    // What jobs start; nobody types it.
    .command('work', { hidden: true })
    .argument('<plan>', 'plan.json')
    .argument('<part>', 'the number of a shard, or report')
    .action((plan: string, part: string) => actions.work(plan, part))
  return command
}
