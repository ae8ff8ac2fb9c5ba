import type { ColumnTable } from 'arquero'
import { resolveColumn } from '../../tables/columnAliases.ts'
import { cellValue, valueKey } from '../../tables/valueKey.ts'
import type { SettingValue } from './intervalWithinSettings.ts'

/** Of each run: the key of its setting, and that of its seed, null where it has none. */
export function settingKeys(
  runs: ColumnTable,
  parameters: readonly string[],
  seed = 'seed',
): Omit<SettingValue, 'value'>[] {
  const cellsOf = (name: string) => {
    const column = resolveColumn(runs, name)
    return column === undefined ? [] : [runs.array(column) as ArrayLike<unknown>]
  }
  const columns = parameters.filter((name) => name !== seed).flatMap(cellsOf)
  const [seeds] = cellsOf(seed)
  return Array.from({ length: runs.numRows() }, (_, row) => ({
    setting: columns.map((cells) => valueKey(cells[row])).join('\n'),
    seed: cellValue(seeds?.[row]) === null ? null : valueKey(seeds?.[row]),
  }))
}
