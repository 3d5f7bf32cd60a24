import { expect, it } from 'vitest'
import { sanitiseHtml } from './sanitise.ts'

it.each([
  ['unclosed tags', '<a <a <a '.repeat(20_000)],
  ['attributes', `<p ${'a="b" '.repeat(50_000)}>x</p>`],
  ['styles', `<p style="${'color:red;'.repeat(20_000)}">x</p>`],
  ['entities', '&amp'.repeat(100_000)],
])('T26 the sanitiser grows no faster than what it reads: %s', (_what, html) => {
  const time = (text: string): number => {
    const begun = process.cpuUsage()
    sanitiseHtml(text)
    const { user, system } = process.cpuUsage(begun)
    return (user + system) / 1000
  }
  time(html.slice(0, html.length / 4))
  const quarter = Math.max(20, time(html.slice(0, html.length / 4)))
  // Four times the text in at most twelve times the time: quadratic growth would be sixteen.
  expect(time(html)).toBeLessThan(quarter * 12)
})
