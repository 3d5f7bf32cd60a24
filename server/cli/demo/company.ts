import type { Role } from '../../platform/contract/permission.ts'

export const companyName = 'Larkfield Telecom'
export const timeZone = 'Europe/London'

export const teams = {
  service: { name: 'Customer service', lead: 'ruth', address: 'hello@larkfield.example' },
  technical: { name: 'Technical support', lead: 'kofi', address: 'support@larkfield.example' },
  billing: { name: 'Billing & business', lead: 'amina', address: 'billing@larkfield.example' },
} as const
export type TeamKey = keyof typeof teams

export interface Colleague {
  readonly name: string
  readonly role: Role
  readonly teams: readonly TeamKey[]
  readonly signature: string
}

/** The first one sets the desk up. */
export const colleagues = {
  grace: {
    name: 'Grace O’Brien',
    role: 'admin',
    teams: ['service'],
    signature: 'Grace O’Brien\nHead of service',
  },
  henrik: { name: 'Henrik Dahl', role: 'leader', teams: [], signature: 'Henrik Dahl\nManaging director' },
  ruth: {
    name: 'Ruth Adeyemi',
    role: 'lead',
    teams: ['service'],
    signature: 'Ruth Adeyemi\nCustomer service',
  },
  kofi: {
    name: 'Kofi Mensah',
    role: 'lead',
    teams: ['technical'],
    signature: 'Kofi Mensah\nTechnical support',
  },
  amina: {
    name: 'Amina Haddad',
    role: 'lead',
    teams: ['billing'],
    signature: 'Amina Haddad\nBilling & business',
  },
  ida: {
    name: 'Ida Lindqvist',
    role: 'agent',
    teams: ['service', 'billing'],
    signature: 'Ida Lindqvist\nCustomer service',
  },
  tomas: {
    name: 'Tomás Herrera',
    role: 'agent',
    teams: ['service'],
    signature: 'Tomás Herrera\nCustomer service',
  },
  mei: {
    name: 'Mei Tanaka',
    role: 'agent',
    teams: ['technical'],
    signature: 'Mei Tanaka\nTechnical support',
  },
} as const satisfies Record<string, Colleague>
export type ColleagueKey = keyof typeof colleagues

export const organisations = {
  brightwater: { name: 'Brightwater School', domain: 'brightwater-school.example' },
  alder: { name: 'Alder Street Bakery', domain: 'alderbakery.example' },
  nordlicht: { name: 'Nordlicht Logistik GmbH', domain: 'nordlicht.example' },
  kestrel: { name: 'Kestrel Veterinary Clinic', domain: 'kestrelvets.example' },
  harbour: { name: 'Harbour Hotel', domain: 'harbourhotel.example' },
  linden: { name: 'Linden Care Homes', domain: 'lindencare.example' },
} as const
export type OrganisationKey = keyof typeof organisations

export interface Person {
  readonly name: string
  readonly email?: string
  readonly phone?: string
  readonly handle?: string
  readonly organisation?: OrganisationKey
  readonly locale?: string
  readonly plan: string
}

export const customers = {
  eleanor: {
    name: 'Eleanor Whitfield',
    email: 'eleanor.whitfield@example.com',
    phone: '+44 20 7946 0112',
    plan: 'Family',
  },
  daniel: {
    name: 'Daniel Okoro',
    email: 'daniel.okoro@example.com',
    phone: '+44 20 7946 0187',
    plan: 'Unlimited',
  },
  priya: { name: 'Priya Raman', email: 'priya.raman@example.com', plan: 'Fibre 500' },
  lars: { name: 'Lars Holmgren', email: 'lars.holmgren@example.se', locale: 'sv', plan: 'Fibre 100' },
  karin: { name: 'Karin Ekström', email: 'karin.ekstrom@example.se', locale: 'sv', plan: 'Family' },
  sabine: {
    name: 'Sabine Hoffmann',
    email: 'sabine.hoffmann@nordlicht.example',
    organisation: 'nordlicht',
    locale: 'de',
    plan: 'Business 50',
  },
  uwe: { name: 'Uwe Brandt', email: 'uwe.brandt@example.de', locale: 'de', plan: 'Simple' },
  layla: { name: 'ليلى منصور', email: 'layla.mansour@example.com', locale: 'ar', plan: 'Unlimited' },
  yusuf: { name: 'Yusuf Farah', email: 'yusuf.farah@example.com', phone: '+44 20 7946 0150', plan: 'Simple' },
  margaret: { name: 'Margaret Pryce', phone: '+44 20 7946 0133', plan: 'Landline' },
  tom: { name: 'Tom Baker', email: 'tom@alderbakery.example', organisation: 'alder', plan: 'Business 5' },
  nadia: {
    name: 'Nadia Rahman',
    email: 'n.rahman@brightwater-school.example',
    organisation: 'brightwater',
    plan: 'Business 50',
  },
  george: {
    name: 'George Lindo',
    email: 'office@brightwater-school.example',
    organisation: 'brightwater',
    plan: 'Business 50',
  },
  chloe: {
    name: 'Chloé Dubois',
    email: 'reception@harbourhotel.example',
    organisation: 'harbour',
    plan: 'Business 50',
  },
  vet: {
    name: 'Dr. Anjali Mehta',
    email: 'anjali@kestrelvets.example',
    organisation: 'kestrel',
    plan: 'Business 5',
  },
  joan: {
    name: 'Joan Fletcher',
    email: 'joan.fletcher@lindencare.example',
    organisation: 'linden',
    plan: 'Business 50',
  },
  marek: { name: 'Marek Nowak', email: 'marek.nowak@example.com', plan: 'Fibre 100' },
  sofia: { name: 'Sofia Almeida', email: 'sofia.almeida@example.com', plan: 'Family' },
  ben: { name: 'Ben Carter', handle: 'bencarter92', email: 'ben.carter@example.com', plan: 'Unlimited' },
  hana: { name: 'Hana Kim', email: 'hana.kim@example.com', plan: 'Fibre 500' },
  oscar: { name: 'Oscar Mbeki', email: 'oscar.mbeki@example.com', plan: 'Simple' },
  rosa: {
    name: 'Rosa Delgado',
    email: 'rosa.delgado@example.com',
    phone: '+44 20 7946 0171',
    plan: 'Family',
  },
  aidan: { name: 'Aidan Walsh', email: 'aidan.walsh@example.com', plan: 'Fibre 500' },
  ingrid: { name: 'Ingrid Solberg', email: 'ingrid.solberg@example.com', plan: 'Landline' },
} as const satisfies Record<string, Person>
export type CustomerKey = keyof typeof customers
