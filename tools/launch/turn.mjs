import { mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { root, say } from './common.mjs'

const place = join(root, '.stamp')
const path = join(place, 'turn')

/**
 * Two commands started at the same moment must not install or build over each other: the second waits.
 * @returns {() => void} ends the turn
 */
export function takeTurn() {
  for (let round = 0; ; round++) {
    try {
      mkdirSync(place, { recursive: true })
      writeFileSync(path, String(process.pid), { flag: 'wx' })
      const release = () => rmSync(path, { force: true })
      process.once('exit', release)
      return release
    } catch (error) {
      // A folder we may not write in can hold nothing that anybody builds now.
      if (error.code !== 'EEXIST') return () => undefined
    }
    if (!holderLives()) rmSync(path, { force: true })
    else if (round === 10) say('Another command is installing or building here: waiting for it.')
    Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, 100)
  }
}

function holderLives() {
  try {
    process.kill(Number(readFileSync(path, 'utf8')) || process.pid, 0)
    return true
  } catch (error) {
    return error.code === 'EPERM'
  }
}
