/** What is known of a table's columns. */
export interface ColumnNotes {
  /** Other name -> column. */
  readonly aliases: ReadonlyMap<string, string>
  /** Columns of parameters that differ between the runs; undefined: not known. */
  readonly parameters?: readonly string[]
  /** Columns that are not parameters, such as what the runs measured. */
  readonly others?: ReadonlySet<string>
  /** Of a parameter: columns of others that were set and divide the runs as it does, which it stands for. */
  readonly confounded?: ReadonlyMap<string, readonly string[]>
  /** No run has recorded any parameter, so that nobody knows whether some differ. */
  readonly recordsNone?: boolean
}

/** What became of a table's columns in one that was made of it. */
export interface NamesNow {
  /** The names of a column: none where it was left out. */
  readonly of: (column: string) => readonly string[]
  /** Names of new columns. */
  readonly added: readonly string[]
}

/** The same after columns were renamed, left out or added; what is added is no parameter. */
export function renameNotes(notes: ColumnNotes, names: NamesNow): ColumnNotes {
  const { aliases, parameters, others, confounded, recordsNone } = notes
  // A parameter may be noted by its other name, which stays what it is.
  const known = (column: string) => (aliases.has(column) ? [column] : names.of(column))
  // What a parameter stands for is to be told even where its column is gone.
  const stillNamed = (column: string) => {
    const now = known(column)
    return now.length > 0 ? now : [column]
  }
  const named = [...aliases].flatMap(([alias, column]) =>
    names.of(column).map((now): [string, string] => [alias, now]),
  )
  const standingFor = [...(confounded ?? [])].flatMap(([column, hidden]) =>
    known(column).map((now): [string, string[]] => [now, hidden.flatMap(stillNamed)]),
  )
  return {
    aliases: new Map(named),
    ...(parameters && { parameters: parameters.flatMap(known) }),
    ...(others && { others: new Set([...[...others].flatMap(names.of), ...names.added]) }),
    ...(confounded && { confounded: new Map(standingFor) }),
    ...(recordsNone && { recordsNone }),
  }
}

/** The same after the rows were summed up in groups: what is worked out from many is no parameter. */
export function notesOfGroups(
  { aliases, parameters, others, confounded, recordsNone }: ColumnNotes,
  { keys, columns }: { readonly keys: readonly string[]; readonly columns: readonly string[] },
): ColumnNotes {
  const computed = columns.filter((column) => !keys.includes(column))
  const isKey = (column: string) => keys.includes(aliases.get(column) ?? column)
  return {
    aliases: new Map([...aliases].filter(([, column]) => isKey(column))),
    ...(parameters && { parameters: parameters.filter(isKey) }),
    ...(others && { others: new Set([...others, ...computed]) }),
    ...(confounded && { confounded: new Map([...confounded].filter(([key]) => isKey(key))) }),
    ...(recordsNone && { recordsNone }),
  }
}

/** What holds of the rows of both: what differs in either of them, and stands for the same in both. */
export function joinNotes(one: ColumnNotes, other: ColumnNotes): ColumnNotes {
  const parameters =
    one.parameters && other.parameters
      ? [...new Set([...one.parameters, ...other.parameters])]
      : undefined
  const others =
    one.others && other.others
      ? new Set([...one.others, ...other.others].filter((name) => !parameters?.includes(name)))
      : undefined
  const confounded = [...(one.confounded ?? [])].map(([column, hidden]) => {
    const also = other.confounded?.get(column) ?? []
    return [column, hidden.filter((each) => also.includes(each))] as const
  })
  return {
    aliases: new Map([...other.aliases, ...one.aliases]),
    ...(parameters && { parameters }),
    ...(others && { others }),
    ...(one.confounded && { confounded: new Map(confounded) }),
    ...(one.recordsNone && other.recordsNone && { recordsNone: true }),
  }
}
