import type { Role } from '../../platform/contract/permission.ts'

/** Brightline, a telephone company that does not exist: who works there, and who calls. */
export const company = { name: 'Brightline', domain: 'brightline.example' } as const

/** The same for everybody, because it protects nothing. */
export const password = 'only a demonstration'

export type Colleague = {
  name: string
  role: Role
  team: TeamKey | null
}

export type TeamKey = keyof typeof teams

export const teams = {
  service: { name: 'Service', lead: 'jonas' },
  technology: { name: 'Technology', lead: 'sam' },
  billing: { name: 'Billing', lead: 'clara' },
} as const

const agent = (name: string, team: TeamKey): Colleague => ({ name, role: 'agent', team })
const lead = (name: string, team: TeamKey): Colleague => ({ name, role: 'lead', team })

/** By the part of the address before the @. The administrator is made by the set-up. */
export const colleagues = {
  jonas: lead('Jonas Weber', 'service'),
  mia: agent('Mia Keller', 'service'),
  priya: agent('Priya Nair', 'service'),
  tom: agent('Tom Ashby', 'service'),
  sam: lead('Sam Ortiz', 'technology'),
  noor: agent('Noor Haddad', 'technology'),
  eva: agent('Eva Lindqvist', 'technology'),
  ben: agent('Ben Carter', 'technology'),
  ida: agent('Ida Novak', 'technology'),
  clara: lead('Clara Moreau', 'billing'),
  pete: agent('Pete Okafor', 'billing'),
  ruth: { name: 'Ruth Adler', role: 'leader', team: null },
} as const satisfies Record<string, Colleague>

export type ColleagueKey = keyof typeof colleagues

export const administrator = { key: 'alex', name: 'Alex Winter' } as const

export const organisations = {
  harbour: { name: 'Harbour Street School', domains: ['harbourstreet.example'] },
  nordlicht: { name: 'Nordlicht Optik', domains: ['nordlicht.example'] },
  casa: { name: 'Casa Verde Hotels', domains: ['casaverde.example'] },
} as const

type Person = {
  name: string
  email: string
  phone?: string
  organisation?: keyof typeof organisations
  locale?: string
}

export const customers = {
  rosa: { name: 'Rosa Delgado', email: 'rosa.delgado@mail.example', phone: '+1 415 555 0132' },
  amina: { name: 'Amina Yusuf', email: 'amina.yusuf@harbourstreet.example', organisation: 'harbour' },
  walter: {
    name: 'Walter Brandt',
    email: 'w.brandt@nordlicht.example',
    organisation: 'nordlicht',
    locale: 'de',
  },
  lucia: {
    name: 'Lucía Ferrer',
    email: 'lucia@casaverde.example',
    organisation: 'casa',
    phone: '+34 91 555 01 44',
  },
  george: { name: 'George Pappas', email: 'g.pappas@mail.example', phone: '+1 415 555 0178' },
  hannah: { name: 'Hannah Cole', email: 'hannah.cole@mail.example' },
  yusra: { name: 'يسرى الخطيب', email: 'yusra@mail.example', locale: 'ar' },
  marc: { name: 'Marc Dubois', email: 'marc.dubois@mail.example', locale: 'fr' },
  olive: { name: 'Olive Chen', email: 'olive.chen@mail.example' },
  dev: { name: 'Dev Patel', email: 'dev.patel@mail.example', phone: '+1 415 555 0109' },
  greta: { name: 'Greta Holm', email: 'greta.holm@mail.example' },
  noah: { name: 'Noah Kim', email: 'noah.kim@mail.example' },
} as const satisfies Record<string, Person>

export type CustomerKey = keyof typeof customers

export const emailOf = (key: string): string => `${key}@${company.domain}`
