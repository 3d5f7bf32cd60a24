import { cases } from './cases/room.ts'
import { email } from './channels/email/room.ts'
import { voice } from './channels/voice/room.ts'
import { clocks } from './clocks/room.ts'
import { consults } from './consults/room.ts'
import { customers } from './customers/room.ts'
import { escalations } from './escalations/room.ts'
import { ownership } from './ownership/room.ts'
import { people } from './people/room.ts'
import type { Room } from './platform/room.ts'
import { portal } from './portal/room.ts'
import { promises } from './promises/room.ts'
import { solutions } from './solutions/room.ts'

/** Every room of the house, lower floors first. Read only by app.ts, worker.ts and the gates. */
export const rooms: readonly Room[] = [
  people,
  customers,
  cases,
  ownership,
  solutions,
  portal,
  email,
  voice,
  promises,
  clocks,
  consults,
  escalations,
]
