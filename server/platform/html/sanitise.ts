import sanitizeHtml from 'sanitize-html'

const TAGS = [
  ...['a', 'abbr', 'b', 'bdi', 'bdo', 'big', 'blockquote', 'br', 'caption', 'center', 'cite', 'code', 'col'],
  ...[
    'colgroup',
    'dd',
    'del',
    'div',
    'dl',
    'dt',
    'em',
    'font',
    'h1',
    'h2',
    'h3',
    'h4',
    'h5',
    'h6',
    'hr',
    'i',
  ],
  ...['img', 'ins', 'kbd', 'li', 'mark', 'ol', 'p', 'pre', 'q', 's', 'samp', 'small', 'span', 'strike'],
  ...['strong', 'sub', 'sup', 'table', 'tbody', 'td', 'tfoot', 'th', 'thead', 'tr', 'tt', 'u', 'ul', 'wbr'],
]

const SIZES = ['width', 'height', 'align', 'valign', 'bgcolor', 'border', 'cellpadding', 'cellspacing']

const COLOUR = /^(#[0-9a-f]{3,8}|[a-z]{3,20}|rgba?\([\d\s.,%/]{1,40}\))$/i
const LENGTH = /^-?\d{1,4}(\.\d{1,3})?(px|pt|em|rem|ex|%)?$/i
const LENGTHS =
  /^(-?\d{1,4}(\.\d{1,3})?(px|pt|em|rem|ex|%)?|auto)(\s+(-?\d{1,4}(\.\d{1,3})?(px|pt|em|rem|ex|%)?|auto)){0,3}$/i
const LINE = /^[a-z0-9#.\s]{1,60}$/i

// Nothing that can leave its place, cover something else or fetch anything: no position, no url().
const STYLES = {
  color: [COLOUR],
  background: [COLOUR],
  'background-color': [COLOUR],
  'font-family': [/^[\w\s,'"-]{1,200}$/],
  'font-size': [/^(\d{1,3}(\.\d{1,3})?(px|pt|em|rem|%)|(x{1,2}-)?(small|large)|medium|smaller|larger)$/i],
  'font-style': [/^(normal|italic|oblique)$/i],
  'font-weight': [/^(normal|bold|bolder|lighter|[1-9]00)$/i],
  'line-height': [LENGTH, /^normal$/i],
  'text-align': [/^(left|right|center|justify|start|end)$/i],
  'text-decoration': [/^[a-z\s-]{1,60}$/i],
  'vertical-align': [/^[a-z-]{1,20}$/i, LENGTH],
  'white-space': [/^(normal|pre|pre-wrap|pre-line|nowrap)$/i],
  direction: [/^(ltr|rtl)$/i],
  'border-collapse': [/^(collapse|separate)$/i],
  'list-style-type': [/^[a-z-]{1,30}$/i],
  width: [LENGTH],
  'max-width': [LENGTH],
  height: [LENGTH],
  ...Object.fromEntries(
    ['', '-top', '-right', '-bottom', '-left'].flatMap((side) => [
      [`border${side}`, [LINE]],
      [`padding${side}`, [LENGTHS]],
      [
        `margin${side}`,
        [
          /^(\d{1,4}(\.\d{1,3})?(px|pt|em|rem|ex|%)?|auto)(\s+(\d{1,4}(\.\d{1,3})?(px|pt|em|rem|ex|%)?|auto)){0,3}$/i,
        ],
      ],
    ]),
  ),
}

const options: sanitizeHtml.IOptions = {
  allowedTags: TAGS,
  allowedAttributes: {
    '*': ['style', 'dir', 'lang', 'title', ...SIZES],
    a: ['href', 'target', 'rel'],
    img: ['src', 'alt', 'width', 'height'],
    td: ['colspan', 'rowspan'],
    th: ['colspan', 'rowspan', 'scope'],
    ol: ['start', 'type'],
    font: ['color', 'face', 'size'],
  },
  allowedStyles: { '*': STYLES },
  allowedSchemes: ['http', 'https', 'mailto', 'tel'],
  allowedSchemesByTag: { img: ['http', 'https', 'cid', 'data'] },
  allowProtocolRelative: false,
  // Their text is code or is meant for other programs, never for a reader.
  nonTextTags: [
    'script',
    'style',
    'textarea',
    'option',
    'noscript',
    'title',
    'template',
    'xmp',
    'iframe',
    'noembed',
    'noframes',
    'math',
    'svg',
    'object',
  ],
  nestingLimit: 100,
  transformTags: {
    // Always in this order: a second pass must find nothing to move.
    a: (tagName, { href, target: _target, rel: _rel, ...rest }) => ({
      tagName,
      attribs: {
        ...rest,
        ...(href && isSafeLink(href) && { href, target: '_blank', rel: 'noopener noreferrer' }),
      },
    }),
    img: (tagName, attribs) => ({
      tagName,
      attribs: isSafePicture(attribs.src) ? attribs : without(attribs, 'src'),
    }),
  },
}

const without = ({ ...attribs }: sanitizeHtml.Attributes, name: string): sanitizeHtml.Attributes => {
  delete attribs[name]
  return attribs
}

// Relative addresses would point into the desk. An SVG or a page can be in a data: address too; pictures made
// of pixels cannot run.
const isSafePicture = (src: string | undefined): boolean =>
  src !== undefined &&
  (/^\s*(https?|cid):/i.test(src) || /^data:image\/(png|jpeg|gif|webp);base64,[a-z0-9+/=\s]+$/i.test(src))

const isSafeLink = (href: string): boolean => /^\s*(https?|mailto|tel):/i.test(href)

/**
 * HTML of a stranger without anything that runs, fetches by itself, covers or leaves its place; words, tables,
 * links, colours and pictures stay. Applied before storing and again before showing: the result is a fixed
 * point, so a second pass changes nothing.
 */
export const sanitiseHtml = (html: string): string => sanitizeHtml(html, options)

/** The same, with the address of each picture replaced: null leaves a picture out. */
export const sanitiseWithPictures = (html: string, address: (src: string) => string | null): string =>
  sanitizeHtml(sanitiseHtml(html), {
    ...options,
    transformTags: {
      ...options.transformTags,
      img: (tagName, attribs) => {
        const src = attribs.src === undefined ? null : address(attribs.src)
        return { tagName, attribs: src === null ? without(attribs, 'src') : { ...attribs, src } }
      },
    },
  })
