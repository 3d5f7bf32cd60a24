import { Trans, useLingui } from '@lingui/react/macro'
import { useState } from 'react'
import type { Case, Message } from '../../../server/cases/contract.ts'
import { Button } from '../../kit/button.tsx'
import { useSendAgain } from '../use-send-again.ts'

/** Sends a reply once more that did not arrive; one that may have arrived only after a warning. */
export function SendAgain({ message, found }: { message: Message; found: Case }) {
  const { t } = useLingui()
  const sendAgain = useSendAgain(found)
  const [isWarned, setWarned] = useState(false)
  const isUncertain = message.delivery === 'uncertain'
  const press = () => (isUncertain && !isWarned ? setWarned(true) : void sendAgain(message.id, isUncertain))
  return (
    <>
      {isWarned && (
        <span role="alert">
          <Trans>The customer may get it twice.</Trans>
        </span>
      )}
      <Button look="quiet" size="small" className="h-6 text-accent-text" onPress={press}>
        {isWarned ? t`Send it anyway` : t`Send it again`}
      </Button>
    </>
  )
}
