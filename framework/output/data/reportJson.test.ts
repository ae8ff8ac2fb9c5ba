import { toJsonSchema } from '@valibot/to-json-schema'
import { expect, test } from 'vitest'
import { ReportJsonSchema } from './reportJson.ts'

test('docs/report.schema.json describes report.json', async () => {
  const schema = { title: 'report.json of thesis-report', ...toJsonSchema(ReportJsonSchema) }
  await expect(`${JSON.stringify(schema, null, 2)}\n`).toMatchFileSnapshot(
    '../../../docs/report.schema.json',
  )
})
