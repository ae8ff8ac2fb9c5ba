/**
 * The one look of all figures. Lengths are CSS pixels, of which 100 are one inch on paper, so a
 * type size in points keeps its size at every width of a figure.
 */
export const PX_PER_INCH = 100

/** CSS pixels of a length in printer's points (1/72 inch). */
export const pt = (points: number): number => (points * PX_PER_INCH) / 72

/** Widths on a page with the usual margins of a thesis, in inches. */
export const WIDTH_INCHES = { full: 6.3, two_thirds: 4.2, half: 3.0 } as const
export type FigureWidth = keyof typeof WIDTH_INCHES

/**
 * The bundled font, then the families that may supply what it lacks (CJK above all) where a machine
 * has them; elsewhere such a letter is an empty box, which `noteMissingGlyphs` names.
 */
export const FONT_FAMILY =
  'SourceSans, "Noto Sans CJK SC", "Noto Sans CJK JP", "Source Han Sans", "Droid Sans Fallback", "WenQuanYi Zen Hei", "Hiragino Sans", "Microsoft YaHei", sans-serif'

/**
 * Points of the tick labels, the size that others are told by: the small letters of the bundled font are
 * then as high as those of a text in 10 pt Computer Modern.
 */
export const TICK_PT = 9

export const FONT_PX = {
  tick: pt(TICK_PT),
  title: pt(10),
  legend: pt(9),
  label: pt(8.5),
  note: pt(8.5),
}

export const INK = {
  text: '#222222',
  muted: '#555555',
  axis: '#444444',
  grid: '#ebebeb',
  paper: '#ffffff',
} as const

export const LINE_PX = {
  axis: pt(0.6),
  run: pt(0.6),
  curve: pt(1.4),
  /** Thinner, since its steps are as fine as the line. */
  ecdf: pt(1.1),
  mark: pt(0.8),
  marker: pt(1.1),
  hollow: pt(1),
  edge: pt(0.4),
}

/** Text in the figures' font, as a canvas takes it. */
export const font = (px: number, weight: 400 | 600 = 400): string =>
  `${weight} ${px}px ${FONT_FAMILY}`
