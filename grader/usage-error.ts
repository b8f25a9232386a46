/** Wrong usage: told without a stack trace, exit code 2. */
export class UsageError extends Error {}
