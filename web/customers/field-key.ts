/** A key for a label, as the API spells it: lower-case letters, digits and _, beginning with a letter. */
export function fieldKey(label: string): string {
  const plain = label
    .normalize('NFKD')
    .replace(/[^\p{ASCII}]/gu, '')
    .toLowerCase()
  const key = plain.replace(/[^a-z0-9]+/g, '_').replace(/^[^a-z]+|_+$/g, '')
  return (key || 'field').slice(0, 40)
}
