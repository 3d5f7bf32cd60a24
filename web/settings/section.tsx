import { useParams } from '@tanstack/react-router'
import { type ComponentType, lazy, Suspense } from 'react'
import { useSession } from '../app/session.ts'
import { staffParts } from '../app/slots/staff-parts.ts'
import { SkeletonText } from '../kit/skeleton.tsx'
import { NoPermissionState } from '../kit/states.tsx'
import { StaffPartsContext } from '../people/parts.ts'
import { sections } from './sections.ts'
import { speakOfSettings } from './speak.ts'

const screens = new Map<string, ComponentType>(
  sections.map(({ id, load }) => [
    id,
    lazy(async () => {
      const [screen] = await Promise.all([load(), speakOfSettings()])
      return screen
    }),
  ]),
)

/** One section of the settings, or the reason why it is not shown. */
export default function SettingsSection() {
  const { section = '' } = useParams({ strict: false })
  const { permissions } = useSession()
  const found = sections.find(({ id }) => id === section)
  const Screen = screens.get(section)
  if (!found || !Screen) return <NoPermissionState />
  if (found.permission !== null && !permissions.includes(found.permission)) return <NoPermissionState />
  return (
    <Suspense
      fallback={
        <div className="mx-auto max-w-184 p-8">
          <SkeletonText lines={4} />
        </div>
      }
    >
      <StaffPartsContext value={staffParts}>
        <Screen />
      </StaffPartsContext>
    </Suspense>
  )
}
