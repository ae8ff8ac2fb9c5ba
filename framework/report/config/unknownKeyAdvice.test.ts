import { expect, test } from 'vitest'
import { parseOverrideText } from '../../config/overrides/overrideGrammar.ts'
import { PACKAGE_ROOT } from '../../packageRoot.ts'
import { composeReportConfig } from './reportConfig.ts'

const compose = (word: string) => () =>
  composeReportConfig({
    projectRoot: PACKAGE_ROOT,
    name: 'config',
    overrides: [parseOverrideText(word)],
  })

test.each([
  ['sweep_dir=a/b', 'Did you mean inputs.sweep_dir=a/b?'],
  ['swep_dir=a', 'Did you mean inputs.sweep_dir=a?'],
  ['select.seed=1', 'Did you mean inputs.select.seed=1?'],
  ['seed=1', 'Did you mean inputs.seed=1 or inference.seed=1?'],
  [
    'cut=1',
    'An option of the report itself is options.cut=1, and a column of the runs inputs.select.cut=1',
  ],
  ['thresholds.loss=1', 'To add the key, write +thresholds.loss=1'],
  ['input.sweep_dir=a', "Did you mean 'inputs'?"],
  ['outputs.dpii=3', "Did you mean 'outputs.dpi'?"],
  [
    'outputs.colour=red',
    'It has which_figures, fig_format, dpi, width, height, scale, font_size, title, svg_text, csv_safe, mask_names, back_links.',
  ],
])('%s is reported with what was meant', (word, advice) => {
  expect(compose(word)).toThrow(
    expect.objectContaining({
      code: 'CONFIG_KEY_UNKNOWN',
      message: expect.stringContaining(advice),
    }),
  )
})

test.each(['input.sweep_dir=a', 'outputs.dpii=3', 'outputs.colour=red'])(
  '%s, of a closed section, is not told to be added',
  (word) => {
    expect(compose(word)).not.toThrow('write +')
  },
)
