import { readdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { brotliCompressSync, constants } from 'node:zlib'
import type { Plugin } from 'vite'

/** Leaves beside each text file of the build the form that browsers are sent, so that no server compresses it again. */
export function compress(folder: string): Plugin {
  return {
    name: 'regard:compress',
    apply: 'build',
    closeBundle() {
      const files = readdirSync(folder, { recursive: true, encoding: 'utf8' })
      for (const file of files.filter((name) => /\.(js|css|html|svg)$/.test(name))) {
        const content = readFileSync(join(folder, file))
        const params = {
          [constants.BROTLI_PARAM_QUALITY]: constants.BROTLI_MAX_QUALITY,
          [constants.BROTLI_PARAM_SIZE_HINT]: content.length,
        }
        writeFileSync(join(folder, `${file}.br`), brotliCompressSync(content, { params }))
      }
    },
  }
}
