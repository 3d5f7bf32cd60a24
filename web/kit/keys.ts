const apple = /mac|iphone|ipad/i
const names: Record<string, string> = {
  enter: '↵',
  escape: 'Esc',
  arrowup: '↑',
  arrowdown: '↓',
  space: 'Space',
  backspace: '⌫',
}
const appleNames: Record<string, string> = { $mod: '⌘', shift: '⇧', alt: '⌥', control: '⌃' }
const otherNames: Record<string, string> = { $mod: 'Ctrl', shift: 'Shift', alt: 'Alt', control: 'Ctrl' }

/** The caps to show for a tinykeys binding such as `$mod+k` or `g c`, in the words of the reader's keyboard. */
export function keyCaps(binding: string, platform: string): string[] {
  const modifiers = apple.test(platform) ? appleNames : otherNames
  // The question mark already needs Shift on most keyboards, and people look for the sign itself.
  return binding
    .replace(/^Shift\+\?$/, '?')
    .split(/[+ ]/)
    .map((key) => {
      const low = key.toLowerCase()
      return modifiers[low] ?? names[low] ?? (key.length === 1 ? key.toUpperCase() : key)
    })
}

/** The value for `aria-keyshortcuts`, which uses the names of the UI Events standard. */
export function ariaKeys(binding: string, platform: string): string {
  const modifier = apple.test(platform) ? 'Meta' : 'Control'
  return binding.replaceAll('$mod', modifier)
}
