import { describe, expect, test } from 'vitest'
import { z } from 'zod'
import type { Fault } from '../platform/faults.ts'
import { checked, needed, readWords } from './command.ts'
import { commands, type Listed } from './commands.ts'

const refusal = (work: () => unknown): Fault => {
  try {
    work()
  } catch (error) {
    return error as Fault
  }
  return expect.fail('it was taken')
}
const options = { name: { type: 'string' }, force: { type: 'boolean' } } as const

describe('the words after a command', () => {
  test('are read in any order, and both ways of writing a value', () => {
    const { values, positionals } = readWords(['here', '--name=Ada', '--force', 'there'], options)
    expect({ ...values }).toEqual({ name: 'Ada', force: true })
    expect(positionals).toEqual(['here', 'there'])
    expect(readWords(['--name', 'Ada Lima'], options).values.name).toBe('Ada Lima')
    expect(readWords(['--', '--name'], options).positionals).toEqual(['--name'])
  })

  test.each([
    [['--nmae', 'Ada'], 'nmae'],
    [['--name'], 'name'],
    [['--force=yes'], 'force'],
    [['-x'], 'x'],
  ])('%j are refused, saying which', (words, about) => {
    const fault = refusal(() => readWords(words, options))
    expect(fault).toMatchObject({ kind: 'usage', exitCode: 2 })
    expect(fault.message).toContain(about)
  })

  test('that must be there are asked for by name, also when they are empty', () => {
    expect(needed('Ada', 'name')).toBe('Ada')
    expect(refusal(() => needed(undefined, 'name')).message).toBe('--name is missing.')
    expect(refusal(() => needed('', 'name')).message).toBe('--name is missing.')
  })
})

test('what does not fit the desk is told field by field, without the values', () => {
  const schema = z.object({
    email: z.email('is no address'),
    imap: z.object({ port: z.number('is no number') }),
  })
  expect(checked(schema, { email: 'a@b.example', imap: { port: 1 } })).toEqual({
    email: 'a@b.example',
    imap: { port: 1 },
  })
  const fault = refusal(() => checked(schema, { email: 'canary', imap: { port: 'canary' } }))
  expect(fault.message).toBe('email is no address; imap.port is no number')
})

const load = ({ load }: Listed) => load()

describe.each(commands.map((listed): [string, Listed] => [listed.name, listed]))(
  'regard %s',
  (name, listed) => {
    test('is one line in the list, and tells how it is written', async () => {
      expect(listed.about).toMatch(/^[A-Z].*\.$/)
      expect(listed.about).not.toContain('\n')
      expect((await load(listed)).usage).not.toBe('')
      expect(commands.filter((other) => other.name === name)).toHaveLength(1)
    })

    test('refuses an option it does not know before it opens anything', async () => {
      const { run } = await load(listed)
      await expect(Promise.resolve().then(() => run(['--no-such-option']))).rejects.toMatchObject({
        kind: 'usage',
      })
    })
  },
)

test.each([
  ['setup', ['--password', 'x'], '--email is missing'],
  ['setup', ['--email', 'ada@school.example'], '--password is missing'],
  ['setup', ['--email', 'nobody', '--password', 'lantern-otter-42'], 'email'],
  ['setup', ['--email', 'a@b.example', '--password', 'short'], 'password'],
  ['setup', ['--email', 'a@b.example', '--password', 'lantern-otter-42', '--time-zone', 'Mars'], 'timeZone'],
  ['token create', ['--scopes', 'all'], '--name is missing'],
  ['token create', ['--name', 'x'], '--scopes is missing'],
  ['token create', ['--name', 'x', '--scopes', 'all', '--expires', 'soon'], '--expires soon is no date'],
  ['mailbox add', ['--smtp', 'smtp://x'], '--address is missing'],
  ['mailbox add', ['--address', 'a@b.example', '--imap', 'smtp://x'], '--imap must be an address'],
  ['restore', [], 'Name the folder of the backup.'],
  ['seed', [], '--cases is missing'],
  ['seed', ['--cases', '0'], '--cases must be a whole number from 1 to 10000000.'],
  ['seed', ['--cases', '1.5'], '--cases must be'],
  ['seed', ['--cases', 'ten'], '--cases must be'],
  ['seed', ['--cases', '10000001'], '--cases must be'],
  ['seed', ['--cases', '5', '--seed', '-1'], '--seed'],
])('regard %s %j says what is missing or wrong: %s', async (name, words, about) => {
  const listed = commands.find((one) => one.name === name)
  const running = Promise.resolve().then(async () => (await listed?.load())?.run(words))
  await expect(running).rejects.toMatchObject({ kind: 'usage', message: expect.stringContaining(about) })
})
