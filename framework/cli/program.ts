import { Argument, Command, Option } from 'commander'
import { ReportError } from '../errors.ts'
import { productVersion } from '../packageRoot.ts'
import type { FixtureOptions } from './fixture/makeFixture.ts'
import { HELP_ENDINGS } from './helpEndings.ts'
import {
  type CleanOptions,
  type HistoryOptions,
  type ListOptions,
  type OpenOptions,
  type ReportOptions,
  type RunsOptions,
  SHELLS,
  type Shell,
  type SubmitOptions,
} from './options.ts'
import type { NewOptions } from './scaffold/newReport.ts'
import { fitCommands } from './terminal.ts'

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

/** The command line's grammar: commands, options and help. */
export function program(actions: Actions): Command {
  const command = new Command('thesis-report')
    .description('Makes reports from Hydra sweeps, from the files that the runs left behind.')
    .version(productVersion())
    // Options after a command are that command's, also where both have them.
    .enablePositionalOptions()
    .hook('preSubcommand', expectNoOptionsBefore)
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
    .action((overrides: string[], options: ReportOptions) => actions.report(overrides, options))
  command
    .command('list')
    .description('Lists the reports that can be made: what each answers, its figures and options.')
    .argument('[report]', 'only this one')
    .option('--json', 'print JSON')
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
    .action((words: string[], options: RunsOptions) => actions.runs(words, options))
  command
    .command('sources')
    .description(
      'Says which runs were found where, what wrote them, and what was not read, and why.',
    )
    .argument('<words...>', 'directories or files of runs; Hydra overrides')
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
    .action((words: string[]) => actions.missing(words))
  command
    .command('rebuild')
    .description(
      'Makes a report anew from the data in its own directory, in other formats or sizes; the runs may be gone.',
    )
    .argument('<report>', 'directory, id or name of the report')
    .argument(
      '[overrides...]',
      'outputs.fig_format, dpi, width, height, font_size, title and svg_text; env.output_root',
    )
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
    .action((report: string | undefined, options: OpenOptions) => actions.open(report, options))
  command
    .command('history')
    .description('Lists the reports that were made, the newest first.')
    .argument('[folder]', 'where reports are written; outputs unless it is given')
    .option('--json', 'print JSON')
    .action((folder: string | undefined, options: HistoryOptions) =>
      actions.history(folder, options),
    )
  command
    .command('init')
    .description(
      'Makes this directory a project of reports, with a first one that can be made at once.',
    )
    .argument('[name]', 'of the report; my_report unless it is given')
    .action((name: string | undefined) => actions.init(name))
  command
    .command('new')
    .description('Writes a report of your own, with config, fixture and snapshots.')
    .argument('<name>', 'such as my_report')
    .option('--from <report>', 'the report that it begins as: compare_runs')
    .option('--metric <column>', 'what the runs are compared by')
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
    .action((folder: string | undefined, options: CleanOptions) => actions.clean(folder, options))
  command
    .command('completion')
    .description(
      'Prints what a shell sources to complete commands, options, reports and config keys.',
    )
    .addArgument(new Argument('<shell>', 'bash or zsh').choices(SHELLS))
    .action((shell: Shell) => actions.completion(shell))
  command
    .command('submit')
    .description('Divides the work of a report among jobs of a batch system, or of this machine.')
    .argument('[words...]', 'after --: --config-name and overrides of the report')
    .option('--engine <name>', 'what runs the jobs: slurm, htcondor, local')
    .option('--shards <N>', 'the number of jobs to divide the work among')
    .option('--dry-run', 'write the files and say how to submit them, without doing it')
    .option('--resume <id>', 'submit those jobs of an earlier submission again that are not done')
    .option('--force', 'with --resume: though the batch system cannot say that none of them waits')
    .showHelpAfterError("The report's own options come after --, see: thesis-report submit --help")
    .action((words: string[], options: SubmitOptions) => actions.submit(words, options))
  command
    .command('status')
    .description('Says how the jobs of a submitted report stand, and how to do again what failed.')
    .argument('<id>', 'as submit has printed it, or its folder')
    .action((id: string) => actions.status(id))
  command
    // What jobs start; nobody types it.
    .command('work', { hidden: true })
    .argument('<plan>', 'plan.json')
    .argument('<part>', 'the number of a shard, or report')
    .action((plan: string, part: string) => actions.work(plan, part))
  for (const each of [command, ...command.commands]) {
    const ending = HELP_ENDINGS[each.name()]
    if (ending !== undefined) each.addHelpText('after', () => fitCommands(ending))
  }
  return command
}

/**
 * What stands before a command would be ignored.
 *
 * @throws {ReportError} USAGE that says where the option belongs
 */
function expectNoOptionsBefore(command: Command, called: Command): void {
  for (const option of command.options) {
    if (command.getOptionValueSource(option.attributeName()) !== 'cli') continue
    const name = option.long ?? option.flags
    const isTaken = called.options.some(({ long }) => long === name)
    const remedy = isTaken
      ? `Write thesis-report ${called.name()} ${name}.`
      : `${called.name()} has no such option: thesis-report ${called.name()} --help shows its own.`
    throw new ReportError(
      'USAGE',
      `${name} stands before the command ${called.name()}, where it belongs to the making of a report. ${remedy}`,
    )
  }
}
