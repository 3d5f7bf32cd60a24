export function DeskLists({ className }: { className?: string }) {
  return <div className={className} />
}
