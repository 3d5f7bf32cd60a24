export type Side = 'top' | 'bottom' | 'end'
type Tip = { 'data-tip': string; 'data-tip-keys'?: string | undefined; 'data-tip-side'?: Side | undefined }

/** Words (and a shortcut) that appear beside a control after a short rest or on keyboard focus: spread onto it. */
export const tip = (words: string, keys?: string, side?: Side): Tip => ({
  'data-tip': words,
  'data-tip-keys': keys,
  'data-tip-side': side,
})

export type Box = { left: number; right: number; top: number; bottom: number }
export type Spot = { left: number; top: number; shift: string }
const gap = 6

/**
 * Where a tip stands beside its control: a point in the window and how the tip is shifted to sit there. On a page
 * from right to left, `end` is on the left.
 */
export function spotFor(box: Box, side: Side, isRtl: boolean): Spot {
  const middle = (box.left + box.right) / 2
  if (side === 'top') return { left: middle, top: box.top - gap, shift: '-50% -100%' }
  if (side === 'bottom') return { left: middle, top: box.bottom + gap, shift: '-50% 0' }
  const top = (box.top + box.bottom) / 2
  return isRtl
    ? { left: box.left - gap, top, shift: '-100% -50%' }
    : { left: box.right + gap, top, shift: '0 -50%' }
}
