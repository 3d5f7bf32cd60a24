// Builds everything into dist/: whole or not at all, so that a stop in the middle leaves the last build in use.
import { existsSync, mkdirSync, readdirSync, renameSync, rmSync, writeFileSync } from 'node:fs'
import { basename, join } from 'node:path'
import { build } from 'esbuild'
import { root, runTool, say } from './common.mjs'
import { compressTexts } from './compress.mjs'
import { bundling, copyMigrations, workerEntries } from './server-parts.mjs'
import { sourcesDigest } from './sources.mjs'

// Whoever builds, also a test: otherwise React comes in the form for its developers.
process.env.NODE_ENV = 'production'

const begun = Date.now()
const digest = sourcesDigest()
const fresh = join(root, `dist.new-${process.pid}`)
say('Building…')
try {
  await Promise.all([buildServer(), buildWeb()])
  writeFileSync(join(fresh, '.stamp'), digest)
  putInPlace()
  say(`Built in ${((Date.now() - begun) / 1000).toFixed(1)} s.`)
} catch (error) {
  if (error.message) say(error.message)
  process.exitCode = 1
} finally {
  rmSync(fresh, { recursive: true, force: true })
}

async function buildServer() {
  mkdirSync(fresh, { recursive: true })
  await build({
    absWorkingDir: root,
    entryPoints: { main: 'server/main.ts', cli: 'server/cli/main.ts', ...workerEntries() },
    outdir: fresh,
    sourcemap: 'linked',
    ...bundling,
  })
  copyMigrations(join(fresh, 'migrations'))
}

async function buildWeb() {
  if (!existsSync(join(root, 'web/index.html'))) return
  const args = ['build', 'web', '--config', 'web/vite.config.ts', '--outDir', join(fresh, 'web')]
  const code = await runTool('vite', [...args, '--emptyOutDir', '--logLevel', 'error'])
  if (code !== 0) throw new Error('The screens could not be built.')
  await compressTexts(join(fresh, 'web'))
}

function putInPlace() {
  const old = join(root, `dist.old-${process.pid}`)
  if (existsSync(join(root, 'dist'))) renameSync(join(root, 'dist'), old)
  renameSync(fresh, join(root, 'dist'))
  for (const name of readdirSync(root)) {
    if (/^dist\.(old|new)-\d+$/.test(basename(name)))
      rmSync(join(root, name), { recursive: true, force: true })
  }
}
