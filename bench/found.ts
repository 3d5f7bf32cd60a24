import { freePort } from '../tests/harness/free-port.ts'
import { dataFolder, type Running } from '../tests/harness/running.ts'
import { callApi, type Target } from './kill-load.ts'

/** Where a desk of the bench's own lives: a new folder and free ports, with everything forced to the disk. */
export const ownDesk = async () => ({
  DATA_DIR: await dataFolder(),
  PORT: String(await freePort()),
  SMTP_PORT: String(await freePort()),
  SMTP_ENABLED: 'on',
  REGARD_PG_FSYNC: 'on',
  LOG_LEVEL: 'error',
})

/** Sets a fresh desk up with one mailbox, as its first admin would, and makes a token for the measuring script. */
export const foundDesk = async (
  env: { readonly PORT: string; readonly SMTP_PORT: string },
  running: Running,
): Promise<Target & { readonly cookie: string }> => {
  const url = `http://localhost:${env.PORT}`
  await running.says('#token=')
  const link = /#token=(\S+)/.exec(running.output())?.[1]
  const person = {
    name: 'Ada',
    email: 'ada@ledger.example',
    password: 'lantern-otter-42',
    organisationName: 'Ledger',
  }
  const headers = { 'content-type': 'application/json', origin: url }
  const setup = await fetch(`${url}/api/v1/setup`, {
    method: 'POST',
    headers,
    body: JSON.stringify({ ...person, token: link }),
  })
  const cookie = setup.headers
    .getSetCookie()
    .map((each) => each.split(';')[0])
    .join('; ')
  const scopes = ['cases.read', 'cases.write', 'people.read', 'mailboxes.manage', 'calls.report']
  const body = JSON.stringify({ name: 'ledger', scopes })
  const made = await fetch(`${url}/api/v1/tokens`, { method: 'POST', headers: { ...headers, cookie }, body })
  const { token } = (await made.json()) as { token: string }
  const teams = await callApi<{ items: { id: number }[] }>({ url, token }, 'GET', '/teams')
  const teamId = teams.items[0]?.id ?? 0
  const address = 'help@ledger.example'
  await callApi({ url, token }, 'POST', '/mailboxes', { name: 'Help', address, teamId })
  return { url, token, teamId, address, smtpPort: Number(env.SMTP_PORT), cookie }
}
