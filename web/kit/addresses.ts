/** Cuts what was typed or pasted into mail addresses: commas, semicolons, spaces and “Name <address>” are fine. */
export function addressesIn(text: string): string[] {
  const found = text.match(/[^\s,;<>"']+@[^\s,;<>"']+/g) ?? []
  return [...new Set(found.map((address) => address.toLowerCase()))]
}
