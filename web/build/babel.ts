/// <reference path="./babel-core.d.ts" />
import { transformAsync } from '@babel/core'
import type { Plugin } from 'vite'

// Neither step has anything to do in a module without markup, macros and hooks, nor in a test.
const isPlain = (file: string, code: string) =>
  file.includes('.test.') || (file.endsWith('.ts') && !/@lingui\/|\buse[A-Z]/.test(code))

/**
 * Runs the two Babel steps that the native transformer has no equal for: Lingui's macros first (so that the
 * compiler sees plain calls), then the React Compiler. TypeScript and JSX are left as they are for Vite.
 */
export function babel(): Plugin {
  return {
    name: 'regard:babel',
    enforce: 'pre',
    async transform(code, id) {
      const file = id.split('?')[0] ?? id
      if (!/\/web\/.*\.tsx?$/.test(file) || file.endsWith('.d.ts') || isPlain(file, code)) return null
      const done = await transformAsync(code, {
        filename: file,
        configFile: false,
        babelrc: false,
        sourceMaps: true,
        parserOpts: { plugins: file.endsWith('x') ? ['typescript', 'jsx'] : ['typescript'] },
        plugins: ['@lingui/babel-plugin-lingui-macro', ['babel-plugin-react-compiler', { target: '19' }]],
      })
      return done?.code ? { code: done.code, map: done.map } : null
    },
  }
}
