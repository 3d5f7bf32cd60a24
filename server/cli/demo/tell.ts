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
  const { id } = await writerOf(stage, story, first).post('/cases', {
    need: story.need,
    teamId: stage.teamIds[story.team],
    customerId: stage.customerIds[story.customer],
    tags: story.tags ?? [],
    contact: contactOf(stage, story, first),
  })
  if (story.takenBy) await stage.people[story.takenBy].visitor.post(`/cases/${id}/owner`)
  for (const said of rest) {
    await writerOf(stage, story, said).post(`/cases/${id}/contacts`, contactOf(stage, story, said))
  }
  await writeDown(stage, story, id)
}

/** Who wrote or spoke, as far as they belong to the team that has the case; otherwise its lead. */
function writerOf(stage: Stage, { team }: Story, { by, legs = [] }: Said): Visitor {
  const present = by ? [by] : legs.map(({ who }) => who)
  const writer = present.find((key) => colleagues[key].team === team) ?? teams[team].lead
  return stage.people[writer].visitor
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
