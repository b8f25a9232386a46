/** The largest notebook that is opened. A solved lecture with its figures has about 2 MB. */
export const maxBytes = 64 * 1024 * 1024;

/** The most arrays, objects and separators that are parsed: each costs the grader memory many times its size. A shorter text has fewer. */
export const maxParts = 4_000_000;

/** The deepest nesting that is parsed of a long text. A notebook with plotly figures has about 20 levels. */
export const maxDepth = 500;

/**
 * Measures how many parts a JSON text has and how deep they nest, without building them.
 *
 * Text in strings is skipped, so a long output counts little, and a few megabytes of brackets much.
 */
export function measureStructure(json: string): { parts: number; depth: number } {
  let parts = 0;
  let depth = 0;
  let deepest = 0;
  for (let i = 0; i < json.length; i++) {
    switch (json.charCodeAt(i)) {
      case 0x22: // "
        i = endOfString(json, i);
        break;
      case 0x5b: // [
      case 0x7b: // {
        parts++;
        depth++;
        if (depth > deepest) deepest = depth;
        break;
      case 0x5d: // ]
      case 0x7d: // }
        depth--;
        break;
      case 0x2c: // ,
        parts++;
        break;
    }
  }
  return { parts, depth: deepest };
}

function endOfString(json: string, start: number): number {
  let end = json.indexOf('"', start + 1);
  while (end !== -1 && backslashesBefore(json, end) % 2 === 1) end = json.indexOf('"', end + 1);
  return end === -1 ? json.length : end;
}

function backslashesBefore(json: string, end: number): number {
  let count = 0;
  while (json.charCodeAt(end - 1 - count) === 0x5c) count++;
  return count;
}
