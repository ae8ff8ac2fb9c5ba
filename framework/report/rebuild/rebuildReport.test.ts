import { appendFileSync, cpSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import path from 'node:path'
import { beforeAll, describe, expect, test } from 'vitest'
import { scatter } from '../../plots/kinds/runs/scatter.ts'
import { writeTree } from '../../testing/files/writeTree.ts'
import { runReport } from '../../testing/runReport.ts'
import { defineReport } from '../spec/defineReport.ts'
import { rebuildReport } from './rebuildReport.ts'

const spec = defineReport({
  name: 'mine',
  title: 'Mine',
  plot: { loss: ({ runs }) => scatter(runs, { x: 'seed', y: 'loss.total_best' }) },
})

let made: string
beforeAll(async () => {
  const { path: report } = await runReport(spec, {
    sweep: { axes: { seed: [1, 2] } },
  })
  made = report as string
})

/** A copy in an empty folder, as after unzipping it: the runs are not there. */
function moved(): string {
  const report = path.join(writeTree({}), path.basename(made))
  cpSync(made, report, { recursive: true })
  return report
}

const bytes = (report: string, file: string) => readFileSync(path.join(report, file))
const json = (report: string) => JSON.parse(bytes(report, 'report.json').toString())

test('tables, data and figures are the same bytes, under another id', async () => {
  const report = moved()
  const again = await rebuildReport(report, [])
  const files = (
    readdirSync(report, { recursive: true, withFileTypes: true }) as {
      name: string
      parentPath: string
      isFile(): boolean
    }[]
  )
    .filter((entry) => entry.isFile())
    .map(({ parentPath, name }) => path.relative(report, path.join(parentPath, name)))
  expect(files).toContain('training/figures/figure-loss.png')
  const changed = files.filter((file) => !bytes(again, file).equals(bytes(report, file)))
  expect(changed.sort()).toEqual(['SHA256SUMS', 'index.html', 'manifest.yaml', 'report.json'])
  expect(json(again)).toMatchObject({ rebuilt_from: path.basename(made) })
  expect(json(again).report_id).not.toBe(path.basename(made))
})

test('the page is the same but for the ids and the time', async () => {
  const report = moved()
  const again = await rebuildReport(report, [])
  const page = (directory: string) =>
    bytes(directory, 'index.html')
      .toString()
      .replace(/<div><dt>rebuilt from<\/dt>.*?<\/div>/, '')
      .replaceAll(path.basename(directory), 'ID')
      .replaceAll(json(directory).created_utc, 'TIME')
      .replaceAll(json(directory).created_utc.slice(0, 16).replace('T', ' '), 'TIME')
  expect(page(again) === page(report)).toBe(true)
  expect(page(again)).toContain('<h1 dir="auto">Mine</h1>')
})

test('figures are drawn in the formats and sizes that are asked for', async () => {
  const again = await rebuildReport(moved(), ['outputs.fig_format=[svg]', 'outputs.width=3.4'])
  expect(readdirSync(path.join(again, 'training/figures')).sort()).toEqual([
    'figure-loss.svg',
    'figures.md',
    'figures.tex',
  ])
  expect(bytes(again, 'training/figures/figures.md').toString()).toContain('figure-loss.svg')
  expect(bytes(again, 'training/figures/figure-loss.svg').toString()).toContain('width="340"')
  expect(json(again).figures[0].files).toEqual(['training/figures/figure-loss.svg'])
  expect(json(again).outputs).toMatchObject({ fig_format: ['svg'], width: 3.4 })
})

test('a report that lies where nothing can be written is made anew elsewhere', async () => {
  const [report, root] = [moved(), writeTree({})]
  const again = await rebuildReport(report, [`env.output_root=${root}`])
  expect(path.dirname(again)).toBe(path.join(root, 'reports'))
  expect(readdirSync(path.dirname(report))).toEqual([path.basename(report)])
  await expect(rebuildReport(report, ['env.output_root=3'])).rejects.toMatchObject({
    code: 'CONFIG_VALUE_INVALID',
  })
})

test('a rebuilt report can be rebuilt', async () => {
  const again = await rebuildReport(moved(), [])
  await expect(rebuildReport(again, [])).resolves.not.toBe(again)
})

describe('a report that is not as it was written is refused, with the file that changed', () => {
  test.each([
    [
      'a changed table',
      (report: string) => appendFileSync(path.join(report, 'training/summary.csv'), '1'),
      'training/summary.csv has changed since the report was made',
    ],
    [
      'a missing figure',
      (report: string) => rmSync(path.join(report, 'data/figures/training-loss.json')),
      'data/figures/training-loss.json is not there',
    ],
    [
      'a file beyond it',
      (report: string) =>
        appendFileSync(path.join(report, 'SHA256SUMS'), `${'0'.repeat(64)}  ../../etc/passwd\n`),
      'SHA256SUMS has a line that is not a checksum',
    ],
    [
      'a name that leads elsewhere',
      (report: string) => {
        const file = path.join(report, 'report.json')
        writeFileSync(file, readFileSync(file, 'utf8').replace('"mine"', '"../../mine"'))
      },
      'the key "report_name" is "../../mine", expected',
    ],
    [
      'no report.json',
      (report: string) => rmSync(path.join(report, 'report.json')),
      'it has no report.json',
    ],
    [
      'another version',
      (report: string) => writeFileSync(path.join(report, 'report.json'), '{"schema_version": 99}'),
      'schema_version',
    ],
  ])('%s', async (_, damage, message) => {
    const report = moved()
    damage(report)
    await expect(rebuildReport(report, [])).rejects.toThrow(message)
    expect(
      readdirSync(path.dirname(report)).filter((name) => name.startsWith('report_')),
    ).toHaveLength(1)
  })
})

test.each([
  ['inputs.sweep_dir=x', 'For everything else, make the report again from the runs.'],
  ['outputs.widht=3', 'Did you mean outputs.width?'],
  [
    'outputs.width=30',
    'Config key "outputs.width" is 30, expected full, two_thirds, half, or inches from 2 to 12.',
  ],
  ['+outputs.width=3', 'Write outputs.width=VALUE.'],
])('%s is refused', async (word, message) => {
  await expect(rebuildReport(moved(), [word])).rejects.toThrow(message)
})
