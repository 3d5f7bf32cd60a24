// Every script of package.json starts here. This file and the next must be readable by any Node, so that one
// that is too old gets a sentence and not a syntax error; the rest is loaded after the version was checked.
import { checkNode } from './launch/node-version.mjs'

// The warning belongs to the start of the server, not between a command and its answer.
const quietWords = ['regard', 'backup', 'restore']
const verdict = checkNode(process.versions.node)
const quiet = quietWords.includes(process.argv[2]) && !verdict.exitCode
if (verdict.message && !quiet) process.stderr.write(`${verdict.message}\n`)
if (verdict.exitCode) process.exit(verdict.exitCode)

import('./launch/run.mjs').then(({ run }) => run(process.argv.slice(2)))
