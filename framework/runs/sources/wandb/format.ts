/**
 * The folder of a W&B run: `run-<id>.wandb` and `files/`. Sources: `wandb/sdk/internal/datastore.py`,
 * `wandb/proto/wandb_internal.proto`, and LevelDB's `log_format.md`.
 *
 * A `.wandb` file is a head of 7 bytes and then blocks of 32 KiB, counted from the start of the file.
 * A block holds chunks: a CRC-32 (zlib's, over type and data, 4 bytes, little endian), the length of
 * the data (2 bytes), the type (1 byte), the data. A record is one chunk or several; fewer than 7
 * bytes at the end of a block are padding. Each record is a protobuf message.
 */
import { WireType } from '@bufbuild/protobuf/wire'
import { fieldTag } from '../reading/protobuf.ts'

export const LOG_FILE = /^run-.*\.wandb$/
export const RUN_FOLDER = /^(?:offline-)?run-\d{8}_\d{6}-(.+)$/

export const FILES_FOLDER = 'files'
export const CONFIG_FILE = 'files/config.yaml'
export const SUMMARY_FILE = 'files/wandb-summary.json'
export const METADATA_FILE = 'files/wandb-metadata.json'

/** `:W&B`, the number 0xBEE1 (little endian) and the version 0. */
export const LOG_HEAD = Buffer.from([0x3a, 0x57, 0x26, 0x42, 0xe1, 0xbe, 0x00])

export const BLOCK_BYTES = 32 * 1024
export const CHUNK_HEAD_BYTES = 7

export const CHUNK = { whole: 1, first: 2, middle: 3, last: 4 } as const

const { Varint, LengthDelimited } = WireType

export const RECORD = {
  history: fieldTag(2, LengthDelimited),
  summary: fieldTag(3, LengthDelimited),
  config: fieldTag(5, LengthDelimited),
  metric: fieldTag(12, LengthDelimited),
  run: fieldTag(17, LengthDelimited),
  exit: fieldTag(18, LengthDelimited),
} as const

export const HISTORY = {
  item: fieldTag(1, LengthDelimited),
  step: fieldTag(2, LengthDelimited),
} as const

export const HISTORY_STEP = { number: fieldTag(1, Varint) } as const

/** Records of the summary and of the config say what is set and what is removed. */
export const CHANGES = {
  update: fieldTag(1, LengthDelimited),
  remove: fieldTag(2, LengthDelimited),
} as const

/** Items of the history, the summary and the config are alike. */
export const ITEM = {
  key: fieldTag(1, LengthDelimited),
  nestedKey: fieldTag(2, LengthDelimited),
  valueJson: fieldTag(16, LengthDelimited),
} as const

export const METRIC = {
  name: fieldTag(1, LengthDelimited),
  goal: fieldTag(8, Varint),
} as const

export const GOALS = new Map([
  [1, 'min'],
  [2, 'max'],
] as const)

export const RUN = {
  runId: fieldTag(1, LengthDelimited),
  project: fieldTag(3, LengthDelimited),
  config: fieldTag(4, LengthDelimited),
  displayName: fieldTag(8, LengthDelimited),
  startTime: fieldTag(17, LengthDelimited),
  git: fieldTag(21, LengthDelimited),
} as const

export const TIMESTAMP = { seconds: fieldTag(1, Varint), nanos: fieldTag(2, Varint) } as const

export const GIT = { commit: fieldTag(2, LengthDelimited) } as const

export const EXIT = { exitCode: fieldTag(1, Varint), runtime: fieldTag(2, Varint) } as const

/** Keys that W&B itself adds to a row and to the summary start with this. */
export const OWN_KEY = '_'
export const STEP_KEY = '_step'
export const RUNTIME_KEY = '_runtime'
/** What marks an object as an image, a table or another medium. */
export const MEDIA_KEY = '_type'

/** Keys of the config that W&B itself adds. */
export const OWN_CONFIG_KEYS: ReadonlySet<string> = new Set(['_wandb', 'wandb_version'])
