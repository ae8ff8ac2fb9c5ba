/** Pieces of names side by side: what all of them share, in order, and what stands between. */
export interface AlignedNames {
  /** The runs of pieces that every name has, in this order. */
  readonly blocks: string[][]
  /** For each name, its own pieces before, between and after the blocks: one more than blocks. */
  readonly gaps: string[][][]
}

/** A longest common subsequence takes one step for each pair of pieces: beyond this, only ends count. */
const MAX_STEPS = 40_000

/** Aligns names by their words: `lr=0.1_seed=1` and `lr=0.2_seed=1` share `lr=` and `_seed=1`. */
export function alignWords(names: readonly (readonly string[])[]): AlignedNames {
  const [first = [], ...others] = names
  let shared: readonly string[] = first
  for (const other of others) shared = sharedPieces(shared, other)
  return align(
    names,
    names.map((name) => placesOf(name, shared)),
  )
}

/** Aligns names by their letters: by position where all have as many, else by how they begin and end. */
export function alignLetters(names: readonly (readonly string[])[]): AlignedNames {
  const [first = []] = names
  const isShared = (at: number) => names.every((name) => name[at] === first[at])
  if (names.every(({ length }) => length === first.length)) {
    const places = [...first.keys()].filter(isShared)
    return align(
      names,
      names.map(() => places),
    )
  }
  const shortest = Math.min(...names.map(({ length }) => length))
  let nStart = 0
  while (nStart < shortest && isShared(nStart)) nStart++
  const isSharedEnd = (n: number) => names.every((name) => name.at(-n) === first.at(-n))
  let nEnd = 0
  while (nEnd < shortest - nStart && isSharedEnd(nEnd + 1)) nEnd++
  return align(
    names,
    names.map(({ length }) => [
      ...Array.from({ length: nStart }, (_, i) => i),
      ...Array.from({ length: nEnd }, (_, i) => length - nEnd + i),
    ]),
  )
}

/** @param places of the shared pieces in each name, the same number in all of them */
function align(
  names: readonly (readonly string[])[],
  places: readonly (readonly number[])[],
): AlignedNames {
  const [name = []] = names
  const [placesInFirst = []] = places
  const blocks: string[][] = []
  const starts: number[] = []
  placesInFirst.forEach((place, i) => {
    const goesOn = i > 0 && places.every((each) => each[i] === (each[i - 1] as number) + 1)
    if (!goesOn) {
      blocks.push([])
      starts.push(i)
    }
    blocks.at(-1)?.push(name[place] as string)
  })
  const gaps = names.map((pieces, at) => {
    const own = places[at] as readonly number[]
    const edges = starts.map((i, block) => [own[i], (own[i] as number) + sizeOf(blocks[block])])
    return [...edges, [pieces.length]].map(([end], i) => pieces.slice(edges[i - 1]?.[1] ?? 0, end))
  })
  return { blocks, gaps }
}

function sizeOf(block: readonly string[] | undefined): number {
  return block?.length ?? 0
}

/** Where the shared pieces stand in a name, each as far left as it can. */
function placesOf(name: readonly string[], shared: readonly string[]): number[] {
  let from = 0
  return shared.map((piece) => {
    const place = name.indexOf(piece, from)
    from = place + 1
    return place
  })
}

/** A longest common subsequence of two names' pieces. */
function sharedPieces(a: readonly string[], b: readonly string[]): string[] {
  let start = 0
  const shortest = Math.min(a.length, b.length)
  while (start < shortest && a[start] === b[start]) start++
  let end = 0
  while (end < shortest - start && a.at(-1 - end) === b.at(-1 - end)) end++
  const middle = longestShared(a.slice(start, a.length - end), b.slice(start, b.length - end))
  return [...a.slice(0, start), ...middle, ...a.slice(a.length - end)]
}

function longestShared(a: readonly string[], b: readonly string[]): string[] {
  if (a.length * b.length > MAX_STEPS) return []
  const width = b.length + 1
  // The length of the longest for the rests of a and b from each pair of places.
  const lengths = new Uint16Array((a.length + 1) * width)
  for (let i = a.length - 1; i >= 0; i--) {
    for (let j = b.length - 1; j >= 0; j--) {
      lengths[i * width + j] =
        a[i] === b[j]
          ? 1 + (lengths[(i + 1) * width + j + 1] as number)
          : Math.max(lengths[(i + 1) * width + j] as number, lengths[i * width + j + 1] as number)
    }
  }
  const shared: string[] = []
  let [i, j] = [0, 0]
  while (i < a.length && j < b.length) {
    if (a[i] === b[j]) {
      shared.push(a[i] as string)
      i++
      j++
    } else if ((lengths[(i + 1) * width + j] as number) >= (lengths[i * width + j + 1] as number)) {
      i++
    } else {
      j++
    }
  }
  return shared
}
