/** What an address typed in one field is: with @ and a domain a mail address, digits a phone number, else a handle. */
export function addressKind(text: string): 'email' | 'phone' | 'handle' {
  const value = text.trim()
  if (/^[^\s@]+@[^\s@]+\.[^\s@]+$/.test(value)) return 'email'
  if (/^\+?[\d\s()./-]{5,}(?:(?:;ext=|ext\.?|x)\s*\d{1,7})?$/i.test(value)) return 'phone'
  return 'handle'
}
