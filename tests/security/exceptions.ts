/** Where a route differs from what the matrix expects of all; each with its reason. */
export interface Exception {
  readonly reason: string
  /** A body that does what the route is for, when the smallest accepted one does not. */
  readonly body?: unknown
  /** What the call of an entitled person with the sample body answers. */
  readonly status?: number
  /** What a call for an object that does not exist answers. */
  readonly goneStatus?: number
  /** Path parameters that are not ids of objects. */
  readonly parameters?: readonly string[]
  /** True when the route itself answers 401 or 403 to people who may knock. */
  readonly refusesPersons?: boolean
}

export const exceptions: Readonly<Record<string, Exception>> = {}
