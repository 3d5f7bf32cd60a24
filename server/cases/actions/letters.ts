import type { Config } from '../../platform/config/config.ts'
import type { Database } from '../../platform/db/pool.ts'
import type { Tx } from '../../platform/db/transaction.ts'
import type { StaffActor, SystemActor } from '../../platform/identity/actor.ts'
import type { Seal } from '../../platform/identity/seal.ts'

/** Something to be sent to the customer of a case and to nobody else. */
export interface Letter {
  readonly caseId: number
  readonly text: string
  readonly by:
    | { readonly kind: 'colleague'; readonly actor: StaffActor; readonly seenUpTo: number }
    | { readonly kind: 'desk'; readonly actor: SystemActor }
}

/** What a channel needs to write a message and its place in the outbox in one transaction. */
export interface Sending {
  readonly tx: Tx
  readonly config: Config
  readonly seal: Seal
}

/** Sends a letter; null when this channel knows no way to the customer. A colleague's letter proposes a solution. */
export type Courier = (sending: Sending, letter: Letter) => Promise<{ messageId: number } | null>

/** What stands below a message when it leaves, and is kept nowhere: links that are only for its reader. */
export interface Ending {
  readonly words: string
  readonly links: readonly { readonly label: string; readonly url: string }[]
}
export type EndingOf = (
  from: { readonly db: Database; readonly config: Config; readonly seal: Seal },
  message: { readonly messageId: number; readonly caseId: number; readonly language: string | null },
) => Promise<Ending | null>

const couriers = new Set<Courier>()
const endings = new Set<EndingOf>()

/** Channels say here, once, in their `room.ts`, how they send what rooms above the cases write. */
export const carryLetters = (courier: Courier): void => {
  couriers.add(courier)
}

/** Rooms above say here, once, in their `room.ts`, what they put below messages that leave. */
export const endLetters = (ending: EndingOf): void => {
  endings.add(ending)
}

/** Sends a letter by the first channel that reaches the customer; null when none does. */
export const sendLetter: Courier = async (sending, letter) => {
  for (const courier of couriers) {
    const sent = await courier(sending, letter)
    if (sent) return sent
  }
  return null
}

/** Everything that stands below a message. Asked anew at each try to send it; the answers must not change. */
export const endingsOf = async (...asked: Parameters<EndingOf>): Promise<Ending[]> => {
  const found: Ending[] = []
  for (const ending of endings) {
    const one = await ending(...asked)
    if (one) found.push(one)
  }
  return found
}
