import type { Page } from '@playwright/test'
import { expect, test } from '../harness/desk.ts'
import { foundDesk } from '../harness/found-desk.ts'
import { expectAccessible } from './axe.ts'
import { caseWith, choose, colleague, customer, openAt, own } from './world.ts'

async function see(page: Page, where: string): Promise<void> {
  await expect(page.getByRole('dialog').getByRole('button').first()).toBeVisible()
  await expectAccessible(page, where)
  await page.keyboard.press('Escape')
  if (await page.getByRole('dialog').isVisible()) await page.keyboard.press('Escape')
  await expect(page.getByRole('dialog')).toBeHidden()
}

test('what one does for a customer: promise, hand over, propose, and what they said in a call', async ({
  desk,
  page,
}) => {
  const found = await foundDesk(desk, page)
  const who = await customer(found, own('Petra Promise'))
  await caseWith(found, own('What came before'), ['Long ago.'], who)
  const { id } = await caseWith(found, own('Everything at once'), ['It does not ring.'], who)
  const dueAt = new Date(Date.now() + 7_200_000).toISOString()
  await found.call('POST', `/cases/${id}/promises`, { what: 'Call them back', dueAt })
  await openAt(page, desk.url, id)
  await page.keyboard.press('p')
  await see(page, 'promise')
  await page.keyboard.press('h')
  // The names are offered at once; while they are, readers of the screen meet nothing else.
  await expect(page.getByRole('combobox', { expanded: true })).toBeVisible()
  await expectAccessible(page, 'hand over, with the names')
  await page.keyboard.press('Escape')
  await see(page, 'hand over')
  await page.getByRole('button', { name: 'Propose as solved…' }).click()
  await see(page, 'propose')
  await choose(page, 'The customer told us it is solved, or not…')
  await see(page, 'told us')
  const story = page.getByRole('complementary')
  for (const act of ['Move…', 'Withdrawn…']) {
    await story.getByRole('button', { name: act }).click()
    await see(page, act)
  }
  await page
    .getByRole('region', { name: /^Earlier cases/ })
    .getByRole('button')
    .click()
  await expect(page.getByText('Long ago.')).toBeVisible()
  await expectAccessible(page, 'an earlier case, unfolded')
  await page.goto(`${desk.url}/promises`)
  await expect(page.getByRole('link', { name: /Call them back/ }).first()).toBeVisible()
  await expectAccessible(page, 'promises')
})

test('what calls for an answer above a conversation: an offer, what sounds like a promise, a question that waits', async ({
  desk,
  page,
  browser,
}) => {
  const found = await foundDesk(desk, page)
  const his = await colleague(browser, found, desk.url, { name: own('Otto Offer') })
  const { items } = (await found.call('GET', '/staff')) as { items: { id: number; name: string }[] }
  const toStaffId = items.find(({ name }) => name === his.name)?.id
  const { id } = await caseWith(
    found,
    own('To be handed over'),
    ['Help.'],
    await customer(found, own('Hanna Hand')),
  )
  await found.call('POST', `/cases/${id}/owner`)
  const brief = {
    need: 'Help.',
    done: 'Nothing yet.',
    promised: 'Nothing.',
    nextStep: 'Call.',
    feeling: 'Calm.',
  }
  await found.call('POST', `/cases/${id}/hand-offs`, { toStaffId, brief })
  await openAt(page, desk.url, id)
  await expect(page.getByText(/You own it until/)).toBeVisible()
  await expectAccessible(page, 'offered by me')
  await openAt(his.page, desk.url, id)
  const offer = his.page.getByRole('region', { name: 'This case is offered to you' })
  await expect(offer).toBeVisible()
  await expectAccessible(his.page, 'offered to me')
  for (const act of ['Decline…', 'The brief lacks something…']) {
    await offer.getByRole('button', { name: act }).click()
    await see(his.page, act)
  }
  await offer.getByRole('button', { name: 'Accept' }).click()
  await expect(his.page.getByText(/accepted after/)).toBeVisible()
  await expectAccessible(his.page, 'accepted')
  await openAt(page, desk.url, id)
  await choose(page, 'Take it over…')
  await see(page, 'take over')

  await his.page
    .getByRole('textbox', { name: /Write to the customer/ })
    .pressSequentially('I will call you tomorrow at 10.')
  await his.page.getByRole('button', { name: 'Send', exact: true }).click()
  await expect(his.page.getByRole('region', { name: 'Did you promise something?' })).toBeVisible()
  await expectAccessible(his.page, 'did you promise')
  const { newestMessageId } = (await found.call('GET', `/cases/${id}`)) as { newestMessageId: number }
  await found.call('POST', `/cases/${id}/solutions`, { words: 'Done.', seenUpTo: newestMessageId })
  await expect(page.getByRole('region', { name: 'Solution' })).toBeVisible()
  await expectAccessible(page, 'a question that waits')
  await his.page.close()

  await page.goto(`${desk.url}/settings/people`)
  await page.getByRole('button', { name: `Change ${his.name}` }).click()
  await page.getByRole('switch', { name: 'May sign in' }).press('Space')
  await expect(page.getByRole('button', { name: 'Who receives them' })).toBeVisible()
  await see(page, 'leaving')
})

test('hours, targets, turns and absences', async ({ desk, page }) => {
  await foundDesk(desk, page)
  for (const [section, opens] of [
    ['hours', 'New calendar'],
    ['clocks', 'New targets'],
    ['duty', 'I will be away'],
    ['duty', /^Plan the turns/],
    ['solutions', null],
  ] as const) {
    await page.goto(`${desk.url}/settings/${section}`)
    await expect(page.getByRole('heading', { level: 2 }).first()).toBeVisible()
    if (opens === null) {
      await expectAccessible(page, section)
      continue
    }
    await page.getByRole('button', { name: opens }).first().click()
    await see(page, `${section}: ${opens}`)
  }
})
