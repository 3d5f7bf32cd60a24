import { request } from 'node:http'
import { round } from './round.ts'

export interface FirstPage {
  /** All the browser loads before a signed-in person sees the desk, as it is sent. */
  readonly kb: number
  readonly scriptKb: number
  readonly files: number
}

/** What the page at `url` names in its head: scripts, modules that are loaded ahead, styles, fonts, its icon. */
export const addressesIn = (html: string): string[] => {
  const named = [...html.matchAll(/<(?:script|link)\b[^>]*?\b(?:src|href)="([^"]+)"/g)].map(
    ([, address]) => address,
  )
  return [...new Set(named.filter((address) => address !== undefined))]
}

/** Loads the page as a browser that knows Brotli would, and weighs it. */
export const weighFirstPage = async (url: string): Promise<FirstPage> => {
  const page = await load(url, 'identity')
  const addresses = addressesIn(page.body.toString())
  const sizes = await Promise.all(
    addresses.map(async (address) => ({
      isScript: /\.js$/.test(address),
      bytes: (await load(new URL(address, url).href, 'br')).body.length,
    })),
  )
  const sum = (some: typeof sizes) => some.reduce((total, { bytes }) => total + bytes, 0)
  return {
    kb: round((page.body.length + sum(sizes)) / 1000),
    scriptKb: round(sum(sizes.filter(({ isScript }) => isScript)) / 1000),
    files: sizes.length + 1,
  }
}

// By hand, because fetch unpacks what it loads.
const load = (url: string, encoding: string): Promise<{ body: Buffer }> =>
  new Promise((resolve, reject) => {
    request(url, { headers: { 'accept-encoding': encoding } }, (answer) => {
      const parts: Buffer[] = []
      answer.on('data', (part: Buffer) => parts.push(part))
      answer.on('end', () =>
        answer.statusCode === 200
          ? resolve({ body: Buffer.concat(parts) })
          : reject(new Error(`${url}: ${answer.statusCode}`)),
      )
    })
      .on('error', reject)
      .end()
  })
