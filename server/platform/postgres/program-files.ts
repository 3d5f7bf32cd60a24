import { existsSync, readFileSync, symlinkSync } from 'node:fs'
import { chmod, cp, mkdir, rename, rm } from 'node:fs/promises'
import { basename, join } from 'node:path'

/**
 * A package cannot carry symbolic links, so the libraries' short names are listed in a file and made here.
 * Where the folder is read-only nothing is done: the copy beside the data gets them instead.
 */
export function linkLibraries(nativeDir: string): void {
  for (const { source, target } of readLinks(nativeDir)) {
    const path = join(nativeDir, '..', target)
    if (existsSync(path)) continue
    try {
      symlinkSync(basename(source), path)
    } catch (error) {
      const { code } = error as NodeJS.ErrnoException
      if (code === 'EEXIST') continue
      if (code === 'EACCES' || code === 'EROFS' || code === 'EPERM') return
      throw error
    }
  }
}

/** Copies the programs where everybody may run them; whole or not at all. Returns the new folder. */
export async function copyPrograms(nativeDir: string, copyDir: string): Promise<string> {
  const version = /"version": "([^"]+)"/.exec(
    readFileSync(join(nativeDir, '..', 'package.json'), 'utf8'),
  )?.[1]
  const target = join(copyDir, version ?? 'unknown', 'native')
  if (existsSync(target)) return target
  const half = `${target}.${process.pid}`
  await mkdir(half, { recursive: true, mode: 0o755 })
  await cp(nativeDir, half, { recursive: true, verbatimSymlinks: true })
  linkCopied(nativeDir, half)
  await chmod(half, 0o755)
  try {
    await rename(half, target)
  } catch (error) {
    await rm(half, { recursive: true, force: true })
    if (!existsSync(target)) throw error
  }
  return target
}

function linkCopied(nativeDir: string, copy: string): void {
  for (const { source, target } of readLinks(nativeDir)) {
    const path = join(copy, target.replace(/^native\//, ''))
    if (!existsSync(path)) symlinkSync(basename(source), path)
  }
}

function readLinks(nativeDir: string): { source: string; target: string }[] {
  const list = join(nativeDir, 'pg-symlinks.json')
  return existsSync(list) ? JSON.parse(readFileSync(list, 'utf8')) : []
}
