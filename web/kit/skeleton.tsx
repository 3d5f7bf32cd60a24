import { cx } from './cx.ts'

/** The shape of what is coming, in its place, so that nothing jumps. Hidden from screen readers. */
export function Skeleton({ className }: { className?: string }) {
  return <span aria-hidden="true" className={cx('block animate-breathe rounded-md bg-hover', className)} />
}

/** A few lines of text that are on their way. */
export function SkeletonText({ lines = 3 }: { lines?: number }) {
  const widths = ['w-11/12', 'w-4/5', 'w-2/3', 'w-3/4', 'w-1/2']
  return (
    <div className="grid gap-2">
      {widths.slice(0, lines).map((width) => (
        <Skeleton key={width} className={cx('h-3.5', width)} />
      ))}
    </div>
  )
}
