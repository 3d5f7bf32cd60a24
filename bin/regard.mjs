#!/usr/bin/env node
// Administration from a shell: `regard help` lists what it can do.
import { checkNode } from '../tools/launch/node-version.mjs'

const { exitCode, message } = checkNode(process.versions.node)
if (exitCode) {
  process.stderr.write(`${message}\n`)
  process.exit(exitCode)
}
import('../tools/launch/run.mjs').then(({ run }) => run(['regard', ...process.argv.slice(2)]))
