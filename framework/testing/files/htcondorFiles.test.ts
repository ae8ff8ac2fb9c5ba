import { readFileSync } from 'node:fs'
import path from 'node:path'
import { expect, test } from 'vitest'
import { PACKAGE_ROOT } from '../../packageRoot.ts'
import { parseDag, parseSubmitFile, splitArguments } from './htcondorFiles.ts'

test('arguments in the old syntax are separated by blanks, and hold no quotes', () => {
  expect(splitArguments('plan.json  3')).toEqual(['plan.json', '3'])
  expect(() => splitArguments("a 'b c'")).toThrow('a quote in the old syntax')
})

test('in the new syntax double quotes are doubled, and single quotes keep blanks and brackets together', () => {
  expect(splitArguments(`"-n x 'a b=[1, 2]' it''s c=""d"" 'it''s'"`)).toEqual([
    '-n',
    'x',
    'a b=[1, 2]',
    'its',
    'c="d"',
    "it's",
  ])
  expect(() => splitArguments('"a "b"')).toThrow('a lone quote')
})

test('a misspelt command, an attribute without quotes, and a file that queues nothing are refused', () => {
  expect(() => parseSubmitFile('request_cpu = 1\nqueue\n')).toThrow('not a command: request_cpu')
  expect(() => parseSubmitFile('+UseOS = el9\nqueue\n')).toThrow('not a command: +UseOS')
  expect(() => parseSubmitFile('universe = vanilla\n')).toThrow('nothing is queued')
})

test('a DAG whose line is misspelt, or whose parent is not there, is refused', () => {
  expect(() => parseDag('JOB a.b x.sub\n')).toThrow('not a line of a DAG')
  expect(() => parseDag('JOB a x.sub\nVARS a part=1\n')).toThrow('not a line of a DAG')
  expect(() => parseDag('JOB a x.sub\nPARENT b CHILD a\n')).toThrow('no such node')
})

test('the submit file of a whole report is one', () => {
  const text = readFileSync(path.join(PACKAGE_ROOT, 'hpc/stoomboot/report.sub'), 'utf8')
  const { commands, attributes } = parseSubmitFile(text)
  expect(commands.get('executable')).toBe('hpc/stoomboot/report.sh')
  expect(attributes.get('JobCategory')).toBe('"short"')
})
