import { Fault } from '../platform/faults.ts'
import { explain } from '../platform/process/explain.ts'
import type { Command } from './command.ts'
import { commands } from './commands.ts'

const words = process.argv.slice(2)

try {
  await dispatch(words)
  process.exit(0)
} catch (error) {
  const { text, exitCode } = explain(error)
  console.error(text)
  process.exit(exitCode)
}

async function dispatch(given: string[]): Promise<void> {
  const asked = given[0] === 'help' ? given.slice(1) : given
  const command = find(asked)
  if (!command) {
    if (asked.length && !asked.every(isHelp)) throw unknown(asked)
    return showCommands()
  }
  if (given[0] === 'help' || given.some(isHelp)) return showHelp(command)
  try {
    await command.run(asked.slice(command.name.split(' ').length))
  } catch (error) {
    if (error instanceof Fault && error.kind === 'usage') {
      throw new Fault('usage', `${error.message}\nUsage: regard ${command.name} ${command.usage}`)
    }
    throw error
  }
}

/** `token create` stands before a command named `token` would. */
function find(given: string[]): Command | undefined {
  const two = given.slice(0, 2).join(' ')
  return commands.find(({ name }) => name === two) ?? commands.find(({ name }) => name === given[0])
}

function isHelp(word: string): boolean {
  return word === '--help' || word === '-h'
}

function unknown(given: string[]): Fault {
  return new Fault('usage', `There is no command "${given.join(' ')}". "regard help" lists what there is.`)
}

function showCommands(): void {
  const width = Math.max(...commands.map(({ name }) => name.length))
  const lines = commands.map(({ name, about }) => `  ${name.padEnd(width)}  ${about}`)
  console.log(
    `regard: administration of this desk\n\n${lines.join('\n')}\n\n"regard help COMMAND" tells more.`,
  )
}

function showHelp({ name, about, usage }: Command): void {
  console.log(`${about}\n\nUsage: regard ${name} ${usage}`.trimEnd())
}
