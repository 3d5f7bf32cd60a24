import ts from 'typescript6'
import { isTest } from '../lib/files.ts'
import { eachNode, lineOf, type Module } from '../lib/modules.ts'
import { roomOf } from '../lib/rooms.ts'

/** Methods with which a statement begins. */
const beginnings = /^(selectFrom|insertInto|updateTable|deleteFrom|mergeInto|withRecursive)$/

/** Complaints about SQL that a room writes anywhere but in its queries, where it is reviewed and snapshotted. */
export const statementFaults = (modules: ReadonlyMap<string, Module>): string[] => {
  const faults: string[] = []
  for (const { path, tree } of modules.values()) {
    if (roomOf(path) === undefined || isTest(path) || /\/queries(\/[\w-]+)?\.ts$/.test(path)) continue
    eachNode(tree, (node) => {
      if (beginsStatement(node))
        faults.push(`${path}:${lineOf(tree, node)}: SQL belongs in the room's queries`)
    })
  }
  return faults
}

const beginsStatement = (node: ts.Node): boolean => {
  if (ts.isTaggedTemplateExpression(node)) return ts.isIdentifier(node.tag) && node.tag.text === 'sql'
  return ts.isPropertyAccessExpression(node) && beginnings.test(node.name.text)
}
