import type { Plugin } from 'vite'

/**
 * Names the parts of the first screen in the page itself, so that they come at the same time as the start instead
 * of one after the other. `parts` are paths below web/.
 */
export function preload(parts: readonly string[]): Plugin {
  return {
    name: 'regard:preload',
    transformIndexHtml: {
      order: 'post',
      handler(html, { bundle = {} }) {
        const files = new Set<string>()
        const add = (file: string) => {
          const chunk = bundle[file]
          if (files.has(file) || chunk?.type !== 'chunk') return
          files.add(file)
          for (const next of chunk.imports) add(next)
        }
        for (const chunk of Object.values(bundle)) {
          if (chunk.type !== 'chunk') continue
          if (parts.some((part) => chunk.facadeModuleId?.endsWith(`/web/${part}`))) add(chunk.fileName)
        }
        const missing = [...files].filter((file) => !html.includes(file))
        return missing.map((file) => ({
          tag: 'link',
          // Behind what the first paint needs: the style and the first reads (public/assets/first-1.js).
          attrs: { rel: 'modulepreload', crossorigin: true, href: `/${file}`, fetchpriority: 'low' },
          injectTo: 'head' as const,
        }))
      },
    },
  }
}
