import { useLingui } from '@lingui/react/macro'
import { useQuery } from '@tanstack/react-query'
import { UserPlus } from 'lucide-react'
import { useState } from 'react'
import type { Staff } from '../../server/people/contract.ts'
import { Avatar } from '../kit/avatar.tsx'
import { Button } from '../kit/button.tsx'
import { Chip } from '../kit/chip.tsx'
import { Sheet } from '../settings/sheet.tsx'
import { Things } from '../settings/things.tsx'
import { staffQuery, teamsQuery } from './api.ts'
import { Invite } from './invite.tsx'
import { StaffDialog } from './staff-dialog.tsx'
import { roleWords } from './words.ts'

/** Who works here, what they may do, and inviting somebody. */
export default function PeopleSettings() {
  const { t, i18n } = useLingui()
  const staff = useQuery(staffQuery)
  const { data: teams } = useQuery(teamsQuery)
  const [isInviting, setInviting] = useState(false)
  const [changed, setChanged] = useState<Staff | null>(null)
  const teamNames = (ids: number[]) =>
    (teams?.items ?? []).filter(({ id }) => ids.includes(id)).map(({ name }) => name)
  return (
    <Sheet
      title={t`People`}
      lead={t`Everybody who helps customers here. What each may see and do follows from role and reach.`}
      action={
        <Button look="primary" icon={<UserPlus aria-hidden size={16} />} onPress={() => setInviting(true)}>
          {t`Invite`}
        </Button>
      }
    >
      <Things label={t`People`} from={staff} empty={{ title: t`Nobody yet`, words: '' }}>
        {(one) => (
          <>
            <Avatar name={one.name} />
            <span className="min-w-0 grow basis-40">
              <span className="block truncate font-medium">{one.name}</span>
              <span className="block truncate text-ink-soft text-sm">
                {[one.email, ...teamNames(one.teamIds)].join(', ')}
              </span>
            </span>
            {one.invited && <Chip tone="warn">{t`invited`}</Chip>}
            {one.switchedOffAt && <Chip>{t`switched off`}</Chip>}
            <span className="text-ink-soft text-sm">{i18n._(roleWords[one.role])}</span>
            <Button size="small" aria-label={t`Change ${one.name}`} onPress={() => setChanged(one)}>
              {t`Change`}
            </Button>
          </>
        )}
      </Things>
      {isInviting && <Invite onClose={() => setInviting(false)} />}
      {changed && <StaffDialog staff={changed} onClose={() => setChanged(null)} />}
    </Sheet>
  )
}
