import { expect, test, vi } from 'vitest'
import { type Around, render } from '../app/testing/render.tsx'
import { mia, teamOf } from '../app/testing/samples.ts'
import { AccessActs } from './access-acts.tsx'
import AccountSettings from './account-settings.tsx'
import { staffQuery, teamsQuery } from './api.ts'
import { Invite } from './invite.tsx'
import { RecoveryCodes } from './recovery-codes.tsx'
import { StaffDialog } from './staff-dialog.tsx'
import { TeamDialog } from './team-dialog.tsx'
import { TokenDialog } from './token-dialog.tsx'
import { TotpSecret } from './totp-secret.tsx'

vi.mock('../app/theme.ts', () => ({ useTheme: () => 'dark', chooseTheme: () => {} }))

const otto = { ...mia, id: 2, name: 'Otto Ek', teamIds: [] }
const gone = { ...mia, id: 3, name: 'Ana Ruiz', switchedOffAt: '2026-01-01T00:00:00.000Z' }
const house: Around = {
  known: [
    [staffQuery.queryKey, { items: [mia, otto, gone] }],
    [teamsQuery.queryKey, { items: [teamOf(), teamOf({ id: 2, name: 'Lines' })] }],
  ],
}
const close = () => {}
const ticked = (page: Awaited<ReturnType<typeof render>>) =>
  page.all('checkbox').flatMap(({ name, attributes }) => ('checked' in attributes ? [name] : []))

test('inviting begins with the least: an agent who sees the cases of their teams', async () => {
  const page = await render(<Invite onClose={close} />, house)
  expect(page.one('dialog').name).toBe('Invite a colleague')
  expect(page.names('textbox')).toEqual(['Name', 'E-mail address'])
  expect(page.names('button')).toEqual(['Agent Role', 'Cases of their teams Sees', 'Invite'])
  expect(ticked(page)).toEqual([])
})

test('a colleague’s dialog shows what they are now', async () => {
  const page = await render(
    <StaffDialog staff={{ ...mia, role: 'lead', reach: 'all' }} onClose={close} />,
    house,
  )
  expect(page.one('dialog').name).toBe('Mia Lindqvist')
  expect(page.one('textbox', 'Name').attributes.value).toBe('Mia Lindqvist')
  expect(page.names('button')).toContain('Lead Role')
  expect(page.names('button')).toContain('All cases Sees')
  expect(ticked(page)).toEqual(['Support'])
  expect(page.one('switch').attributes).toHaveProperty('checked')
})

test('somebody switched off is shown as such', async () => {
  const page = await render(<StaffDialog staff={gone} onClose={close} />, house)
  expect(page.one('switch').attributes).not.toHaveProperty('checked')
  expect(page.one('switch').name).toContain('May sign in')
})

test('who has not come yet gets a new invitation; who has, a new password or a way around a lost phone', async () => {
  const invited = await render(<AccessActs staff={{ ...mia, invited: true }} />)
  expect(invited.names('button')).toEqual(['Make a new invitation link'])
  const here = await render(<AccessActs staff={mia} />)
  expect(here.names('button')).toEqual(['Make a link for a new password', 'Take the second step away'])
})

test('a new team begins with its maker, on duty and a member; who has left cannot be chosen', async () => {
  const page = await render(<TeamDialog team={null} onClose={close} />, house)
  expect(page.one('dialog').name).toBe('New team')
  expect(page.names('checkbox')).toEqual(['Mia Lindqvist', 'Otto Ek'])
  expect(ticked(page)).toEqual(['Mia Lindqvist'])
  expect(page.names('button')).toEqual(['Mia Lindqvist Duty lead', 'Open at every hour Open hours', 'Save'])
})

test('an existing team shows its own, and only it can be removed', async () => {
  const team = teamOf({ dutyLeadId: 2, memberIds: [2], addresses: ['a@x.example', 'b@x.example'] })
  const page = await render(<TeamDialog team={team} onClose={close} />, house)
  expect(page.one('textbox', 'E-mail addresses').attributes.value).toBe('a@x.example, b@x.example')
  expect(ticked(page)).toEqual(['Otto Ek'])
  expect(page.names('button')).toContain('Remove the team')
})

test('a token can be allowed only what its maker may do, and begins with nothing', async () => {
  const page = await render(<TokenDialog onClose={close} />, { session: { permissions: ['b.do', 'a.see'] } })
  expect(page.one('group').name).toBe('It may')
  expect(page.names('checkbox')).toEqual(['a.see', 'b.do'])
  expect(ticked(page)).toEqual([])
})

test('recovery codes are shown one on each line, with a warning that it is the only time', async () => {
  const page = await render(<RecoveryCodes codes={['aaaa-1111', 'bbbb-2222']} onDone={close} />)
  expect(page.one('status', 'Recovery codes').text).toBe('aaaa-1111 bbbb-2222')
  expect(page.text).toContain('They are not shown again.')
  expect(page.names('button')).toEqual(['Copy', 'I have kept them'])
})

test('the secret of the second step can be scanned, opened here, or typed in groups of four', async () => {
  const start = { secret: 'ABCDEFGHIJ', uri: 'otpauth://totp/Regard:mia?secret=ABCDEFGHIJ' }
  const page = await render(<TotpSecret start={start} />)
  expect(page.one('img').name).toBe('QR code with the secret')
  expect(page.one('link', 'open it in an app here').attributes.href).toBe(start.uri)
  expect(page.text).toMatch(/ABCD EFGH IJ$/)
})

test('one’s own account shows who one is, and how the desk looks on this device', async () => {
  const page = await render(<AccountSettings />)
  expect(page.one('textbox', 'Your name, as customers read it').attributes.value).toBe('Mia Lindqvist')
  expect(page.one('textbox', 'Signature').text).toBe('Mia, Larkfield')
  expect(page.names('button')).toContain('Night Light')
})
