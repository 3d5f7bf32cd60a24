import { msg } from '@lingui/core/macro'
import {
  ArrowRightLeft,
  CircleCheckBig,
  Handshake,
  MessageCircleQuestionMark,
  PhoneCall,
  ShieldCheck,
} from 'lucide-react'
import { lazy } from 'react'
import type { CaseParts } from '../../cases/parts.ts'
import { clockWords } from '../../clocks/event-words.ts'
import { consultWords } from '../../consults/words.ts'
import { escalationWords } from '../../escalations/words.ts'
import { ownershipWords } from '../../ownership/words.ts'
import { promiseEventWords } from '../../promises/words.ts'
import { solutionWords } from '../../solutions/words.ts'

/** Everything that rooms above the cases add to a case's screen, in the order in which it is shown. */
export const caseParts: CaseParts = {
  acts: [
    {
      id: 'promise',
      label: msg`Promise…`,
      icon: Handshake,
      keys: 'p',
      isNext: true,
      isOffered: ({ may }) => may.help,
      Dialog: lazy(() => import('../../promises/promise-dialog.tsx')),
    },
    {
      id: 'ask',
      label: msg`Ask for help…`,
      icon: MessageCircleQuestionMark,
      keys: 'a',
      isNext: true,
      isOffered: ({ may, state }) => may.help && state !== 'solved' && state !== 'closed-without-solution',
      Dialog: lazy(() => import('../../consults/ask-dialog.tsx')),
    },
    {
      id: 'hand-over',
      label: msg`Hand over…`,
      icon: ArrowRightLeft,
      keys: 'h',
      isNext: true,
      isOffered: ({ may }) => may.handOver,
      Dialog: lazy(() => import('../../ownership/hand-over-dialog.tsx')),
    },
    {
      id: 'take-over',
      label: msg`Take it over…`,
      icon: ShieldCheck,
      isNext: false,
      isOffered: ({ may }) => may.takeOver,
      Dialog: lazy(() => import('../../ownership/take-over-dialog.tsx')),
    },
    {
      id: 'propose',
      label: msg`Propose as solved…`,
      icon: CircleCheckBig,
      isNext: true,
      isOffered: ({ may, customer }) => may.propose && customer !== null,
      Dialog: lazy(() => import('../../solutions/propose-dialog.tsx')),
    },
    {
      id: 'told-us',
      label: msg`The customer told us it is solved, or not…`,
      icon: PhoneCall,
      isNext: false,
      isOffered: ({ may, customer, state }) =>
        customer !== null && (may.propose || (may.note && state === 'solution-proposed')),
      Dialog: lazy(() => import('../../solutions/spoken-dialog.tsx')),
    },
  ],
  banners: [
    { id: 'offer', Part: lazy(() => import('../../ownership/offer-banner.tsx')) },
    { id: 'consults', Part: lazy(() => import('../../consults/banner.tsx')) },
    { id: 'escalations', Part: lazy(() => import('../../escalations/banner.tsx')) },
    { id: 'noticed-promises', Part: lazy(() => import('../../promises/noticed-banner.tsx')) },
    { id: 'solution', Part: lazy(() => import('../../solutions/banner.tsx')) },
    { id: 'doubt', Part: lazy(() => import('../../channels/email/doubt-banner.tsx')) },
  ],
  beneath: [{ id: 'mail', Part: lazy(() => import('../../channels/email/mail-side.tsx')) }],
  story: [
    { id: 'promises', Part: lazy(() => import('../../promises/promises-part.tsx')) },
    { id: 'clocks', Part: lazy(() => import('../../clocks/clocks-part.tsx')) },
    { id: 'consults', Part: lazy(() => import('../../consults/consults-part.tsx')) },
  ],
  newOwner: [{ id: 'promises', Part: lazy(() => import('../../promises/promises-taken.tsx')) }],
  Recipients: lazy(() => import('../../channels/email/recipients.tsx')),
  words: {
    ownership: ownershipWords,
    consults: consultWords,
    promises: promiseEventWords,
    clocks: clockWords,
    solutions: solutionWords,
    escalations: escalationWords,
  },
}
