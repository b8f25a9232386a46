/** Wrong usage: its message is the rule and the value given; the frame of the commands says the rest, and exits with 2. */
export class UsageError extends Error {}
