import { existsSync, readFileSync, statSync } from 'node:fs'
import { join } from 'node:path'
import { gzipSync } from 'node:zlib'
import { z } from 'zod'
import { type Gate, runAsProgram } from './lib/gate.ts'

/** The budgets of what a browser loads, in bytes as they are sent. */
export const budgets = { firstScreen: 170_000, styles: 40_000, lazyPart: 150_000, widget: 8_000 }

/** What the browser has loaded when a signed-in person sees the desk. */
const firstScreen = ['index.html', 'app/shell.tsx', 'cases/desk-page.tsx']

const manifestSchema = z.record(
  z.string(),
  z.looseObject({
    file: z.string(),
    imports: z.array(z.string()).default([]),
    css: z.array(z.string()).default([]),
    isDynamicEntry: z.boolean().default(false),
  }),
)
type Manifest = z.output<typeof manifestSchema>

/** Weighs the built desk and widget; red when they were not built or are over budget. */
export const checkBundles: Gate = async ({ root }) => [...deskFaults(root), ...widgetFaults(root)]

const deskFaults = (root: string): string[] => {
  if (!existsSync(join(root, 'web/index.html'))) return []
  const path = join(root, 'dist/web/.vite/manifest.json')
  if (!existsSync(path)) return ['the desk is not built, so it could not be weighed; run npm run check']
  const manifest = manifestSchema.parse(JSON.parse(readFileSync(path, 'utf8')))
  const lost = firstScreen.filter((name) => manifest[name] === undefined)
  if (lost.length > 0)
    return lost.map(
      (name) => `${name}: is not a part of the built desk; name the new one in tools/check-bundles.ts`,
    )
  const weigh = (files: Iterable<string>) =>
    [...files].reduce((sum, file) => sum + sent(join(root, 'dist/web', file)), 0)
  const parts = closure(manifest, firstScreen)
  return [
    ...over('the script of the first screen', weigh(filesOf(manifest, parts)), budgets.firstScreen),
    ...over('the styles of the first screen', weigh(stylesOf(manifest, parts)), budgets.styles),
    ...Object.entries(manifest).flatMap(([name, { isDynamicEntry, file }]) =>
      isDynamicEntry && !parts.has(name) ? over(name, weigh([file]), budgets.lazyPart) : [],
    ),
  ]
}

const widgetFaults = (root: string): string[] => {
  const file = join(root, 'dist/widget/widget.js')
  if (existsSync(file)) return over('the widget', sent(file), budgets.widget)
  return existsSync(join(root, 'widget')) ? ['the widget is not built, so it could not be weighed'] : []
}

/** The parts that are loaded with `names`: all they import, not what they load later. */
const closure = (manifest: Manifest, names: readonly string[]): Set<string> => {
  const parts = new Set(names)
  for (const name of parts) for (const each of manifest[name]?.imports ?? []) parts.add(each)
  return parts
}

const filesOf = (manifest: Manifest, parts: Iterable<string>): Set<string> =>
  new Set([...parts].flatMap((name) => manifest[name]?.file ?? []).filter((file) => file.endsWith('.js')))

const stylesOf = (manifest: Manifest, parts: Iterable<string>): Set<string> =>
  new Set([...parts].flatMap((name) => manifest[name]?.css ?? []))

// The build leaves the form that browsers get beside each file; what lacks one is sent with gzip.
const sent = (file: string): number =>
  existsSync(`${file}.br`) ? statSync(`${file}.br`).size : gzipSync(readFileSync(file)).length

const over = (what: string, bytes: number, budget: number): string[] =>
  bytes > budget ? [`${what}: ${kilobytes(bytes)}, the budget is ${kilobytes(budget)}`] : []

const kilobytes = (bytes: number): string => `${(bytes / 1000).toFixed(1)} kB compressed`

await runAsProgram(import.meta.url, checkBundles)
