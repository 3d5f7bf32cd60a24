import { Plural, Trans, useLingui } from '@lingui/react/macro'
import { CircleAlert, CircleCheck, Hourglass } from 'lucide-react'
import type { Mailbox } from '../../../server/channels/email/contract.ts'
import { Chip } from '../../kit/chip.tsx'
import { RelativeTime } from '../../kit/relative-time.tsx'

const hasFailed = ({ lastError, lastErrorAt, lastSuccessAt }: Mailbox): boolean =>
  lastError !== null && (lastErrorAt ?? '') > (lastSuccessAt ?? '')

/** How a mailbox fares, in a chip, and in a second one while it cannot send. */
export function MailboxHealth({ mailbox }: { mailbox: Mailbox }) {
  const { t } = useLingui()
  const { error, isAlarming } = mailbox.sending
  return (
    <>
      <Fetching mailbox={mailbox} />
      {error !== null && !mailbox.switchedOff && (
        <Chip tone={isAlarming ? 'bad' : 'warn'} icon={CircleAlert}>
          {t`cannot send`}
        </Chip>
      )}
    </>
  )
}

function Fetching({ mailbox }: { mailbox: Mailbox }) {
  const { t } = useLingui()
  const { switchedOff, alarm, lastSuccessAt, waiting, imap } = mailbox
  if (switchedOff) return <Chip>{t`switched off`}</Chip>
  if (alarm) {
    return (
      <Chip tone="bad" icon={CircleAlert}>
        {t`gets no mail`}
      </Chip>
    )
  }
  if (hasFailed(mailbox)) {
    return (
      <Chip tone="warn" icon={CircleAlert}>
        {t`being tried again`}
      </Chip>
    )
  }
  if (waiting.mails > 0) {
    return (
      <Chip icon={Hourglass}>
        <Plural value={waiting.mails} one="# mail to fetch" other="# mails to fetch" />
      </Chip>
    )
  }
  if (!lastSuccessAt) return <Chip>{imap ? t`not fetched yet` : t`by our own listener`}</Chip>
  return (
    <Chip tone="good" icon={CircleCheck}>
      <Trans>
        fetched <RelativeTime time={lastSuccessAt} />
      </Trans>
    </Chip>
  )
}

/** What is wrong in plain words, since when, and what waits meanwhile; nothing while all is well. */
export function MailboxTrouble({ mailbox }: { mailbox: Mailbox }) {
  if (mailbox.switchedOff) return null
  return (
    <>
      <FetchTrouble mailbox={mailbox} />
      <SendTrouble {...mailbox.sending} />
    </>
  )
}

function SendTrouble({ error, errorSince, lastSentAt, isAlarming }: Mailbox['sending']) {
  if (error === null) return null
  return (
    <span className={isAlarming ? 'block text-bad text-sm' : 'block text-sm text-warn'}>
      {error}{' '}
      {errorSince && (
        <Trans>
          It began <RelativeTime time={errorSince} />.
        </Trans>
      )}{' '}
      {lastSentAt && (
        <Trans>
          Mail left last <RelativeTime time={lastSentAt} />.
        </Trans>
      )}
    </span>
  )
}

function FetchTrouble({ mailbox }: { mailbox: Mailbox }) {
  const { alarm, lastError, lastErrorSince, lastSuccessAt, waiting } = mailbox
  const words = alarm?.words ?? (hasFailed(mailbox) ? lastError : null)
  const since = alarm?.since ?? lastErrorSince
  if (!words) {
    if (!waiting.since || waiting.mails === 0) return null
    return (
      <span className="block text-ink-soft text-sm">
        <Trans>
          The oldest came <RelativeTime time={waiting.since} />.
        </Trans>
      </span>
    )
  }
  return (
    <span className={alarm ? 'block text-bad text-sm' : 'block text-sm text-warn'}>
      {words}{' '}
      {since && (
        <Trans>
          It began <RelativeTime time={since} />.
        </Trans>
      )}{' '}
      {lastSuccessAt && (
        <Trans>
          It was last fetched <RelativeTime time={lastSuccessAt} />.
        </Trans>
      )}
    </span>
  )
}
