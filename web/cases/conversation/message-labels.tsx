import type { MessageDescriptor } from '@lingui/core'
import { msg } from '@lingui/core/macro'
import { useLingui } from '@lingui/react/macro'
import type { MessageLabel } from '../../../server/cases/contract.ts'

// A signature is called good by whoever checked it, and that is nobody here.
const words: Record<MessageLabel, MessageDescriptor> = {
  'smime-signed': msg`signed (S/MIME), not checked`,
  'smime-encrypted': msg`encrypted (S/MIME)`,
  'pgp-signed': msg`signed (PGP), not checked`,
  'pgp-encrypted': msg`encrypted (PGP)`,
  invitation: msg`invitation`,
  'invitation-answer': msg`answer to an invitation`,
  'invitation-cancelled': msg`invitation taken back`,
}

/** What a mail is besides its words, said quietly beside its sender. */
export function MessageLabels({ labels }: { labels: readonly MessageLabel[] }) {
  const { i18n } = useLingui()
  return labels.map((label) => (
    <span key={label} className="shrink-0 text-ink-quiet">
      {i18n._(words[label])}
    </span>
  ))
}
