import { runKeys } from '../../../tables/columns.ts'
import { compactFigure } from '../compactFigure.ts'
import { packFigure } from '../packing/packFigure.ts'
import { commonStart, compactColumns } from './compactColumns.ts'
import { pageCurves } from './pageCurves.ts'
import type { PageCards, PageData } from './pageData.ts'
import type { RunDetails, WrittenFigure, WrittenReport } from './writtenReport.ts'

/** Of the 3 MB that a page of many runs may take, what is left beside scripts, styles and fonts. */
const MAX_BYTES = { table: 1_200_000, figures: 600_000, curves: 350_000, commands: 150_000 }
/** Curves of few runs need no more than this each. */
const BYTES_OF_CURVES_OF_RUN = 8_000

/** What the page's script works with. */
export function makePageData({ report, runs, epochs, details, figures }: WrittenReport): PageData {
  const { columns, leftOut } = compactColumns(runs, report.columns, MAX_BYTES.table)
  const runDirs = [...(runs.array('run_dir') as Iterable<string>)]
  const room = Math.min(MAX_BYTES.curves, BYTES_OF_CURVES_OF_RUN * runDirs.length)
  return {
    reportName: report.report_name,
    runs: {
      count: runs.numRows(),
      nameColumn: columns.some(({ name }) => name === 'run') ? 'run' : 'run_dir',
      compared: report.columns?.compared ?? null,
      columns,
      columnsLeftOut: leftOut,
      cards: { ...cardsOf(details), ...pageCurves(epochs, runDirs, room) },
    },
    figures: liveFigures(figures, runKeys(runs)),
  }
}

function cardsOf(
  details: readonly RunDetails[],
): Pick<PageCards, 'fileSets' | 'files' | 'commandPrefix' | 'commands'> {
  const sets = new Map<string, { place: number; names: string[] }>()
  const files = details.map(({ run_dir, files }) => {
    const names = files.map((file) => withoutFolder(file, run_dir))
    const key = names.join('\n')
    const set = sets.get(key) ?? { place: sets.size, names }
    sets.set(key, set)
    return set.place
  })
  const known = details.flatMap(({ command }) => command ?? [])
  const prefix = commonStart(known)
  const commands = details.map(({ command }) => command?.slice(prefix.length) ?? null)
  const fits = JSON.stringify(commands).length <= MAX_BYTES.commands
  return {
    fileSets: [...sets.values()].map(({ names }) => names),
    files,
    commandPrefix: fits ? prefix : '',
    commands: fits ? commands : [],
  }
}

function withoutFolder(file: string, folder: string): string {
  return file.startsWith(`${folder}/`) ? file.slice(folder.length + 1) : file
}

/** Figures that the page has room for, in their order; the others are printed only. */
function liveFigures(
  figures: readonly WrittenFigure[],
  runs: readonly string[],
): PageData['figures'] {
  let room = MAX_BYTES.figures
  return figures.map(({ figure }) => {
    const packed = packFigure(compactFigure(figure), runs)
    const bytes = JSON.stringify(packed).length
    if (bytes > room) return null
    room -= bytes
    return packed
  })
}
