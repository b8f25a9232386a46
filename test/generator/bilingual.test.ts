import { describe, expect, test } from 'vitest';
import { codeIn } from '../../generator/bilingual-code';
import { markdownIn } from '../../generator/bilingual-markdown';
import { codeTokens } from '../../generator/code-tokens';

const both = (code: string) => [codeIn('pl', code, 'here'), codeIn('en', code, 'here')];

describe('codeIn()', () => {
  test('puts the literal of the language in place of say()', () => {
    expect(both("log(say({ pl: 'tak', en: 'yes' }), 1);")).toEqual(["log('tak', 1);", "log('yes', 1);"]);
    expect(both(`log(say({ pl: \`krok \${n}\`, en: \`step \${n}\` }));`)).toEqual([
      `log(\`krok \${n}\`);`,
      `log(\`step \${n}\`);`,
    ]);
  });

  test('joins a call that was broken only for want of room for two languages', () => {
    expect(both("log(\n  say({ pl: 'tak', en: 'yes' }),\n  1,\n);")).toEqual([
      "log('tak', 1);",
      "log('yes', 1);",
    ]);
  });

  test('breaks both languages alike where one of them does not fit', () => {
    const long = 'x'.repeat(120);
    const [pl, en] = both(`log(\n  say({ pl: '${long}', en: 'yes' }),\n  1,\n);`);
    expect(en).toBe("log(\n  'yes',\n  1,\n);");
    expect(pl).toBe(en?.replace('yes', long));
  });

  test('does not touch what merely looks like say() or a comment', () => {
    const code = `const s = "say({ pl: 'a', en: 'b' }) // pl: x"; // [112, 3]\nconst t = \`// en: \${s}\`;`;
    expect(both(code)).toEqual([code, code]);
  });

  test('keeps the comments of the language, indented continuations with them', () => {
    const code = [
      'function f() {',
      '  // pl: Pierwszy wiersz,',
      '  //     drugi.',
      '  // en: One line.',
      '  return 1; // pl: jeden // en: one',
      '  // [3]',
      '}',
    ].join('\n');
    expect(both(code)).toEqual([
      'function f() {\n  // Pierwszy wiersz,\n  // drugi.\n  return 1; // jeden\n  // [3]\n}',
      'function f() {\n  // One line.\n  return 1; // one\n  // [3]\n}',
    ]);
  });

  test.each([
    ["log(say({ pl: 'tak' }));", /say\(\) takes/],
    ['log(say(words));', /say\(\) takes/],
    ['// pl: tylko\nlog(1);', /followed by/],
    ['// en: only\nlog(1);', /followed by/],
    ['// pl: jedno\n// pl: drugie\nlog(1);', /followed by/],
  ])('refuses %j', (code, message) => {
    expect(() => codeIn('en', code, 'here')).toThrow(message);
  });
});

describe('markdownIn()', () => {
  const text = '/* pl\n# Tak $\\frac12$\n*/\n/* en\n# Yes\n*/';

  test('picks one language, backslashes and all', () => {
    expect(markdownIn('pl', text, 'here')).toBe('# Tak $\\frac12$');
    expect(markdownIn('en', text, 'here')).toBe('# Yes');
  });

  test.each(['/* pl\nTak\n*/', '/* en\nYes\n*/', `${text}\nconst x = 1;`, ''])('refuses %j', (wrong) => {
    expect(() => markdownIn('pl', wrong, 'here')).toThrow(/Cannot read here: a markdown cell is one/);
  });
});

describe('codeTokens()', () => {
  test('drops comments, layout and, where asked, words', () => {
    expect(codeTokens("f( 'a',\n  1 ); // b")).toEqual(['f', '(', "'a'", ',', '1', ')', ';']);
    expect(codeTokens('/** @returns x */\nf(1); /* b */')).toEqual(codeTokens('f(1);'));
    expect(codeTokens(`f(\`a \${n} b\`);`, false)).toEqual(codeTokens(`f(\`x \${n}\`);`, false));
    expect(codeTokens("f('a', n);", false)).not.toEqual(codeTokens("f('a', m);", false));
  });
});
