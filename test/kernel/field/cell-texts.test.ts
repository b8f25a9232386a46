import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { KernelClient } from '../../../runner/kernel-client';
import { runCell, types } from '../run-cell';
import { newFolder, runCells, seen } from './seen';

const folder = newFolder();
let kernel: KernelClient;
beforeAll(async () => {
  kernel = await KernelClient.start({ cwd: folder });
});
afterAll(() => kernel.shutdown());

describe('the text of a cell may be', () => {
  it.each([
    ['empty', ''],
    ['blank', ' \n\t\n'],
    ['a comment', '// only a comment'],
    ['a block comment without an end of line', '/* only a comment */'],
    ['a documentation comment', '/** nothing follows */'],
    ['a semicolon', ';'],
    ['semicolons and comments', ';; // one\n; /* two */'],
    ['an empty block', '{}'],
    ['a type alone', 'type Alone = 1;'],
    ['a byte order mark', '\uFEFF'],
  ])('%s: it shows nothing and counts', async (_, code) => {
    const before = await runCell(kernel, '0');
    const run = await runCell(kernel, code);
    expect(types(run).filter((type) => type !== 'execute_input')).toEqual(['busy', 'idle']);
    expect(run.reply).toMatchObject({ status: 'ok' });
    const after = await runCell(kernel, '1');
    expect(after.reply.execution_count).toBeGreaterThanOrEqual((before.reply.execution_count as number) + 1);
    expect(seen(after)).toBe('1');
  });

  it.each([
    ['with CRLF', 'const a = 1;\r\nconst b = `x\r\ny`;\r\n[a, b.length]', '[ 1, 3 ]'],
    ['with CR alone', 'const c = 1;\rconst d = 2;\rc + d', '3'],
    ['with a byte order mark', '\uFEFFconst e = 5;\ne', '5'],
    ['with U+2028 in a text', "'a\u2028b'.length", '3'],
    ['with U+2028 as an end of line', 'const f = 1;\u2028f + 1', '2'],
    ['with U+2029 in a template', '`a\u2029b`.length', '3'],
    ['with a null character in a text', "'a\u0000b'.length", '3'],
    ['with a lone surrogate', "'\ud83d'.length", '1'],
    ['with emoji before what it shows', "/* 🎉🎉 */ '🎉'.length", '2'],
    ['with no-break spaces', 'const\u00a0g = 2;\u00a0g', '2'],
    ['with a hashbang', '#!/usr/bin/env node\n1 + 1', '2'],
    ['with </script> and <!--', "'</script><!--'.length", '13'],
    ['with a source map comment of its own', 'const h = 1;\n//# sourceMappingURL=nowhere.map\nh', '1'],
    ['with a comment behind the last value', '42 // the answer', '42'],
    ['with a block comment behind the last value', '42 /* the answer */ ; // really', '42'],
    ['with ${} in a comment and backticks', '// `${x}`\n3', '3'],
    ['with a ts directive', '// @ts-expect-error: on purpose\nconst n: number = "x";\nn', "'x'"],
    ['with @ts-nocheck', '// @ts-nocheck\nconst m: number = "y";\nm', "'y'"],
    ['with @ts-ignore', '// @ts-ignore\nconst o: number = "z";\no', "'z'"],
    ['that is a directive alone', "'use strict'", "'use strict'"],
    ['that is a text alone', "'just text'", "'just text'"],
    ['that is two texts', "'one';\n'two'", "'two'"],
    ['that is a template alone', '`just ${1}`', "'just 1'"],
  ])('%s', async (_, code, expected) => {
    expect(seen(await runCell(kernel, code))).toBe(expected);
  });

  it('5,000 lines', async () => {
    const lines = Array.from({ length: 5000 }, (_, i) => `const line${i} = ${i};`);
    expect(seen(await runCell(kernel, `${lines.join('\n')}\nline4999`))).toBe('4999');
    expect(seen(await runCells(kernel, ['line0 + line2500', 'line1 + 1']))).toBe('2');
    const failed = await runCell(kernel, `${'\n'.repeat(4999)}throw new Error('far down');`);
    expect((failed.reply.traceback as string[]).join('\n')).toContain('line 5000');
  });

  it('one line of a million characters', async () => {
    expect(seen(await runCell(kernel, `'${'x'.repeat(1e6)}'.length`))).toBe('1000000');
  });

  it('deeply nested', async () => {
    expect(seen(await runCell(kernel, `${'['.repeat(200)}1${']'.repeat(200)}.length`))).toBe('1');
  });
});
