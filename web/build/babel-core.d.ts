/** The one function of @babel/core that the build uses (the package ships no types). */
declare module '@babel/core' {
  export function transformAsync(
    code: string,
    options: Record<string, unknown>,
  ): Promise<{ code?: string | null; map?: string | null } | null>
}
