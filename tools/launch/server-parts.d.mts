import type { BuildOptions } from 'esbuild'

/** How the server is bundled. */
export const bundling: BuildOptions
