/** Where the compiler finds what comes with the kernel and not with the notebook. */
export interface KernelFolders {
  /** TypeScript's own declarations, `lib.es2023.d.ts` and its kin. */
  lib: string;
  /** The project, from which cells import `bayes-notebooks` wherever the notebook lies. */
  project: string;
  /** Declarations that every cell sees, such as Node's. */
  globals: readonly string[];
  /** Declarations that take the place of `globals` once a cell cannot do without them; default: none. */
  platform?: readonly string[];
  /** Declarations of packages rolled up in one file, which stands for those in the project; default: none. */
  packages?: string;
  /** What is said of an import that leads nowhere; default: what Node's kernel says, see `missingModule`. */
  missing?: (specifier: string) => string;
  /** What is said of a name that only Node has; default: TypeScript's own words. */
  nodesName?: (name: string) => string;
}
