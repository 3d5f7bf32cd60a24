import { existsSync } from 'node:fs'
import { readdir, readFile } from 'node:fs/promises'
import { join } from 'node:path'
import type { z } from 'zod'

/** Names of the files below `folder` that end in `ending`, sorted; null when there is no such folder. */
export const filesBelow = async (folder: string, ending: string): Promise<string[] | null> => {
  if (!existsSync(folder)) return null
  const names = await readdir(folder, { recursive: true })
  return names.filter((name) => name.endsWith(ending)).sort()
}

/** @throws when the file is not of the form that its set's README describes */
export const readJson = async <Schema extends z.ZodType>(
  folder: string,
  name: string,
  schema: Schema,
): Promise<z.infer<Schema>> => schema.parse(JSON.parse(await readFile(join(folder, name), 'utf8')))
