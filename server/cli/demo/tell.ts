import { type ColleagueKey, type CustomerKey, colleagues, type TeamKey, teams } from './company.ts'
import type { Leg, Said, Story } from './story.ts'
import type { Visitor } from './visitor.ts'

/** Everybody and everything the stories speak of. */
export type Stage = {
  people: Record<ColleagueKey, { id: number; visitor: Visitor }>
  teamIds: Record<TeamKey, number>
  customerIds: Record<CustomerKey, number>
}

const MINUTE_MS = 60_000

/** Lets one story happen: the first contact opens the case, somebody takes it, the rest follows. */
export async function tell(stage: Stage, story: Story): Promise<void> {
  const [first, ...rest] = story.said
  const lead = stage.people[teams[story.team].lead].visitor
  const { id } = await lead.post('/cases', {
    need: story.need,
    teamId: stage.teamIds[story.team],
    customerId: stage.customerIds[story.customer],
    tags: story.tags ?? [],
    contact: contactOf(stage, story, first),
  })
  if (story.takenBy) await stage.people[story.takenBy].visitor.post(`/cases/${id}/owner`)
  for (const said of rest) {
    const writer = said.by ? stage.people[said.by].visitor : lead
    await writer.post(`/cases/${id}/contacts`, contactOf(stage, story, said))
  }
  await writeDown(stage, story, id)
}

async function writeDown(stage: Stage, story: Story, id: number): Promise<void> {
  for (const { by, text, mentions = [] } of story.notes ?? []) {
    const mentionedIds = mentions.map((key) => stage.people[key].id)
    await stage.people[by].visitor.post(`/cases/${id}/notes`, { text, mentionedIds })
  }
  if (!story.reply) return
  const { visitor } = stage.people[story.reply.by]
  const { newestMessageId } = await visitor.get<{ newestMessageId: number }>(`/cases/${id}`)
  await visitor.post(`/cases/${id}/replies`, { text: story.reply.text, seenUpTo: newestMessageId })
}

function contactOf(stage: Stage, story: Story, { at, channel, by, text, minutes, legs = [] }: Said) {
  const startedAt = momentOf(story, at)
  return {
    channel,
    direction: by ? 'out' : 'in',
    summary: text,
    startedAt,
    ...(minutes ? { endedAt: momentOf(story, at + minutes) } : {}),
    legs: legs.map((leg) => legOf(stage, story, leg)),
  }
}

function legOf(stage: Stage, story: Story, { who, at, queue, talk, hold = 0, end }: Leg) {
  const { name, team }: { name: string; team: TeamKey | null } = colleagues[who]
  return {
    ...(team ? { teamId: stage.teamIds[team], teamName: teams[team].name } : {}),
    staffId: stage.people[who].id,
    staffName: name,
    startedAt: momentOf(story, at),
    queueSeconds: queue * 60,
    talkSeconds: talk * 60,
    holdSeconds: hold * 60,
    afterCallSeconds: 120,
    howEnded: end,
  }
}

function momentOf({ began }: Story, at: number): string {
  return new Date(Date.now() - Math.max(0, began - at) * MINUTE_MS).toISOString()
}
