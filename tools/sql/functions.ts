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
  const shared: string[] = []
  const functions: { name: string; text: string }[] = []
  for (const statement of tree.statements) {
    const text = printer.printNode(ts.EmitHint.Unspecified, statement, tree)
    const name = exportedName(statement)
    if (name !== undefined && makesStatement(statement)) functions.push({ name, text })
    else if (!ts.isImportDeclaration(statement)) shared.push(text)
  }
  return functions
    .map(({ name, text }) => ({ name, hash: shortHash([text, ...shared].join('\n')) }))
    .sort((a, b) => a.name.localeCompare(b.name))
}

const exportedName = (statement: ts.Statement): string | undefined => {
  if (!ts.canHaveModifiers(statement)) return undefined
  const exported = ts.getModifiers(statement)?.some(({ kind }) => kind === ts.SyntaxKind.ExportKeyword)
  if (!exported) return undefined
  if (ts.isFunctionDeclaration(statement)) return statement.name?.text
  if (!ts.isVariableStatement(statement)) return undefined
  const [declaration] = statement.declarationList.declarations
  const value = declaration?.initializer
  const isFunction = value !== undefined && (ts.isArrowFunction(value) || ts.isFunctionExpression(value))
  return isFunction ? declaration?.name.getText() : undefined
}

/** The calls that send a statement; a function without one only helps to build it. */
const senders = /^(execute|executeTakeFirst|executeTakeFirstOrThrow|stream)$/

const makesStatement = (statement: ts.Statement): boolean => {
  let found = false
  eachNode(statement, (node) => {
    if (ts.isPropertyAccessExpression(node) && senders.test(node.name.text)) found = true
  })
  return found
}

const shortHash = (text: string): string => createHash('sha256').update(text).digest('hex').slice(0, 12)
