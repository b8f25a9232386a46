const collator = new Intl.Collator('en', { numeric: true });

/** The order of files in the reports, for `sort`: natural, and the same on every machine. */
export const inFileOrder = (a: string, b: string): number => collator.compare(a, b) || (a < b ? -1 : 1);
