import ts from 'typescript6'
import { eachNode, lineOf, type Module } from '../lib/modules.ts'

/** A function of more than one line; one-liners would make every percentile look better than the code reads. */
export interface FunctionSize {
  readonly where: string
  readonly lines: number
}

/** The functions of a module with the lines they span, signature and inner functions included. */
export const functionSizes = ({ path, tree }: Module): FunctionSize[] => {
  const sizes: FunctionSize[] = []
  eachNode(tree, (node) => {
    if (!ts.isFunctionLike(node) || !('body' in node) || node.body === undefined) return
    const first = lineOf(tree, node)
    const lines = tree.getLineAndCharacterOfPosition(node.getEnd()).line + 2 - first
    if (lines > 1) sizes.push({ where: `${path}:${first}`, lines })
  })
  return sizes
}

/** Where a module steps out of the type system: `any`, `!` after a value, or a comment that silences errors. */
export const escapes = ({ path, tree, text }: Module): string[] => {
  const found: string[] = []
  eachNode(tree, (node) => {
    if (node.kind === ts.SyntaxKind.AnyKeyword) found.push(`${path}:${lineOf(tree, node)}: uses any`)
    if (ts.isNonNullExpression(node)) found.push(`${path}:${lineOf(tree, node)}: asserts with !`)
  })
  for (const [index, line] of text.split('\n').entries()) {
    if (/^\s*(\/\/|\/?\*)\s*@ts-(ignore|nocheck|expect-error)/.test(line)) {
      found.push(`${path}:${index + 1}: silences the compiler`)
    }
  }
  return found
}
