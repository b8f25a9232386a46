import { rmSync } from 'node:fs';
import { dirname } from 'node:path';
import { stripVTControlCharacters } from 'node:util';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { installedCopy } from './installed-copy.mjs';
import { symptoms } from './symptoms.js';

describe('what the READMEs quote is what the project says:', () => {
  let copy: string;
  beforeAll(() => {
    copy = installedCopy();
  });
  afterAll(() => rmSync(dirname(copy), { recursive: true, force: true }));

  test.each(symptoms)('$says.en', async ({ says, produce }) => {
    const printed = stripVTControlCharacters(await produce(copy));
    expect(printed).toContain(says.en);
    expect(printed).toContain(says.pl);
  });
});
