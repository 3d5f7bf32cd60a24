import { Plural, Trans, useLingui } from '@lingui/react/macro'
import { useQuery } from '@tanstack/react-query'
import { CircleAlert, CircleCheck, History } from 'lucide-react'
import { useState } from 'react'
import { ProgressBar } from 'react-aria-components'
import { Button } from '../../kit/button.tsx'
import { RelativeTime } from '../../kit/relative-time.tsx'
import { Sheet } from '../../settings/sheet.tsx'
import { Things } from '../../settings/things.tsx'
import { importsQuery, type MailImport } from './api.ts'
import { ImportDialog } from './import-dialog.tsx'

/** The mail of old times: what was brought in, how far it has come, and more of it. */
export default function ImportSettings() {
  const { t } = useLingui()
  const imports = useQuery(importsQuery)
  const [isNew, setNew] = useState(false)
  return (
    <Sheet
      title={t`Old mail`}
      lead={t`Bring in what was written before, so that nobody has to explain it again. It becomes history: no clock starts, and nobody gets an answer.`}
      action={
        <Button look="primary" icon={<History aria-hidden size={16} />} onPress={() => setNew(true)}>
          {t`Bring old mail`}
        </Button>
      }
    >
      <Things
        label={t`Old mail`}
        from={imports}
        empty={{
          title: t`Nothing brought in yet`,
          words: t`Mail programs can save a folder as an mbox file.`,
        }}
      >
        {(each) => <Course of={each} />}
      </Things>
      {isNew && <ImportDialog onClose={() => setNew(false)} />}
    </Sheet>
  )
}

function Course({ of: course }: { of: MailImport }) {
  const { t } = useLingui()
  const { name, address, done, fault, endedAt } = course
  return (
    <div className="grid min-w-0 grow gap-1">
      <p className="flex flex-wrap items-baseline gap-x-2">
        <span className="min-w-0 truncate font-medium">{name}</span>
        <span className="min-w-0 truncate text-ink-soft text-sm">{address}</span>
        <span className="ms-auto text-ink-soft text-sm">
          {endedAt === null ? (
            <Trans>
              begun <RelativeTime time={course.startedAt} />
            </Trans>
          ) : (
            <RelativeTime time={endedAt} />
          )}
        </span>
      </p>
      {fault ? (
        <p className="flex gap-2 text-bad text-sm">
          <CircleAlert aria-hidden size={18} className="shrink-0" />
          <Trans>{fault} Nothing of it was brought in.</Trans>
        </p>
      ) : (
        <>
          {endedAt === null && (
            <ProgressBar aria-label={t`How far ${name} has come`} value={Math.floor(done * 100)}>
              <div className="h-1.5 overflow-hidden rounded-full bg-sunken">
                <div className="h-full rounded-full bg-accent" style={{ width: `${done * 100}%` }} />
              </div>
            </ProgressBar>
          )}
          <Counts of={course} />
        </>
      )}
    </div>
  )
}

function Counts({
  of: { added, known, keptAside, notShown, perMinute, secondsLeft, endedAt },
}: {
  of: MailImport
}) {
  const minutes = secondsLeft === null ? null : Math.ceil(secondsLeft / 60)
  return (
    <p className="flex flex-wrap items-center gap-x-3 text-ink-soft text-sm">
      {endedAt !== null && <CircleCheck aria-hidden size={16} className="text-good" />}
      <span>
        <Plural value={added} one="# new mail" other="# new mails" />
      </span>
      {known > 0 && (
        <span>
          <Plural value={known} one="# already there" other="# already there" />
        </span>
      )}
      {keptAside > 0 && (
        <span>
          <Plural value={keptAside} one="# needs help" other="# need help" />
        </span>
      )}
      {notShown > 0 && (
        <span>
          <Plural value={notShown} one="# of a machine, on no case" other="# of machines, on no case" />
        </span>
      )}
      {endedAt === null && perMinute !== null && (
        <span>
          <Plural value={perMinute} one="# a minute" other="# a minute" />
        </span>
      )}
      {minutes !== null && (
        <span>
          <Plural value={minutes} one="about a minute left" other="about # minutes left" />
        </span>
      )}
    </p>
  )
}
