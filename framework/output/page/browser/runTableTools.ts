import { count } from '../../../text/counts.ts'
import { printable } from '../../../text/printable.ts'
import type { PageData } from '../data/pageData.ts'
import { openRunCard } from './card/runCard.ts'
import { copy } from './clipboard.ts'
import { byId, tell } from './dom.ts'
import type { Choice } from './model/choice.ts'
import type { Fragment } from './model/fragment.ts'
import type { Column, Runs } from './model/runs.ts'
import { runTools } from './runTools.ts'
import { chooseColumns } from './table/columnChooser.ts'
import { copiedRows } from './table/copyCsv.ts'
import { RunTable } from './table/runTable.ts'
import { groupsView, runsView } from './table/tableView.ts'

/** The table of runs with what stands above it. */
export function runTable(
  data: PageData,
  { runs, choice, fragment }: { runs: Runs; choice: Choice; fragment: Fragment },
): void {
  const place = byId('run-table')
  const onlyChanged = byId<HTMLInputElement>('only-changed')
  let table: RunTable
  let made = Promise.resolve()
  const openCard = (run: number) => {
    const [other] = [...choice.selected].filter((each) => each !== run)
    const isPair = choice.selected.size <= 2
    fragment.set({ run: runs.names[run] })
    openRunCard({ runs, cards: data.runs.cards }, run, {
      compareWith: isPair ? other : undefined,
      onClose: () => fragment.set({ run: undefined }),
    })
  }
  const isShown = (column: Column) => column.isChanged || !onlyChanged.checked
  /** One after another, since a table cannot be replaced before it stands. */
  const make = () => {
    made = made.then(makeAgain)
  }
  const makeAgain = async () => {
    await table?.destroy()
    const { columns, group, sort } = fragment.state
    table = new RunTable(place, {
      view:
        group === undefined
          ? runsView(runs, openCard)
          : groupsView(runs, group, tools.passes, (members) => choice.select(members)),
      layout: { ...(columns && { columns }), ...(sort && { sort }) },
      ...{ choice, isShown },
      passes: tools.passes,
      onLayout: (layout) => fragment.set(layout),
    })
    tellUnknown(table, fragment.state)
    describe(table)
  }
  const filterAgain = () => {
    if (fragment.state.group !== undefined) return make()
    made = made.then(async () => {
      await table.filter(tools.passes)
      describe(table)
    })
  }
  const describe = ({ view }: RunTable) => {
    const shown = runs.names.filter((_, run) => tools.passes(run)).length
    const parts = [
      shown === runs.count ? count(runs.count, 'run') : `${shown} of ${count(runs.count, 'run')}`,
      ...(view.unit === 'group' ? [count(view.runs.length, 'group')] : []),
      ...(choice.selected.size > 0 ? [`${choice.selected.size} selected`] : []),
    ]
    byId('run-count').textContent = parts.join(' · ')
  }
  byId('run-tools').hidden = false
  onlyChanged.checked = fragment.state.allColumns !== true && runs.count > 1
  const tools = runTools({ runs, choice, fragment }, { onFilter: filterAgain, onGroup: make })
  onlyChanged.addEventListener('change', () => {
    fragment.set({ allColumns: onlyChanged.checked ? undefined : true, columns: undefined })
    make()
  })
  byId('columns').addEventListener('click', () => {
    const shown = table.shownColumns().map(({ name }) => name)
    chooseColumns(table.view.columns, shown, (columns) => {
      fragment.set({ columns })
      make()
    })
  })
  byId('copy').addEventListener('click', async () => {
    const rows = table.rows()
    const isCopied = await copy(copiedRows(table.shownColumns(), rows))
    const said = isCopied ? `${count(rows.length, 'row')} copied.` : 'The browser forbids copying.'
    byId('copy').textContent = said
    tell(said)
    setTimeout(() => {
      byId('copy').textContent = 'Copy as CSV'
    }, 2000)
  })
  byId('unselect').addEventListener('click', () => choice.select([]))
  choice.onChange(() => {
    fragment.set({ selected: [...choice.selected].map((run) => runs.names[run] ?? '') })
    if (table === undefined) return
    describe(table)
    void table.refresh()
  })
  make()
  const opened = fragment.state.run
  const run = opened === undefined ? undefined : runs.rows.get(opened)
  if (run !== undefined) openCard(run)
}

/** Says which columns of an address this report does not have: it may be that of another one. */
function tellUnknown(
  { view }: RunTable,
  { columns = [], sort = [] }: Pick<Fragment['state'], 'columns' | 'sort'>,
): void {
  const known = new Set(view.columns.map(({ name }) => name))
  const asked = new Set([...columns, ...sort.map(({ column }) => column)])
  const unknown = [...asked].filter((name) => !known.has(name)).map(printable)
  byId('unknown-columns').textContent =
    unknown.length === 0
      ? ''
      : `The address of this page names columns that are not here: ${unknown.join(', ')}.`
}
