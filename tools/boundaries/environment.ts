import ts from 'typescript6'
import { eachNode, lineOf, type Module } from '../lib/modules.ts'

const readers = [
  /^server\/platform\/config\//,
  /^tools\/(launch|screens)/,
  /^tests\//,
  /^bin\//,
  /^bench\//,
  /^web\/vite\.config/,
]

/** Complaints about code outside the configuration module that reads the environment. */
export const environmentFaults = (modules: ReadonlyMap<string, Module>): string[] => {
  const faults: string[] = []
  for (const { path, tree, text } of modules.values()) {
    if (!text.includes('process') || readers.some((reader) => reader.test(path))) continue
    eachNode(tree, (node) => {
      if (readsEnvironment(node))
        faults.push(`${path}:${lineOf(tree, node)}: reads the environment; take the config instead`)
    })
  }
  return faults
}

const readsEnvironment = (node: ts.Node): boolean => {
  if (ts.isPropertyAccessExpression(node)) return isProcess(node.expression) && node.name.text === 'env'
  if (ts.isElementAccessExpression(node)) return isProcess(node.expression)
  if (ts.isVariableDeclaration(node)) return node.initializer !== undefined && isProcess(node.initializer)
  return ts.isImportDeclaration(node) && /['"](node:)?process['"]/.test(node.moduleSpecifier.getText())
}

const isProcess = (node: ts.Node): boolean => ts.isIdentifier(node) && node.text === 'process'
