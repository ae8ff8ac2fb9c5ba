import type { Command, Option } from 'commander'

/** The reference of the command line, docs/cli.md, from its grammar. */
export function commandReference(cli: Command): string {
  const shown = cli.createHelp().visibleCommands(cli)
  const commands = cli.commands
    .filter((command) => shown.includes(command))
    .map((command) => section(command, `thesis-report ${command.name()}`))
  return `# Command line

Made from the code; \`npx vitest run --project unit framework/cli/reference.test.ts -u\` writes it anew. \`thesis-report
COMMAND --help\` prints the same with examples. Without words, \`thesis-report\` says which runs lie in the directory and
what can be made of them.

${section(cli, 'thesis-report')}
Exit codes: 0 done, 1 failed, or a part of a report failed, 2 wrong usage, 3 results or jobs are missing. Wrong usage is
a command, an option, a report or a column of \`--columns\` and its like that is not there; an override or a config
that is wrong fails with 1, as in Hydra.

${commands.join('\n')}`
}

function section(command: Command, name: string): string {
  const words = command.registeredArguments.map((each) => {
    const text = each.variadic ? `${each.name()}...` : each.name()
    return each.required ? `<${text}>` : `[${text}]`
  })
  const lines = [
    `## ${name}`,
    '',
    command.description(),
    '',
    '```',
    [name, '[options]', ...words].join(' '),
    '```',
    '',
    ...table(
      'argument',
      command.registeredArguments.map(({ description }, at) => [words[at] ?? '', description]),
    ),
    ...table(
      'option',
      command.options.map((option) => [option.flags, describeOption(option)]),
    ),
  ]
  return lines.join('\n')
}

function describeOption({ description, defaultValue }: Option): string {
  return defaultValue === undefined ? description : `${description} (${String(defaultValue)})`
}

function table(what: string, rows: readonly (readonly [string, string])[]): string[] {
  if (rows.length === 0) return []
  const cell = (text: string) =>
    text.replaceAll('|', '\\|').replaceAll('*', '\\*').replaceAll('<', '\\<')
  return [
    `| ${what} | |`,
    '| --- | --- |',
    ...rows.map(([word, description]) => `| \`${word}\` | ${cell(description)} |`),
    '',
  ]
}
