/** What a signed-in member of staff is, in ascending breadth of duty (product.md, "People"). */
export const roles = ['agent', 'lead', 'leader', 'admin'] as const
export type Role = (typeof roles)[number]

/** How far a person sees: only what they own, what their teams hold, or everything. */
export const reaches = ['own', 'team', 'all'] as const
export type Reach = (typeof reaches)[number]

/** Who may knock at a route at all; what they may see behind it is decided by the query. */
export interface Permission {
  /** Stable name, also the word a token's scope uses, e.g. `cases.read`. */
  readonly name: string
  /** `anyone` needs no session; `customer` a customer's session; a list of roles means staff. */
  readonly holders: 'anyone' | 'customer' | readonly Role[]
  /** One plain sentence for the permissions page and the refusal. */
  readonly words: string
}

const declared = new Map<string, Permission>()

/** Declares one permission of the closed list; every route names exactly one. */
export const definePermission = (name: string, holders: Permission['holders'], words: string): Permission => {
  const permission = { name, holders, words }
  declared.set(name, permission)
  return permission
}

/** The permissions a role holds, of all that the loaded contracts declare; also what a token may be limited to. */
export const permissionsOf = (role: Role): readonly Permission[] =>
  [...declared.values()].filter(({ holders }) => Array.isArray(holders) && holders.includes(role))

export const everyStaff: readonly Role[] = [...roles]
export const leadsAndUp = ['lead', 'leader', 'admin'] as const
const leads: ReadonlySet<Role> = new Set(leadsAndUp)

/** Whether somebody of this role may act in place of an owner. */
export const isLead = ({ role }: { readonly role: Role }): boolean => leads.has(role)

export const adminsOnly = ['admin'] as const
