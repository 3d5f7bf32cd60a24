import { Trans, useLingui } from '@lingui/react/macro'
import { Button } from '../kit/button.tsx'
import { Secret } from '../settings/secret.tsx'

/** Shown once: what opens the account when the phone is lost. */
export function RecoveryCodes({ codes, onDone }: { codes: string[]; onDone: () => void }) {
  const { t } = useLingui()
  return (
    <>
      <p className="mb-3 max-w-[60ch]">
        <Trans>
          Keep these recovery codes somewhere safe: each opens your account once when your phone is lost. They
          are not shown again.
        </Trans>
      </p>
      <Secret label={t`Recovery codes`} value={codes.join('\n')} />
      <Button className="mt-4" look="primary" onPress={onDone}>
        <Trans>I have kept them</Trans>
      </Button>
    </>
  )
}
