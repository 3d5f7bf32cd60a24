import { useLingui } from '@lingui/react/macro'
import { Skeleton, SkeletonText } from '../kit/skeleton.tsx'

/** A case on its way, each part in its place. */
export function CaseSkeleton() {
  const { t } = useLingui()
  return (
    <div
      role="status"
      aria-label={t`Loading`}
      className="grid h-full grid-cols-[minmax(0,1fr)_320px] max-xl:grid-cols-1"
    >
      <div className="min-w-0">
        <div className="grid h-18 content-center gap-2 border-line border-b px-6">
          <Skeleton className="h-4 w-1/2" />
          <Skeleton className="h-3 w-1/3" />
        </div>
        <div className="grid gap-10 p-6">
          <SkeletonText lines={4} />
          <SkeletonText lines={3} />
        </div>
      </div>
      <div className="border-line border-s p-5 max-xl:hidden">
        <Skeleton className="mb-4 size-12 rounded-full" />
        <SkeletonText lines={3} />
      </div>
    </div>
  )
}
