import * as v from 'valibot'

const Shape = (shape: string, entries: v.ObjectEntries) =>
  v.looseObject({ shape: v.literal(shape), run: v.optional(v.string()), ...entries })
const Position = v.tuple([v.number(), v.number()])
const Tick = v.looseObject({ value: v.number(), label: v.string() })

const AxisSchema = v.looseObject({
  type: v.picklist(['linear', 'logarithmic']),
  display: v.boolean(),
  position: v.picklist(['left', 'right', 'bottom', 'top']),
  reverse: v.boolean(),
  min: v.number(),
  max: v.number(),
  title: v.looseObject({ display: v.boolean(), text: v.string() }),
  afterBuildTicks: v.literal('fixedTicks'),
  ticks: v.looseObject({ callback: v.literal('fixedLabels') }),
  fixedTicks: v.array(Tick),
  gridLines: v.boolean(),
})

const DatasetSchema = v.looseObject({
  data: v.array(v.unknown()),
  runs: v.optional(v.array(v.tuple([v.number(), v.string()]))),
})

const ChartSchema = v.looseObject({
  type: v.literal('scatter'),
  data: v.looseObject({ datasets: v.array(DatasetSchema) }),
  options: v.looseObject({ scales: v.looseObject({ x: AxisSchema, y: AxisSchema }) }),
})

const MarkSchema = v.variant('shape', [
  Shape('rect', { x: Position, y: Position }),
  Shape('line', { points: v.array(Position), colour: v.string(), width: v.number() }),
  Shape('text', { at: Position, text: v.string(), colour: v.string(), align: v.string() }),
])

const PLOT = {
  chart: ChartSchema,
  marks: v.array(MarkSchema),
  labels: v.array(
    v.looseObject({ x: v.number(), y: v.number(), text: v.string(), colour: v.string() }),
  ),
}

const PanelsSchema = v.looseObject({
  plots: v.pipe(v.array(v.looseObject({ title: v.string(), ...PLOT })), v.minLength(1)),
  freeAxes: v.optional(v.array(v.picklist(['x', 'y']))),
  columns: v.optional(v.pipe(v.number(), v.integer(), v.minValue(1))),
  plotInches: v.optional(v.pipe(v.number(), v.gtValue(0))),
  stack: v.optional(v.pipe(v.array(v.pipe(v.number(), v.gtValue(0))), v.minLength(1))),
})

const LegendSectionSchema = v.looseObject({
  title: v.string(),
  scale: v.optional(
    v.array(v.looseObject({ colour: v.string(), text: v.string(), size: v.optional(v.string()) })),
  ),
  items: v.array(v.looseObject({ text: v.string(), symbol: v.string(), colour: v.string() })),
})

/** The form of a {@link Figure}: what drawing one relies on. Single points are not looked at. */
export const FigureSchema = v.strictObject({
  kind: v.string(),
  ...PLOT,
  panels: v.optional(PanelsSchema),
  legend: v.array(LegendSectionSchema),
  keyOfNumbers: v.optional(LegendSectionSchema),
  legendSide: v.optional(v.picklist(['right', 'below'])),
  colourBar: v.optional(
    v.looseObject({ title: v.string(), min: v.number(), max: v.number(), ticks: v.array(Tick) }),
  ),
  aspect: v.optional(v.pipe(v.number(), v.gtValue(0))),
  size: v.looseObject({ height: v.pipe(v.number(), v.gtValue(0)), shrinks: v.boolean() }),
  caption: v.string(),
  notes: v.array(v.string()),
  alt: v.string(),
})
