import { createHash } from 'node:crypto'
import ts from 'typescript6'
import { eachNode, type Module } from '../lib/modules.ts'

/** An exported function of a file of queries. */
export interface QueryFunction {
  readonly name: string
  /** Changes when the function, or anything the file keeps to itself, changes; comments and layout do not count. */
  readonly hash: string
}

const printer = ts.createPrinter({ removeComments: true })

/** The exported functions of a module that make a statement, in the order of their names. */
export const queryFunctions = ({ tree }: Module): QueryFunction[] => {
  const senders = namesOfSenders(tree)
  const shared: string[] = []
  const functions: { name: string; text: string }[] = []
  for (const statement of tree.statements) {
    const text = printer.printNode(ts.EmitHint.Unspecified, statement, tree)
    const name = functionName(statement)
    if (name !== undefined && isExported(statement) && senders.has(name)) functions.push({ name, text })
    else if (!ts.isImportDeclaration(statement)) shared.push(text)
  }
  return functions
    .map(({ name, text }) => ({ name, hash: shortHash([text, ...shared].join('\n')) }))
    .sort((a, b) => a.name.localeCompare(b.name))
}

/** The calls that send a statement. */
const sending = /^(execute|executeTakeFirst|executeTakeFirstOrThrow|stream)$/

/** The functions of a file that send a statement, themselves or through another function of the file. */
const namesOfSenders = (tree: ts.SourceFile): Set<string> => {
  const named = tree.statements.flatMap((statement) => {
    const name = functionName(statement)
    return name === undefined ? [] : [{ name, mentions: mentionsOf(statement) }]
  })
  const senders = new Set<string>()
  for (let before = -1; before < senders.size; ) {
    before = senders.size
    for (const { name, mentions } of named) {
      if (mentions.some((each) => sending.test(each) || senders.has(each))) senders.add(name)
    }
  }
  return senders
}

const mentionsOf = (statement: ts.Statement): string[] => {
  const names: string[] = []
  eachNode(statement, (node) => {
    if (ts.isIdentifier(node)) names.push(node.text)
  })
  return names
}

const isExported = (statement: ts.Statement): boolean =>
  ts.canHaveModifiers(statement) &&
  (ts.getModifiers(statement) ?? []).some(({ kind }) => kind === ts.SyntaxKind.ExportKeyword)

const functionName = (statement: ts.Statement): string | undefined => {
  if (ts.isFunctionDeclaration(statement)) return statement.name?.text
  if (!ts.isVariableStatement(statement)) return undefined
  const [declaration] = statement.declarationList.declarations
  const value = declaration?.initializer
  const isFunction = value !== undefined && (ts.isArrowFunction(value) || ts.isFunctionExpression(value))
  return isFunction ? declaration?.name.getText() : undefined
}

const shortHash = (text: string): string => createHash('sha256').update(text).digest('hex').slice(0, 12)
