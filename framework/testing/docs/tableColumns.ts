/** Columns that are explained together, and what they hold. */
type Described = readonly [columns: string, what: string]

/** A table that a report reads or writes. */
export interface DescribedTable {
  readonly file: string
  readonly about: string
  readonly columns: readonly Described[]
}

const INTERVAL = '95 % interval over events'
const ERRORS = ['mse', 'mae'].flatMap((error): Described[] => [
  [`${error}_mean, ${error}_std`, `mean and deviation of the events' ${error}`],
  [`${error}_p50, ${error}_p95, ${error}_p99`, 'its percentiles'],
])

const COMPARISONS: readonly Described[] = [
  ['by, a, b', 'the compared column and its two values; of a trend the least and the greatest one'],
  [
    'block',
    'what the runs of the row have in common ([statistics.md](statistics.md)); empty over all runs',
  ],
  ['metric, better', 'what is compared, and whether `lower` or `higher` is better'],
  ['n_a, n_b', 'runs with a value, diverged ones included'],
  [
    'n_pairs',
    'units of the test: pairs, or seeds or blocks (see `unit`); 0 where runs or settings are not paired',
  ],
  ['n_unpaired_a, n_unpaired_b', 'runs that have no partner'],
  ['n_diverged_a, n_diverged_b', 'runs that diverged'],
  [
    'ratio, ratio_low, ratio_high',
    'geometric mean of b over a with its interval, where ratios are tested: above 1, a is lower',
  ],
  [
    'difference, difference_low, difference_high',
    'mean of b minus a with its interval, where differences are tested',
  ],
  [
    'p_improvement',
    'probability that a run of a beats one of b of its block, ties half, mean over blocks; of all runs, with a partner or without',
  ],
  [
    'p_improvement_low, p_improvement_high',
    'its 95 % interval over runs as independent ones (Newcombe 2006, method 5), which does not vanish where three runs beat three; simulated coverage 0.91 to 0.98 from three runs on each side',
  ],
  ['unit, test', 'what is counted as one, and how it is tested'],
  ['p_value, p_holm', 'two-sided; of this row alone, and adjusted over all rows'],
  [
    'exact_p_value, smallest_p_value',
    'of the exact test of the same units, and the smallest that this many can reach',
  ],
  ['verdict', 'what follows ([statistics.md](statistics.md))'],
  [
    'favours',
    'where they differ, the value of `a` and `b` that the test found to be better; ranks, which decide where runs diverged, may favour another one than the ratio of the finite pairs',
  ],
  [
    'more_units',
    "further units that would find the margin, or a ratio of 1.1, with 80 % power, at 0.05 divided by the number of comparisons that are still open (what Holm's adjustment asks of the first of them), taking the upper 80 % limit of the deviation (Browne 1995); empty below four units, where one of them is further from the others than chance explains, and where the effect depends on another parameter, or may do so, 0 where the matter is settled",
  ],
]

const TRENDS: readonly Described[] = [
  [
    'correlation, correlation_low, correlation_high',
    'of a trend: the rank correlation of parameter and metric with its 95 % interval',
  ],
  [
    'turns_at, turns_at_low, turns_at_high',
    'of a trend: where the metric turns, with the 95 % range of bootstrap samples',
  ],
]

/** The tables of reports, each with its columns in their order; those of parameters and metrics are between them. */
export const TABLES: readonly DescribedTable[] = [
  {
    file: 'training/summary.csv',
    about:
      'The runs table: one row for each run that the report is about, which `thesis-report runs` prints as well. Runs that keep facts begin with columns of their own, whose origin is in [facts.md](facts.md#the-runs-table); all others begin with these:',
    columns: [
      ['run_dir', "the run's directory, or `<file>#<id>` for a record in a file"],
      [
        'run',
        "a short name: the tracker's, where it is unique, else the end of the path that tells the runs apart",
      ],
      ['source', 'what it was read from; several are joined by commas, the one that counts first'],
      [
        'status',
        '`finished`, `failed`, `running`, `pruned`, or `unknown` where no file says how the run ended',
      ],
      ['seed', 'the seed of the training ([facts.md](facts.md#the-seed))'],
      ['started_at, duration_s', 'ISO 8601 in UTC, and seconds, where the format has them'],
      ['dataset_name, git_commit', 'where they are known'],
      [
        'diverged',
        'the metrics whose last logged value is NaN or infinite; they are missing in `<metric>`',
      ],
    ],
  },
  {
    file: 'training/comparisons.csv',
    about:
      'Every pair of values of a compared parameter, by how much and how sure. `compare_runs` adds the columns of trends.',
    columns: [...COMPARISONS, ...TRENDS],
  },
  {
    file: 'training/parameters.csv',
    about: '`compare_runs`: one row for each parameter, the most important first.',
    columns: [
      ['parameter', 'its column of the runs table'],
      ['values', 'how many different values it has'],
      ['compared', '`in pairs` of values, or `by trend`'],
      [
        'effect',
        'what `estimate` is: `ratio` or `difference` of b against a, or `rank correlation`',
      ],
      ['a, b', 'its widest pair of values; of a trend the least and the greatest'],
      ['estimate, low, high', 'the main effect with its single 95 % interval'],
      ['p_holm, verdict', 'as in `comparisons.csv`'],
      ['share_of_variance', 'the share of the variance of the metric that it explains alone'],
      ['importance', 'the same with its interactions, between 0 and 1'],
      ['importance_p_adjusted', 'p-value of the importance, adjusted over the parameters'],
      ['permutation', 'how much worse a model of the metric gets where its values are shuffled'],
      ['evaluator', 'how the importance was estimated'],
      ['confounded_with', 'parameters that no run tells it from'],
    ],
  },
  {
    file: 'training/best.csv',
    about:
      '`compare_runs`: one row for each setting, the best first; its parameters follow `rank`.',
    columns: [
      ['rank', 'from 1, the best mean'],
      ['n, n_diverged', 'runs with a value, diverged ones included, and these'],
      ['mean, low, high', 'of the runs that did not diverge, with the interval'],
      ['interval', 'what it is: `t`, the `range` of two values, or `none`'],
      ['run_dirs', 'of its runs, separated by blanks'],
      [
        'command',
        "the words that repeat its runs, of Hydra's jobs, else its parameters; empty beyond the first settings",
      ],
    ],
  },
  {
    file: 'training/baseline.csv',
    about:
      'With `baseline=…`: one row for each setting, its parameters first. `ratio…` is `difference…` where differences are compared.',
    columns: [
      ['n_now, n_before', 'runs with a value'],
      ['n_diverged_now, n_diverged_before', 'of them those that diverged'],
      ['mean_now, mean_before', 'of the others'],
      ['ratio, ratio_low, ratio_high', 'now over before with its single 95 % interval'],
      [
        'p_holm',
        "of Welch's test, or Fisher's of how many runs diverged where all did, now or before; after the adjustment over the settings that both have",
      ],
      ['verdict', '`new`, `gone`, `better`, `worse` or `not told apart`'],
    ],
  },
  {
    file: 'inference/strategies.csv',
    about:
      '`reconstruction()`: one row for each model and corruption, the clean data (`baseline`) first.',
    columns: [
      ['run_id', 'the model'],
      [
        'strategy, corruption',
        'the name with its parameters where there are several, and the name',
      ],
      ['parameter, strength', 'of a corruption whose params hold a list: which, and its value'],
      ...ERRORS,
      ['auroc, auroc_low, auroc_high', `against the clean data, with its ${INTERVAL}`],
    ],
  },
  {
    file: 'inference/token_errors.csv',
    about: '`reconstruction()`: errors of the clean events by type of token and feature.',
    columns: [
      ['run_id', 'the model'],
      [
        'token_type, feature',
        'id of the tokens and name; `all` is all types, and the sum of features',
      ],
      ['n_tokens', 'that the means are over'],
      ['mse, mae', 'means over tokens'],
    ],
  },
  {
    file: 'inference/codebooks.csv',
    about: '`reconstruction()`: of models that give the indices of a codebook.',
    columns: [
      ['run_id, codebook', 'the model, and its output'],
      ['n', 'tokens, or events, that were given a code'],
      ['n_used, highest_code', 'codes that occur, and the highest index of them'],
      ['perplexity', 'exp of the entropy of their shares'],
      [
        'codebook_size, dead_codes',
        'where the runs have `codebook_size`: it, and codes that never occur',
      ],
    ],
  },
  {
    file: 'inference/cuts.csv',
    about: 'What cuts on a score are worth, where labels tell signal from background.',
    columns: [
      ['run_id, task', 'the model, and what is told from what'],
      ['what', '`rejection`, `signal_efficiency` or `max_significance`'],
      ['signal_efficiency, background_efficiency', 'of the cut'],
      [
        'value, low, high',
        `of what \`what\` says, with its ${INTERVAL}; \`max_significance\`, the best of 100 cuts on the same events, has none and is too good on average`,
      ],
      ['n_left', 'background events that pass'],
      ['reason', 'why there is no value'],
    ],
  },
  {
    file: 'inference/models.csv',
    about:
      '`classification()`: one row for each model; definitions are in [classifiers.md](classifiers.md#what-is-written). With ensembles, `ensemble_of` names their runs.',
    columns: [
      ['run_id', 'the model'],
      ['n_events, n_invalid, n_unlabelled', 'events read, left out, and without a label'],
      ['accuracy, accuracy_low, accuracy_high', "with Wilson's 95 % interval"],
      ['balanced_accuracy, macro_f1', 'means over classes'],
      ['auroc, auroc_low, auroc_high', `mean of one class against the rest, with its ${INTERVAL}`],
      [
        'auroc_one_vs_one, auroc_one_vs_one_low, auroc_one_vs_one_high',
        `mean over ordered pairs of classes, with its ${INTERVAL}`,
      ],
      ['log_loss, ece', 'of the probabilities'],
      ['ece_by_chance', 'what `ece` would be on average if the model were calibrated'],
    ],
  },
  {
    file: 'inference/classes.csv',
    about: '`classification()`: one row for each class of each model.',
    columns: [
      ['run_id, class', 'the model, and the class'],
      ['n', 'events of the class that count'],
      ['precision, recall, f1', 'of what is taken for the class'],
      ['auroc', 'of the class against all others, by its score'],
      ['average_precision', 'Σ precision · rise in recall'],
      ['auroc_low, auroc_high', `${INTERVAL} of \`auroc\``],
      ['average_precision_low, average_precision_high', `${INTERVAL} of \`average_precision\``],
    ],
  },
  {
    file: 'inference/comparisons.csv',
    about:
      '`classification()`: the models of the values of each parameter against each other over seeds, by AUROC, then by accuracy. Columns are those of `training/comparisons.csv`.',
    columns: [...COMPARISONS, ...TRENDS],
  },
]

/** The columns of a table that the reference explains, in their order. */
export function describedColumns(file: string): string[] {
  return TABLES.filter((table) => table.file === file).flatMap(({ columns }) =>
    columns.flatMap(([names]) => names.split(', ')),
  )
}
