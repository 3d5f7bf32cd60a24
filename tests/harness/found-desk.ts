import type { Page } from '@playwright/test'
import { expect } from '@playwright/test'
import type { Desk } from './desk.ts'

/** Whom the journeys sign in as, after {@link foundDesk}. */
export const FOUNDER = {
  name: 'Mia Lindqvist',
  email: 'mia@larkfield.example',
  password: 'seven calm herons at noon',
}

/** A desk that is set up, reachable by mail, with its founder signed in at the page. */
export interface FoundDesk {
  /** Where customers write to. */
  readonly address: string
  readonly smtpPort: number
  /** A call of the API in the founder's name; throws when it is refused. */
  call(method: 'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE', path: string, body?: unknown): Promise<unknown>
  /** Waits until the desk holds at least so many cases. */
  waitForCases(count: number): Promise<{ id: number }[]>
  /** Addresses of the HTML views of a case's messages. */
  htmlAddresses(caseId: number): Promise<string[]>
}

interface Listed {
  items: { id: number; type?: string; hasHtml?: boolean; version?: number }[]
  next: string | null
}

/**
 * Sets the desk up by the link its start printed, as its first user would, and gives the first team an address.
 * A desk that another journey has set up already is signed in to.
 */
export const foundDesk = async (desk: Desk, page: Page): Promise<FoundDesk> => {
  const token = /#token=(\S+)/.exec(desk.process.output())?.[1]
  const api = `${desk.url}/api/v1`
  const call: FoundDesk['call'] = async (method, path, body) => {
    const headers = { origin: desk.url, 'if-match': '"1"' }
    const answer = await page.request.fetch(api + path, {
      method,
      headers,
      ...(body !== undefined && { data: body }),
    })
    if (!answer.ok()) throw new Error(`${method} ${path}: ${answer.status()} ${await answer.text()}`)
    return answer.status() === 204 ? null : answer.json()
  }
  const address = 'help@larkfield.example'
  const { needed } = (await call('GET', '/setup')) as { needed: boolean }
  if (needed) {
    await call('POST', '/setup', { ...FOUNDER, token, organisationName: 'Larkfield Telecom' })
    const teams = (await call('GET', '/teams')) as Listed
    await call('PATCH', `/teams/${teams.items[0]?.id}`, { addresses: [address] })
  } else await call('POST', '/session', { email: FOUNDER.email, password: FOUNDER.password })
  const listAll = async (): Promise<Listed['items']> => {
    const all: Listed['items'] = []
    let after = ''
    do {
      const page = (await call('GET', `/cases?list=all&limit=200${after}`)) as Listed
      all.push(...page.items)
      after = page.next === null ? '' : `&after=${encodeURIComponent(page.next)}`
    } while (after !== '')
    return all
  }
  return {
    address,
    smtpPort: Number(desk.env.SMTP_PORT),
    call,
    waitForCases: async (count) => {
      await expect
        .poll(async () => (await listAll()).length, { timeout: 120_000, intervals: [500] })
        .toBeGreaterThanOrEqual(count)
      return listAll()
    },
    htmlAddresses: async (caseId) => {
      const { items } = (await call('GET', `/cases/${caseId}/conversation`)) as Listed
      return items.flatMap(({ type, id, hasHtml }) =>
        type === 'message' && hasHtml ? [`/api/v1/cases/${caseId}/messages/${id}/html`] : [],
      )
    },
  }
}
