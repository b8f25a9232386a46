import { harmlessLines } from './harmless-lines.mjs';

/** @param {string} text for standard output: names of files and what stands in them may be in it */
export const say = (text) => console.log(harmlessLines(text));

/** @param {string} text likewise for standard error */
export const warn = (text) => console.error(harmlessLines(text));
