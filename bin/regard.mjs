#!/usr/bin/env node
// Administration from a shell: `regard help` lists what it can do. In a checkout it goes through the launcher,
// which installs and builds what is stale; an image brings only the built program.
import { existsSync } from 'node:fs'

const launcher = new URL('../tools/launch.mjs', import.meta.url)
const inCheckout = existsSync(launcher)
if (inCheckout) process.argv.splice(2, 0, 'regard')
import(inCheckout ? launcher.href : new URL('../dist/cli.js', import.meta.url).href)
