import { expect, test } from 'vitest'
import { briefFields, type HandOff } from '../../server/ownership/contract.ts'
import { type Around, render } from '../app/testing/render.tsx'
import { caseOf, eventOf, mia, minutesAgo, session, teamOf } from '../app/testing/samples.ts'
import { absencesQuery, rotasQuery, staffQuery, teamsQuery } from '../people/api.ts'
import { receiversOf } from '../people/receivers.ts'
import { briefDraftQuery, handOffsQuery } from './api.ts'
import HandOverDialog from './hand-over-dialog.tsx'
import OfferBanner from './offer-banner.tsx'
import { RefuseDialog } from './refuse-dialog.tsx'
import TakeOverDialog from './take-over-dialog.tsx'
import { ownershipWords } from './words.ts'

const close = () => {}

const offerOf = (change: Partial<HandOff> = {}): HandOff => ({
  id: 61,
  caseId: 7,
  from: { id: 2, name: 'Sam Ode' },
  fromTeam: { id: 1, name: 'Support' },
  to: { id: 1, name: 'Mia Lindqvist' },
  toTeam: { id: 1, name: 'Support' },
  offeredBy: { id: 2, name: 'Sam Ode' },
  brief: {
    need: 'A dial tone',
    done: 'The line was measured',
    promised: 'A call by ten',
    nextStep: 'Send somebody',
    feeling: 'Worried',
  },
  tellCustomer: true,
  state: 'offered',
  offeredAt: minutesAgo(4),
  answerBy: minutesAgo(-90),
  answeredAt: null,
  answerWords: null,
  escalatedFromId: null,
  may: { answer: true, withdraw: false },
  ...change,
})
const banner = (offer: HandOff | null, found = caseOf({ owner: { id: 2, name: 'Sam Ode' } })) =>
  render(<OfferBanner found={found} />, {
    known: [[handOffsQuery(7).queryKey, { items: offer ? [offer] : [] }]],
  })

test('whoever is offered a case reads the whole brief and says yes or no', async () => {
  const page = await banner(offerOf())
  expect(page.one('region').name).toBe('This case is offered to you')
  expect(page.text).toContain('Sam Ode offers you this case.')
  expect(page.text).toContain('It stays with Sam Ode until you accept.')
  for (const words of Object.values(offerOf().brief)) expect(page.text).toContain(words)
  expect(page.names('button')).toEqual(['Accept', 'Decline…', 'The brief lacks something…'])
})

test('a lead who is asked because nobody answered reads so', async () => {
  expect((await banner(offerOf({ escalatedFromId: 60 }))).text).toContain('You are asked as the lead.')
})

test('the giver sees that it waits, for how long, and can take it back', async () => {
  const mine = offerOf({
    from: { id: 1, name: 'Mia Lindqvist' },
    to: { id: 2, name: 'Sam Ode' },
    may: { answer: false, withdraw: true },
  })
  const page = await banner(mine, caseOf())
  expect(page.text).toMatch(/Offered to Sam Ode 4 min/)
  expect(page.text).toContain('You own it until Sam Ode accepts.')
  expect(page.names('button')).toEqual(['Take it back'])
})

test('a bystander sees who owns it, with nothing to press', async () => {
  const page = await banner(
    offerOf({ to: { id: 3, name: 'Lena Ek' }, may: { answer: false, withdraw: false } }),
  )
  expect(page.text).toContain('Sam Ode owns it until Lena Ek accepts.')
  expect(page.names('button')).toEqual([])
})

test.each([
  ['declined', 'Lena Ek could not take it: “I am off.”'],
  ['returned', 'Lena Ek asks for a fuller brief: “I am off.”'],
  ['expired', 'Lena Ek did not answer in time.'],
] as const)('an offer that was %s is told to its giver, with the reason', async (state, words) => {
  const refused = offerOf({
    from: { id: 1, name: 'Mia Lindqvist' },
    to: { id: 3, name: 'Lena Ek' },
    may: { answer: false, withdraw: false },
    state,
    answeredAt: minutesAgo(3),
    answerWords: 'I am off.',
  })
  expect((await banner(refused, caseOf())).text).toContain(`${words} You own it as before.`)
  expect((await banner(refused)).text).toBe('')
  expect((await banner({ ...refused, answeredAt: minutesAgo(60 * 25) }, caseOf())).text).toBe('')
})

test('where nothing is offered, or it was accepted, there is no banner', async () => {
  expect((await banner(null)).text).toBe('')
  const accepted = offerOf({ state: 'accepted', may: { answer: false, withdraw: false } })
  expect((await banner(accepted)).text).toBe('')
})

const sam = { ...mia, id: 2, name: 'Sam Ode' }
const tom = { ...mia, id: 3, name: 'Tom Falk', teamIds: [2] }
const rotaOf = (teamId: number, name: string, onDutyId: number) => ({
  ...{ teamId, name, onDutyId, dutyLeadId: onDutyId, timeZone: 'UTC', turns: [], version: 1 },
})
const known = {
  staff: [mia, sam, tom, { ...mia, id: 4, invited: true }, { ...mia, id: 5, switchedOffAt: minutesAgo(1) }],
  teams: [teamOf(), teamOf({ id: 2, name: 'Lines' })],
  rotas: [rotaOf(1, 'Support', 1), rotaOf(2, 'Lines', 3)],
  absences: [
    {
      id: 1,
      staff: { id: 2, name: 'Sam Ode' },
      standIn: { id: 3, name: 'Tom Falk' },
      startsAt: minutesAgo(60),
      endsAt: minutesAgo(-60),
      handOver: true,
    },
  ],
}

test('one can offer to colleagues and teams, not to the owner, newcomers or people who left', () => {
  const receivers = receiversOf(known, 1, 1, Date.now())
  expect(receivers.map(({ name, hint }) => [name, hint])).toEqual([
    ['Sam Ode', 'Support'],
    ['Lines', 'Tom Falk'],
    ['Tom Falk', 'Lines'],
  ])
  expect(receivers[0]?.standIn).toEqual({ id: 3, name: 'Tom Falk' })
  expect(receivers[2]).toMatchObject({ toStaffId: 3, toTeamId: 2, standIn: null })
})

test('somebody who comes back can be chosen again', () => {
  expect(receiversOf(known, 1, 1, Date.now() + 7_200_000)[0]?.standIn).toBeNull()
})

const around: Around = {
  known: [
    [staffQuery.queryKey, { items: known.staff }],
    [teamsQuery.queryKey, { items: known.teams }],
    [rotasQuery.queryKey, { items: known.rotas }],
    [absencesQuery.queryKey, { items: known.absences }],
    [
      briefDraftQuery(7).queryKey,
      { need: 'A dial tone', done: 'Measured', promised: 'Nothing', nextStep: '', feeling: '' },
    ],
  ],
}

test('handing over asks for a person or team and five fields, drafted and to be made one’s own', async () => {
  const page = await render(<HandOverDialog found={caseOf()} onClose={close} />, around)
  expect(page.one('dialog').name).toBe('Hand over #1042')
  expect(page.one('combobox', 'To').attributes.placeholder).toBe('A person, or a team')
  const fields = page.all('textbox')
  expect(fields.map(({ name }) => name)).toEqual([
    'What they need, in their words',
    'What was done',
    'What was promised',
    'The next step',
    'How they feel',
  ])
  expect(fields.map(({ attributes }) => attributes.name)).toEqual(
    briefFields.map((field) => `brief.${field}`),
  )
  expect(fields.map(({ text }) => text)).toEqual(['A dial tone', 'Measured', 'Nothing', '', ''])
  for (const { attributes } of fields) expect(attributes).toHaveProperty('required')
  expect(page.one('checkbox').attributes).toHaveProperty('checked')
})

test('a case of nobody has nobody to tell', async () => {
  const page = await render(<HandOverDialog found={caseOf({ customer: null })} onClose={close} />, around)
  expect(page.one('checkbox').attributes).toHaveProperty('disabled')
})

test('saying no asks why, in words its giver reads', async () => {
  const declined = await render(<RefuseDialog offer={offerOf()} kind="declined" onClose={close} />)
  expect(declined.names('textbox')).toEqual(['Why can you not take it?'])
  expect(declined.text).toContain('Sam Ode reads this.')
  const returned = await render(<RefuseDialog offer={offerOf()} kind="returned" onClose={close} />)
  expect(returned.names('textbox')).toEqual(['What is missing?'])
})

test('taking over says what follows, and asks for a reason', async () => {
  const found = caseOf({ owner: { id: 2, name: 'Sam Ode' } })
  const page = await render(<TakeOverDialog found={found} onClose={close} />)
  expect(page.one('dialog').name).toBe('Take #1042 over from Sam Ode')
  expect(page.one('textbox', 'Because').attributes).toHaveProperty('required')
})

const told = { fromName: 'Mia', toName: 'Sam', afterSeconds: 250, words: 'I am off.' }
test.each([
  ['hand-off-offered', `${session.person.name} offered this to Sam`],
  ['hand-off-accepted', 'Handed to Sam, accepted after 4 min'],
  ['hand-off-declined', 'Sam could not take it: “I am off.”'],
  ['hand-off-expired', 'Sam did not answer in 4 min; Mia still owns this'],
  ['hand-off-withdrawn', 'The offer to Sam was taken back'],
])('the line of %s', (event, words) => {
  const said = ownershipWords(eventOf(`ownership.${event}`, told))
  const filled = said?.message?.replaceAll(/\{(\w+)\}/g, (_, name: string) => String(said.values?.[name]))
  expect(filled).toBe(words)
})

test('what needs no line has none', () => {
  expect(ownershipWords(eventOf('ownership.leaving-begun'))).toBeNull()
})
