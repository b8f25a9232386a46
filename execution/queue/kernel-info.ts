import ts from 'typescript';
import { languageInfo } from '../../wire/language-info';
import { protocolVersion } from '../../wire/protocol-version';

/**
 * What the kernel says of itself.
 *
 * @param version of this project
 * @param machine what it runs on, and where
 */
export function kernelInfo(version: string, machine: string): Record<string, unknown> {
  return {
    status: 'ok',
    protocol_version: protocolVersion,
    implementation: 'bayes-notebooks',
    implementation_version: version,
    language_info: languageInfo,
    banner: `TypeScript ${ts.version}, ${machine}`,
    debugger: false,
    help_links: [],
  };
}
