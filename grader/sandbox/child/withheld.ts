/** Stands in the child for the checks of the exercises and their expected values, which no submission may see. */
export {};
