import { readFileSync } from 'node:fs'
import { join, posix } from 'node:path'
import ts from 'typescript6'
import { sourceFiles } from './files.ts'

/** One import, re-export or dynamic import of a module. */
export interface Import {
  /** A path from the project's folder for our own modules, else the specifier as written. */
  readonly to: string
  readonly own: boolean
  /** True for `import()`: a part that is loaded later. */
  readonly lazy: boolean
  readonly line: number
}

/** A source file with what it imports. The syntax tree is kept for gates that look inside. */
export interface Module {
  readonly path: string
  readonly text: string
  readonly tree: ts.SourceFile
  readonly imports: readonly Import[]
}

/** Parses every source file under `root`. TypeScript 7 has no syntax-tree API, hence the alias of 6. */
export const readModules = (root: string): Map<string, Module> =>
  new Map(sourceFiles(root).map((path) => [path, parseModule(path, readFileSync(join(root, path), 'utf8'))]))

/** Parses one file's `text`; `path` is relative to the project's folder. */
export const parseModule = (path: string, text: string): Module => {
  const tree = ts.createSourceFile(path, text, ts.ScriptTarget.Latest, true)
  const imports: Import[] = []
  eachNode(tree, (node) => {
    const specifier = specifierOf(node)
    if (specifier === undefined) return
    const own = specifier.startsWith('.')
    const bare = specifier.replace(/\?.*$/, '')
    imports.push({
      to: own ? posix.normalize(posix.join(posix.dirname(path), bare)) : bare,
      own,
      lazy: ts.isCallExpression(node),
      line: lineOf(tree, node),
    })
  })
  return { path, text, tree, imports }
}

/** Calls `visit` for every node of a tree, parents first. */
export const eachNode = (node: ts.Node, visit: (node: ts.Node) => void): void => {
  visit(node)
  ts.forEachChild(node, (child) => eachNode(child, visit))
}

/** The line, counted from 1, on which a node begins. */
export const lineOf = (tree: ts.SourceFile, node: ts.Node): number =>
  tree.getLineAndCharacterOfPosition(node.getStart(tree)).line + 1

const specifierOf = (node: ts.Node): string | undefined => {
  if (ts.isImportDeclaration(node) || ts.isExportDeclaration(node)) return literal(node.moduleSpecifier)
  if (ts.isImportTypeNode(node) && ts.isLiteralTypeNode(node.argument)) return literal(node.argument.literal)
  if (ts.isCallExpression(node) && isLoader(node.expression)) return literal(node.arguments[0])
  return undefined
}

const isLoader = (callee: ts.Expression): boolean =>
  callee.kind === ts.SyntaxKind.ImportKeyword || (ts.isIdentifier(callee) && callee.text === 'require')

const literal = (node: ts.Node | undefined): string | undefined =>
  node && ts.isStringLiteralLike(node) ? node.text : undefined
