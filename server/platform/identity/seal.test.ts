import { mkdtempSync, statSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { createSeal } from './seal.ts'
import { installationSecret } from './secret.ts'

const seal = createSeal('a secret of at least thirty-two characters')
const other = createSeal('another secret of thirty-two characters!!')

describe('a seal', () => {
  it('opens what it sealed, for the same purpose only', () => {
    const sealed = seal.seal('mailbox', 'pässword')
    expect(sealed).not.toContain('pässword')
    expect(seal.open('mailbox', sealed)).toBe('pässword')
    expect(() => seal.open('totp', sealed)).toThrow()
    expect(() => other.open('mailbox', sealed)).toThrow()
  })
  it('notices a single changed character', () => {
    const sealed = seal.seal('mailbox', 'password')
    const changed = (sealed.startsWith('A') ? 'B' : 'A') + sealed.slice(1)
    expect(() => seal.open('mailbox', changed)).toThrow()
  })
  it('never seals the same text the same way', () => {
    expect(seal.seal('p', 'x')).not.toBe(seal.seal('p', 'x'))
  })
  it('signs, and refuses other texts, purposes, keys and cut signatures', () => {
    const signature = seal.sign('thread', 'c12')
    expect(seal.verify('thread', 'c12', signature)).toBe(true)
    expect(seal.verify('thread', 'c13', signature)).toBe(false)
    expect(seal.verify('other', 'c12', signature)).toBe(false)
    expect(other.verify('thread', 'c12', signature)).toBe(false)
    expect(seal.verify('thread', 'c12', signature.slice(0, 8))).toBe(false)
    expect(seal.verify('thread', 'c12', '')).toBe(false)
  })
})

describe('the secret of an installation', () => {
  it('is made once, kept for its owner only, and differs between installations', () => {
    const folder = () => mkdtempSync(join(tmpdir(), 'regard-secret-'))
    const here = folder()
    const first = installationSecret(undefined, here)
    expect(first.length).toBeGreaterThanOrEqual(32)
    expect(installationSecret(undefined, here)).toBe(first)
    expect(statSync(join(here, 'secret')).mode & 0o077).toBe(0)
    expect(installationSecret(undefined, folder())).not.toBe(first)
  })
  it.each([
    'please-change-me-please-change-me-now',
    'my-secret-my-secret-my-secret-my-s',
    'aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa',
  ])('refuses the placeholder %s', (placeholder) => {
    expect(() => installationSecret(placeholder, '/nowhere')).toThrow('placeholder')
  })
})
