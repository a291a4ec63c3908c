/**
 * Exported symbols without a doc comment.
 *
 * `deno doc --lint` also wants every property of an interface and every constructor explained, and refuses private types in signatures; here each
 * exported symbol must say what it is, and a property only what its name cannot.
 *
 * @module
 */
import type { Problem } from "./report_problems.ts";

/** The parts of `deno doc --json` that are read. */
export interface ModuleDocs {
  readonly nodes: Readonly<Record<string, { readonly symbols: readonly SymbolDocs[] }>>;
}

interface SymbolDocs {
  readonly name: string;
  readonly declarations: readonly DeclarationDocs[];
}

interface DeclarationDocs {
  readonly location: { readonly filename: string; readonly line: number };
  readonly declarationKind: string;
  readonly kind: string;
  readonly jsDoc?: { readonly doc?: string };
}

/**
 * Lists the exports that no comment explains; one comment is enough for all overloads of a function.
 *
 * @param root URL of the project's folder, with a slash at its end; taken off the reported paths
 */
export function undocumentedExports(docs: ModuleDocs, root: string): Problem[] {
  return Object.values(docs.nodes).flatMap((node) => node.symbols).flatMap((symbol) => {
    const exported = symbol.declarations.filter(isExplainedHere);
    if (exported.length === 0 || exported.some((declaration) => Boolean(declaration.jsDoc?.doc))) return [];
    const { filename, line } = exported[0]!.location;
    const message = `${symbol.name} has no doc comment; say in one line what it is or does`;
    return [{ path: filename.replace(root, ""), line: line + 1, message }];
  });
}

/** A re-export is explained where the symbol is declared. */
function isExplainedHere({ declarationKind, kind }: DeclarationDocs): boolean {
  return declarationKind === "export" && kind !== "reference";
}
