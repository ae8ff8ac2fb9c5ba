/** A work that methods cite. */
export interface Reference {
  /** As a text cites it: `Holm 1979`. */
  readonly short: string
  readonly author: string
  readonly title: string
  readonly year: number
  readonly journal?: string
  readonly booktitle?: string
  readonly volume?: number
  readonly pages?: string
}

/** By the key under which they are cited. */
export const REFERENCES: Readonly<Record<string, Reference>> = {
  bell2002: {
    short: 'Bell and McCaffrey 2002',
    author: 'Bell, Robert M. and McCaffrey, Daniel F.',
    title: 'Bias reduction in standard errors for linear regression with multi-stage samples',
    year: 2002,
    journal: 'Survey Methodology',
    volume: 28,
    pages: '169--181',
  },
  bonett2000: {
    short: 'Bonett and Wright 2000',
    author: 'Bonett, Douglas G. and Wright, Thomas A.',
    title: 'Sample size requirements for estimating Pearson, Kendall and Spearman correlations',
    year: 2000,
    journal: 'Psychometrika',
    volume: 65,
    pages: '23--28',
  },
  breiman2001: {
    short: 'Breiman 2001',
    author: 'Breiman, Leo',
    title: 'Random forests',
    year: 2001,
    journal: 'Machine Learning',
    volume: 45,
    pages: '5--32',
  },
  fisher1922: {
    short: 'Fisher 1922',
    author: 'Fisher, Ronald A.',
    title: 'On the interpretation of chi-squared from contingency tables, and the calculation of P',
    year: 1922,
    journal: 'Journal of the Royal Statistical Society',
    volume: 85,
    pages: '87--94',
  },
  holm1979: {
    short: 'Holm 1979',
    author: 'Holm, Sture',
    title: 'A simple sequentially rejective multiple test procedure',
    year: 1979,
    journal: 'Scandinavian Journal of Statistics',
    volume: 6,
    pages: '65--70',
  },
  homma1996: {
    short: 'Homma and Saltelli 1996',
    author: 'Homma, Toshimitsu and Saltelli, Andrea',
    title: 'Importance measures in global sensitivity analysis of nonlinear models',
    year: 1996,
    journal: 'Reliability Engineering \\& System Safety',
    volume: 52,
    pages: '1--17',
  },
  hutter2014: {
    short: 'Hutter, Hoos and Leyton-Brown 2014',
    author: 'Hutter, Frank and Hoos, Holger and Leyton-Brown, Kevin',
    title: 'An efficient approach for assessing hyperparameter importance',
    year: 2014,
    booktitle: 'International Conference on Machine Learning',
  },
  mann1947: {
    short: 'Mann and Whitney 1947',
    author: 'Mann, H. B. and Whitney, D. R.',
    title:
      'On a test of whether one of two random variables is stochastically larger than the other',
    year: 1947,
    journal: 'Annals of Mathematical Statistics',
    volume: 18,
    pages: '50--60',
  },
  rosner2006: {
    short: 'Rosner, Glynn and Lee 2006',
    author: 'Rosner, Bernard and Glynn, Robert J. and Lee, Mei-Ling T.',
    title: 'The Wilcoxon signed rank test for paired comparisons of clustered data',
    year: 2006,
    journal: 'Biometrics',
    volume: 62,
    pages: '185--192',
  },
  schuirmann1987: {
    short: 'Schuirmann 1987',
    author: 'Schuirmann, Donald J.',
    title:
      'A comparison of the two one-sided tests procedure and the power approach for assessing the equivalence of average bioavailability',
    year: 1987,
    journal: 'Journal of Pharmacokinetics and Biopharmaceutics',
    volume: 15,
    pages: '657--680',
  },
  simonsohn2018: {
    short: 'Simonsohn 2018',
    author: 'Simonsohn, Uri',
    title:
      'Two lines: a valid alternative to the invalid testing of U-shaped relationships with quadratic regressions',
    year: 2018,
    journal: 'Advances in Methods and Practices in Psychological Science',
    volume: 1,
    pages: '538--555',
  },
  watanabe2023: {
    short: 'Watanabe, Bansal and Hutter 2023',
    author: 'Watanabe, Shuhei and Bansal, Archit and Hutter, Frank',
    title: 'PED-ANOVA: efficiently quantifying hyperparameter importance in arbitrary subspaces',
    year: 2023,
    booktitle: 'International Joint Conference on Artificial Intelligence',
  },
  welch1947: {
    short: 'Welch 1947',
    author: 'Welch, B. L.',
    title:
      "The generalization of `Student's' problem when several different population variances are involved",
    year: 1947,
    journal: 'Biometrika',
    volume: 34,
    pages: '28--35',
  },
  wilcoxon1945: {
    short: 'Wilcoxon 1945',
    author: 'Wilcoxon, Frank',
    title: 'Individual comparisons by ranking methods',
    year: 1945,
    journal: 'Biometrics Bulletin',
    volume: 1,
    pages: '80--83',
  },
}
