import { spawnSync } from 'node:child_process'
import { describe, expect, it } from 'vitest'

/** What a process that logs this really writes. */
const logged = (expression: string): string => {
  const script = `import { createLogger } from './server/platform/log/logger.ts'; const log = createLogger('info'); ${expression}`
  return spawnSync(process.execPath, ['--import', 'tsx', '--input-type=module', '-e', script], {
    encoding: 'utf8',
  }).stderr
}

describe('the log', () => {
  it('holds no password, token, cookie or key, however deep', () => {
    const line =
      logged(`log.info({ user: 'mia', password: 'canary1', imap: { password: 'canary2', list: [{ apiToken: 'canary3' }] },
      headers: { cookie: 'canary4', authorization: 'canary5' }, idempotencyKey: 'canary6' }, 'hello')`)
    expect(line).toContain('mia')
    expect(line).not.toContain('canary')
  })
  it('shows an error without its query parameters', () => {
    const line = logged(
      `log.error({ err: Object.assign(new Error('broke'), { code: '23505', parameters: ['canary'], detail: 'canary' }) }, 'x')`,
    )
    expect(line).toContain('23505')
    expect(line).not.toContain('canary')
  })
  it('cannot be made to hold a forged line', () => {
    const lines = logged(`log.info({ subject: 'a\\n{"level":50,"msg":"forged"}' }, 'x')`).trim().split('\n')
    expect(lines).toHaveLength(1)
  })
})
