import { Fault } from '../platform/faults.ts'
import { explain } from '../platform/process/explain.ts'
import { commands, type Listed } from './commands.ts'

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
  const listed = find(asked)
  if (!listed) {
    if (asked.length && !asked.every(isHelp)) throw unknown(asked)
    return showCommands()
  }
  const { usage, run } = await listed.load()
  const written = `Usage: regard ${listed.name} ${usage}`
  if (given[0] === 'help' || given.some(isHelp)) return console.log(`${listed.about}\n\n${written}`)
  try {
    await run(asked.slice(listed.name.split(' ').length))
  } catch (error) {
    if (!(error instanceof Fault && error.kind === 'usage')) throw error
    throw new Fault('usage', `${error.message}\n${written}`)
  }
}

/** `token create` stands before a command named `token` would. */
function find(given: string[]): Listed | undefined {
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
