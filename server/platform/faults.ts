/** Every reason why Regard refuses to start or a command fails, with the exit code a script can rely on. */
export const exitCodes = {
  unexpected: 1,
  usage: 2,
  refused: 3,
  nodeTooOld: 10,
  installFailed: 11,
  buildFailed: 12,
  badConfiguration: 13,
  portInUse: 20,
  diskFull: 21,
  dataNotWritable: 22,
  alreadyRunning: 23,
  otherDatabaseVersion: 24,
  newerData: 25,
  databaseUnreachable: 26,
  migrationFailed: 27,
  noDatabasePrograms: 28,
  databaseDidNotStart: 29,
  backupFailed: 30,
} as const

export type FaultKind = keyof typeof exitCodes

/** An expected failure: its message is written for the operator and is all that is shown. */
export class Fault extends Error {
  readonly kind: FaultKind

  constructor(kind: FaultKind, message: string, options?: ErrorOptions) {
    super(message, options)
    this.name = 'Fault'
    this.kind = kind
  }

  get exitCode(): number {
    return exitCodes[this.kind]
  }
}
