import { Command, Option } from 'commander'
import { productVersion } from '../packageRoot.ts'

/** What the command line asks for, once its options are read. */
export interface ReportOptions {
  readonly configName?: string
  readonly cfg?: string
  readonly multirun?: boolean
}

/** Options of `thesis-report runs`. */
export interface RunsOptions {
  readonly sortBy?: string
  readonly descending?: boolean
  readonly onlyChanged?: boolean
  readonly csv?: boolean
  readonly json?: boolean
  readonly md?: boolean
}

/** What to do for each command; the returned number becomes the exit code. */
export interface Actions {
  report(overrides: readonly string[], options: ReportOptions): Promise<void>
  runs(overrides: readonly string[], options: RunsOptions): Promise<void>
}

const REPORT_EXAMPLES = `
Examples:
  thesis-report --config-name compare_tokenizers inputs.sweep_dir=outputs/multiruns/exp_20251103-140953_experiment
  thesis-report --config-name compare_tokenizers 'inputs.run_dirs=["outputs/runs/run_A","outputs/runs/run_B"]'
  thesis-report --config-name compare_tokenizers inputs.sweep_dir=… 'inputs.select.seed=[42,43]' inference.enabled=true
  thesis-report --config-name compare_tokenizers inputs.sweep_dir=… outputs.fig_format=pdf --cfg job
  thesis-report --config-name compare_tokenizers inputs.sweep_dir=… -m outputs.fig_format=png,pdf
  thesis-report runs inputs.sweep_dir=… --sort-by loss.total_best --only-changed

Exit codes: 0 the report was made, 1 it was not (or a part of it failed), 2 wrong usage.`

const RUNS_EXAMPLES = `
Examples:
  thesis-report runs inputs.sweep_dir=outputs/multiruns/exp_20251103-140953_experiment
  thesis-report runs inputs.sweep_dir=… inputs.select.tokenizer=vq --sort-by loss.total_best
  thesis-report runs inputs.sweep_dir=… --only-changed --csv > runs.csv`

/** The command line's grammar: commands, options and help. */
export function program(actions: Actions): Command {
  const command = new Command('thesis-report')
    .description('Makes reports from Hydra sweeps, from the files that the runs left behind.')
    .version(productVersion())
    .argument('[overrides...]', 'Hydra overrides, such as inputs.sweep_dir=DIR')
    .option('-n, --config-name <name>', 'the report, and its config configs/report/<name>.yaml')
    .option('-c, --cfg <part>', 'print the composed config instead: job')
    .option('-m, --multirun', 'one report for each combination of comma-separated values')
    .addHelpText('after', REPORT_EXAMPLES)
    .action((overrides: string[], options: ReportOptions) => actions.report(overrides, options))
  command
    .command('runs')
    .description('Prints the table of the runs without making a report.')
    .argument('[overrides...]', 'Hydra overrides: inputs.*, env.*, cache')
    .option('--sort-by <column>', 'sort by a column, missing values last')
    .option('--descending', 'with --sort-by: largest first')
    .option('--only-changed', 'show only the columns that differ between the runs')
    .addOption(new Option('--csv', 'print CSV').conflicts(['json', 'md']))
    .addOption(new Option('--json', 'print JSON').conflicts(['csv', 'md']))
    .addOption(new Option('--md', 'print a Markdown table').conflicts(['csv', 'json']))
    .addHelpText('after', RUNS_EXAMPLES)
    .action((overrides: string[], options: RunsOptions) => actions.runs(overrides, options))
  return command
}
