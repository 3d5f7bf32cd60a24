import { readFileSync } from 'node:fs'
import { expect, test } from 'vitest'

const script = readFileSync(new URL('../public/assets/first-1.js', import.meta.url), 'utf8')
const row = (need: string) => ({ customer: { name: 'Ana Lima' }, need, lastWords: 'Hello?' })

class Node {
  textContent = ''
  children: Node[] = []
  append(child: Node) {
    this.children.push(child)
  }
  replaceChildren(...children: Node[]) {
    this.children = children
  }
  get lastChild() {
    return this.children.at(-1)
  }
}

/** Opens the page at `path` with a server that gives this list, and looks at what was asked for and shown. */
async function open(path: string, items: unknown[] | null, stored: string | null = null) {
  const asked: string[] = []
  const place = new Node()
  const dataset: Record<string, string> = {}
  const page = {
    location: { pathname: path },
    localStorage: { getItem: () => stored },
    document: { documentElement: { dataset }, querySelector: () => place, createElement: () => new Node() },
    window: {} as { regardEarly?: Map<string, Promise<Response>> },
    fetch: async (address: string) => {
      asked.push(address.replace('/api/v1', ''))
      return new Response(JSON.stringify({ items }), { status: items ? 200 : 401 })
    },
  }
  new Function(...Object.keys(page), script)(...Object.values(page))
  await new Promise((resolve) => setTimeout(resolve, 20))
  const shown = place.children.map((one) => one.children.map(({ textContent }) => textContent))
  return { asked, shown, dataset, early: page.window.regardEarly }
}

test('the first words of the list are shown as soon as it answers, and the answer is left for the desk', async () => {
  const { asked, shown, early } = await open('/desk/mine', [row('No <b>signal</b>')])
  expect(asked).toEqual(['/session', '/cases?list=mine&limit=50', '/cases/counts', '/teams'])
  expect(shown).toEqual([['Ana Lima', 'No <b>signal</b>', 'Hello?']])
  expect(await (await early?.get('/cases?list=mine&limit=50'))?.json()).toMatchObject({ items: [{}] })
})

test('an address of a case asks for the case too; the front door means the list that needs me', async () => {
  expect((await open('/desk/all/12', [])).asked.slice(-2)).toEqual(['/cases/12', '/cases/12/conversation'])
  expect((await open('/', [])).asked).toContain('/cases?list=needs-me&limit=50')
})

test('nothing of a desk is asked for at other addresses, nor by an address that is none', async () => {
  expect((await open('/sign-in', [])).asked).toEqual([])
  expect((await open('/customers', [])).asked).toEqual(['/session'])
  expect((await open('/desk/a%2f..%2fb', [])).asked).toEqual([])
})

test('a refusal and a long list leave no trace beyond what fits', async () => {
  expect((await open('/desk/mine', null)).shown).toEqual([])
  expect(
    (
      await open(
        '/desk/mine',
        Array.from({ length: 50 }, () => row('x')),
      )
    ).shown,
  ).toHaveLength(12)
})

test('a chosen theme is applied, and nothing else that may lie in storage', async () => {
  expect((await open('/sign-in', [], 'dark')).dataset).toEqual({ theme: 'dark' })
  expect((await open('/sign-in', [], '"><script>')).dataset).toEqual({})
})
