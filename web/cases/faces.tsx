import { useLingui } from '@lingui/react/macro'
import { Pencil } from 'lucide-react'
import { usePresent } from '../app/live-updates.ts'
import { useSession } from '../app/session.ts'
import { Avatar } from '../kit/avatar.tsx'

/** Who else is here, as faces; a pencil on those who write. */
export function Faces({ caseId }: { caseId: number }) {
  const { t } = useLingui()
  const me = useSession().person.id
  const others = usePresent(caseId).filter(({ staffId }) => staffId !== me)
  return (
    <ul aria-label={t`Also here`} className="flex -space-x-1 empty:hidden">
      {others.map(({ staffId, name, doing }) => {
        const words = doing === 'writing' ? t`${name} is writing` : t`${name} is looking`
        return (
          <li
            key={staffId}
            title={words}
            className="relative animate-appear rounded-full ring-2 ring-surface"
          >
            <Avatar name={name} size="small" />
            <span className="sr-only">{words}</span>
            {doing === 'writing' && (
              <Pencil
                aria-hidden
                size={14}
                className="absolute -end-1 -bottom-1 rounded-full bg-accent p-0.5 text-on-accent"
              />
            )}
          </li>
        )
      })}
    </ul>
  )
}
