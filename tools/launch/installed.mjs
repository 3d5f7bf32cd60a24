import { createHash } from 'node:crypto'
import { existsSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { LaunchFault, root, runProgram, say } from './common.mjs'

const modules = join(root, 'node_modules')
const stamp = join(modules, '.regard-installed')

/** Makes node_modules what package-lock.json says, when it is not so already. Throws exit code 11. */
export async function ensureInstalled() {
  const lock = readFileSync(join(root, 'package-lock.json'))
  const wanted = createHash('sha256').update(lock).digest('hex')
  if (readIfThere(stamp) === wanted) return
  if (!matches(JSON.parse(lock))) await install()
  try {
    writeFileSync(stamp, wanted)
  } catch {
    // Installed by another user for us to run: it is compared again next time, which takes a moment.
  }
}

async function install() {
  const begun = Date.now()
  say('Fetching the parts Regard is made of (once, about a minute)…')
  const beat = setInterval(() => say(`  still fetching, ${seconds(begun)} s`), 10_000)
  const npm = process.env.npm_execpath
  const args = ['ci', '--prefer-offline', '--no-audit', '--no-fund', '--loglevel=error']
  const code = await runProgram(npm ? process.execPath : 'npm', npm ? [npm, ...args] : args).catch(() => 1)
  clearInterval(beat)
  if (code >= 128)
    throw new LaunchFault(code, 'Stopped while fetching. The next start begins that step again.')
  if (code !== 0) {
    throw new LaunchFault(
      11,
      'The parts Regard is made of could not be fetched (npm said why above). Your data was not touched. Look whether the network and the disk are all right, then start again.',
    )
  }
  say(`Fetched in ${seconds(begun)} s.`)
}

/** What npm noted about its last complete run, compared with the lockfile: an install by hand counts too. */
function matches(lock) {
  const noted = readIfThere(join(modules, '.package-lock.json'))
  if (!noted) return false
  const installed = JSON.parse(noted).packages
  return Object.entries(lock.packages).every(([path, wanted]) => {
    const found = installed[path]
    if (path === '') return true
    if (found) return found.version === wanted.version && existsSync(join(root, path))
    return wanted.optional || wanted.devOptional
  })
}

function readIfThere(path) {
  return existsSync(path) ? readFileSync(path, 'utf8') : undefined
}

const seconds = (since) => Math.round((Date.now() - since) / 1000)
