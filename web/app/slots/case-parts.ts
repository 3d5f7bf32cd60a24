import { msg } from '@lingui/core/macro'
import { Handshake } from 'lucide-react'
import { lazy } from 'react'
import type { CaseParts } from '../../cases/parts.ts'
import { promiseEventWords } from '../../promises/words.ts'

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
  ],
  banners: [{ id: 'noticed-promises', Part: lazy(() => import('../../promises/noticed-banner.tsx')) }],
  story: [{ id: 'promises', Part: lazy(() => import('../../promises/promises-part.tsx')) }],
  words: { promises: promiseEventWords },
}
