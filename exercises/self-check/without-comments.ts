/**
 * What a comment may not be confused with, and a comment. Every alternative takes all that it has looked at, also where
 * its end is missing, so that no text is looked at twice.
 */
const stringOrComment =
  /"(?:[^"\\\n]+|\\[\s\S])*"?|'(?:[^'\\\n]+|\\[\s\S])*'?|`(?:[^`\\]+|\\[\s\S])*`?|\/\/.*|\/\*[\s\S]*?(?:\*\/|$)/g;

/** JavaScript or TypeScript with a space in the place of each comment, in time linear in its length. */
export const withoutComments = (code: string): string =>
  code.replace(stringOrComment, (found) => (found.startsWith('/') ? ' ' : found));
