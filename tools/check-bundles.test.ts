import { randomBytes } from 'node:crypto'
import { expect, test } from 'vitest'
import { checkBundles } from './check-bundles.ts'
import { fixture } from './lib/fixture.ts'

/** Text of about `bytes` that gzip cannot shorten much. */
const noise = (bytes: number) => randomBytes(Math.ceil(bytes * 0.75)).toString('base64')

const part = (file: string, more: object = {}) => ({ file, imports: [], css: [], ...more })

const manifest = {
  'index.html': part('assets/index.js', { imports: ['_react.js'], css: ['assets/index.css'] }),
  '_react.js': part('assets/react.js'),
  'app/shell.tsx': part('assets/shell.js', { isDynamicEntry: true, imports: ['_react.js'] }),
  'cases/desk-page.tsx': part('assets/desk.js', { isDynamicEntry: true }),
  'cases/composer.tsx': part('assets/composer.js', { isDynamicEntry: true }),
}

const built = (sizes: Record<string, number> = {}) => ({
  'web/index.html': '',
  'dist/web/.vite/manifest.json': JSON.stringify(manifest),
  ...Object.fromEntries(
    ['index.js', 'index.css', 'react.js', 'shell.js', 'desk.js', 'composer.js'].map((name) => [
      `dist/web/assets/${name}`,
      noise(sizes[name] ?? 100),
    ]),
  ),
})

const complaintsAbout = async (files: Record<string, string>): Promise<string[]> => {
  using project = fixture(files)
  return checkBundles({ root: project.root, fix: false })
}

test('a light desk passes, and shared parts are weighed once', async () => {
  expect(await complaintsAbout(built())).toEqual([])
  expect(await complaintsAbout(built({ 'react.js': 120_000 }))).toEqual([])
})

test.each([
  [
    'a part of the first screen grew',
    built({ 'desk.js': 250_000 }),
    /^the script of the first screen: .* budget is 170/,
  ],
  ['a shared part grew', built({ 'react.js': 250_000 }), /^the script of the first screen/],
  ['the styles grew', built({ 'index.css': 70_000 }), /^the styles of the first screen/],
  ['a lazy part grew', built({ 'composer.js': 250_000 }), /^cases\/composer\.tsx: .* budget is 150/],
  ['the desk was not built', { 'web/index.html': '' }, /not built/],
  ['the widget was not built', { 'widget/widget.ts': '' }, /widget is not built/],
  ['the widget grew', { 'dist/widget/widget.js': noise(12_000) }, /^the widget: .* budget is 8/],
])('red when %s', async (_name, files, complaint) => {
  expect(await complaintsAbout(files)).toEqual([expect.stringMatching(complaint)])
})

test('red when the first screen has another name than the gate knows', async () => {
  const files = built()
  const renamed = files['dist/web/.vite/manifest.json'].replaceAll('cases/desk-page.tsx', 'cases/desk.tsx')
  expect(await complaintsAbout({ ...files, 'dist/web/.vite/manifest.json': renamed })).toEqual([
    expect.stringContaining('cases/desk-page.tsx: is not a part of the built desk'),
  ])
})
