import { existsSync } from 'node:fs'
import { join } from 'node:path'
import { LaunchFault, root, runTool } from './common.mjs'
import { develop } from './develop.mjs'

const server = join(root, 'dist/main.js')
const cli = join(root, 'dist/cli.js')
const script = (path) => (words) => {
  if (!existsSync(join(root, path))) throw new LaunchFault(2, `This version has no ${path} yet.`)
  return runTool('tsx', [path, ...words])
}

/**
 * What each script does once everything is installed: a built program (run in this process, with `words` before
 * the given ones) or an act that returns an exit code.
 */
export const verbs = {
  start: { needsBuild: true, program: server },
  demo: { needsBuild: true, program: server, words: ['--demo'] },
  dev: { needsBuild: false, act: develop },
  build: { needsBuild: true, act: async () => 0 },
  test: { needsBuild: true, act: script('tools/launch/test.ts') },
  check: { needsBuild: true, act: script('tools/check.ts') },
  bench: {
    needsBuild: true,
    // One proof by its name (`bench -- kill`), or the measures of the whole desk.
    act: ([what = '', ...words]) =>
      /^[a-z-]+$/.test(what) && !what.startsWith('-')
        ? script(`bench/${what}.ts`)(words)
        : script('bench/run.ts')([what, ...words].filter(Boolean)),
  },
  conformance: { needsBuild: true, act: script('bench/conformance/main.ts') },
  regard: { needsBuild: true, program: cli },
  backup: { needsBuild: true, program: cli, words: ['backup'] },
  restore: { needsBuild: true, program: cli, words: ['restore'] },
  screens: { needsBuild: true, act: script('tools/screens.ts') },
}
