import { existsSync, readdirSync } from 'node:fs'
import { join } from 'node:path'

const skipped = new Set(['node_modules', 'dist', 'data', '.git', 'test-results', 'locales'])

/**
 * Every file below `folder` (relative to `root`, sorted, with `/` between the parts), without dependencies
 * and build results. A folder that does not exist has no files.
 */
export const filesBelow = (root: string, folder: string): string[] => {
  if (!existsSync(join(root, folder))) return []
  const found: string[] = []
  for (const entry of readdirSync(join(root, folder), { withFileTypes: true })) {
    const path = folder === '' ? entry.name : `${folder}/${entry.name}`
    if (entry.isDirectory() && !skipped.has(entry.name)) found.push(...filesBelow(root, path))
    if (entry.isFile()) found.push(path)
  }
  return found.sort()
}

/** The folders that hold code; everything the gates judge lies in one of them. */
export const codeFolders = ['server', 'web', 'pages', 'widget', 'tests', 'bench', 'tools', 'bin'] as const

/** Paths of every source file of the project, tests included. */
export const sourceFiles = (root: string): string[] =>
  codeFolders.flatMap((folder) => filesBelow(root, folder)).filter((path) => /\.(ts|tsx|mjs)$/.test(path))

export const isTest = (path: string): boolean => /\.test\.tsx?$/.test(path) || path.startsWith('tests/')

export const isGenerated = (path: string): boolean => /\.generated\.|\.d\.ts$/.test(path)
