import type ts from 'typescript';

/** What the parser alone finds; TypeScript keeps it to itself and has no other way to ask without a program. */
export function parseErrors(file: ts.SourceFile): readonly ts.DiagnosticWithLocation[] {
  return (file as unknown as { parseDiagnostics: ts.DiagnosticWithLocation[] }).parseDiagnostics;
}
