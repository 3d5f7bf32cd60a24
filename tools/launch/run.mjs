import { pathToFileURL } from 'node:url'
import { ensureBuilt } from './built.mjs'
import { LaunchFault, root } from './common.mjs'
import { ensureInstalled } from './installed.mjs'
import { takeTurn } from './turn.mjs'
import { verbs } from './verbs.mjs'

/**
 * Installs and builds what the verb needs, then does it.
 * @param {string[]} words the verb and its own arguments
 */
export async function run([name = '', ...rest]) {
  try {
    const verb = verbs[name]
    if (!verb)
      throw new LaunchFault(2, `Unknown command "${name}". There are: ${Object.keys(verbs).join(', ')}.`)
    process.chdir(root)
    const release = takeTurn()
    try {
      await ensureInstalled()
      if (verb.needsBuild) await ensureBuilt()
    } finally {
      release()
    }
    if (verb.program) await runHere(verb.program, [...(verb.words ?? []), ...rest])
    else process.exitCode = await verb.act(rest)
  } catch (error) {
    if (!(error instanceof LaunchFault)) throw error
    process.stderr.write(`${error.message}\n`)
    process.exitCode = error.exitCode
  }
}

/** The built program runs in this very process: one less between the signals, the exit code and the server. */
async function runHere(program, words) {
  process.env.NODE_ENV ??= 'production'
  process.argv = [process.argv[0], program, ...words]
  await import(pathToFileURL(program).href)
}
