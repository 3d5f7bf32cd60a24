export type Found = {
  tag: string
  attributes: Readonly<Record<string, string>>
  role: string
  /** What a screen reader calls it. */
  name: string
  /** The words in it that can be read, spaces made single. */
  text: string
}
/** A part of the desk as its reader gets it: words and things with roles, without what is hidden from everybody. */
export type Page = {
  text: string
  /** For what is only there for the eye. */
  markup: string
  /** Everything with this role, in order; with `name` only what is called so. */
  all: (role: string, name?: string) => Found[]
  /** The one thing with this role and name; throws, naming what is there, when there is none or several. */
  one: (role: string, name?: string) => Found
  names: (role: string) => string[]
  /** By element, for what has no role. */
  tags: (tag: string) => Found[]
  /** What is read out with a control beside its name. */
  described: (control: Found) => string
}
type Node = { tag: string; attributes: Record<string, string>; children: (Node | string)[] }

const alone = new Set(['img', 'input', 'br', 'hr', 'link', 'meta'])
const pieces = /<!--.*?-->|<(\/?)([\w-]+)((?:\s+[\w:-]+(?:="[^"]*")?)*)\s*(\/?)>|([^<]+)/gs
const signs: Record<string, string> = { amp: '&', lt: '<', gt: '>', quot: '"', '#x27': "'", nbsp: ' ' }

/** Reads markup as React writes it. */
export function readPage(markup: string): Page {
  const root = treeOf(markup)
  const found = walk(root, root)
  const all = (role: string, name?: string) =>
    found.filter((one) => one.role === role && (name === undefined || one.name === name))
  return {
    text: wordsIn(root),
    markup,
    all,
    names: (role) => all(role).map((one) => one.name),
    tags: (tag) => found.filter((one) => one.tag === tag),
    described: ({ attributes }) =>
      (attributes['aria-describedby'] ?? '')
        .split(' ')
        .map((id) => labelled(id, root) ?? '')
        .join(' ')
        .trim(),
    one: (role, name) => {
      const [first, ...more] = all(role, name)
      if (first && more.length === 0) return first
      const there = all(role).map((one) => `“${one.name}”`)
      throw new Error(`${more.length + (first ? 1 : 0)} × ${role} “${name ?? ''}” among ${there.join(', ')}`)
    },
  }
}

function treeOf(markup: string): Node {
  const root: Node = { tag: '', attributes: {}, children: [] }
  const open = [root]
  for (const [, closes, tag, attributes = '', closed, words] of markup.matchAll(pieces)) {
    const inside = open.at(-1) ?? root
    if (words !== undefined) addWords(inside, plain(words))
    else if (tag === undefined) continue
    else if (closes) open.pop()
    else {
      const node: Node = { tag, attributes: attributesIn(attributes), children: [] }
      inside.children.push(node)
      if (!closed && !alone.has(tag)) open.push(node)
    }
  }
  return root
}

function addWords({ children }: Node, words: string) {
  const last = children.at(-1)
  if (typeof last === 'string') children[children.length - 1] = last + words
  else children.push(words)
}

const plain = (words: string) => words.replace(/&([#\w]+);/g, (all, sign: string) => signs[sign] ?? all)

const attributesIn = (words: string) =>
  Object.fromEntries(
    [...words.matchAll(/([\w:-]+)(?:="([^"]*)")?/g)].map(([, name, value]) => [
      (name ?? '').toLowerCase(),
      plain(value ?? ''),
    ]),
  )

const isHidden = ({ tag, attributes }: Node) =>
  attributes['aria-hidden'] === 'true' || 'hidden' in attributes || tag === 'template' || tag === 'script'

function walk(node: Node, root: Node): Found[] {
  if (isHidden(node)) return []
  const { tag, attributes } = node
  const own = { tag, attributes, role: roleOf(node), name: nameOf(node, root), text: wordsIn(node) }
  return [own, ...node.children.flatMap((child) => (typeof child === 'string' ? [] : walk(child, root)))]
}

const roles: Record<string, string> = {
  button: 'button',
  ul: 'list',
  ol: 'list',
  li: 'listitem',
  nav: 'navigation',
  section: 'region',
  aside: 'complementary',
  article: 'article',
  main: 'main',
  form: 'form',
  fieldset: 'group',
  textarea: 'textbox',
  output: 'status',
  progress: 'progressbar',
  iframe: 'iframe',
  select: 'combobox',
  time: 'time',
  mark: 'mark',
}
const inputs: Record<string, string> = { checkbox: 'checkbox', hidden: '', file: '', radio: 'radio' }

function roleOf({ tag, attributes }: Node): string {
  if (attributes.role) return attributes.role
  if (tag === 'a') return 'href' in attributes ? 'link' : ''
  if (tag === 'img') return attributes.alt === '' ? '' : 'img'
  if (tag === 'input') return inputs[attributes.type ?? 'text'] ?? 'textbox'
  return /^h[1-6]$/.test(tag) ? 'heading' : (roles[tag] ?? '')
}

const named = new Set(['button', 'link', 'heading', 'option', 'row', 'tab', 'menuitem', 'mark', 'time'])

/** The name by the rules that matter here: labelled-by, label, a label element, a legend, the words in it. */
function nameOf(node: Node, root: Node): string {
  const { attributes, tag } = node
  const by = attributes['aria-labelledby']?.split(' ') ?? []
  const pointed = by.map((id) => (attributes.id === id ? attributes['aria-label'] : labelled(id, root)))
  const words = pointed.filter(Boolean).join(' ')
  if (words) return words
  const label =
    attributes['aria-label'] ?? attributes.alt ?? (tag === 'iframe' ? attributes.title : undefined)
  if (label !== undefined) return label
  if (tag === 'input' || tag === 'textarea') return labelFor(node, root)
  if (tag === 'fieldset') return wordsIn(find(node, (one) => one.tag === 'legend'))
  return named.has(roleOf(node)) ? wordsIn(node) : ''
}

function labelled(id: string, root: Node): string | undefined {
  const target = find(root, (one) => one.attributes.id === id)
  return target?.attributes['aria-label'] ?? wordsIn(target)
}

const labelFor = (node: Node, root: Node): string =>
  wordsIn(
    find(
      root,
      (one) => one.tag === 'label' && one.attributes.for === node.attributes.id && 'id' in node.attributes,
    ) ?? find(root, (one) => one.tag === 'label' && find(one, (inner) => inner === node) !== undefined),
  )

function find(node: Node, fits: (node: Node) => boolean): Node | undefined {
  if (fits(node)) return node
  for (const child of node.children) {
    const found = typeof child === 'string' ? undefined : find(child, fits)
    if (found) return found
  }
  return undefined
}

const blocks =
  /^(div|p|li|ul|ol|section|header|h\d|label|button|td|dt|dd|article|legend|option|aside|nav|main|form)$/
// What stands apart on the screen by its look is apart for the ear as well.
const spreads = /(^|\s)(inline-)?(flex|grid)(\s|$)/
const apart = /(^|\s)block(\s|$)/

function wordsIn(node: Node | undefined): string {
  const read = (one: Node | string): string => {
    if (typeof one === 'string') return one
    if (isHidden(one)) return ''
    const look = one.attributes.class ?? ''
    const inner = one.children.map(read).join(spreads.test(look) ? ' ' : '')
    return blocks.test(one.tag) || apart.test(look) ? ` ${inner} ` : inner
  }
  return node ? read(node).replace(/\s+/g, ' ').trim() : ''
}
