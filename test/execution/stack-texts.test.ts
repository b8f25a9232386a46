import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { nameCellsInStacks, nameFile, stackOf } from '../../execution/stack-traces';

const prepare = Object.getOwnPropertyDescriptor(Error, 'prepareStackTrace');
const { stackTraceLimit } = Error;

/** An error of Firefox, whose stack is a text that all errors read by one getter. */
const thrown = (firefox: string): Error =>
  Object.create(Error.prototype, { message: { value: 'on purpose' }, firefox: { value: firefox } });

beforeAll(() => {
  Object.defineProperty(Error.prototype, 'stack', {
    configurable: true,
    get(this: { firefox?: string }) {
      return this.firefox;
    },
  });
  nameCellsInStacks();
  nameFile('cell-3', 'cell 3', 'const inner = () => {\n  throw new Error();\n};\nawait inner();');
});
afterAll(() => {
  Reflect.deleteProperty(Error.prototype, 'stack');
  Object.defineProperty(
    Error,
    'prepareStackTrace',
    prepare ?? { value: undefined, configurable: true, writable: true },
  );
  Error.stackTraceLimit = stackTraceLimit;
});

describe('the stack of an error in Firefox', () => {
  it('names the lines of the cell alone, as elsewhere', () => {
    const error = thrown(
      'inner@cell-3:2:9\nread@http://localhost/library.js:1:2\nasync*outer@cell-3:4:7\n@cell-3:4:1\n',
    );
    const lines = [
      '    at inner (cell 3, line 2)',
      '    at async outer (cell 3, line 4)',
      '    at cell 3, line 4',
    ];
    expect(error.stack).toBe(['Error: on purpose', ...lines].join('\n'));
    expect(stackOf(error)).toMatchObject({
      lines,
      frames: [{ called: 'inner', position: { line: 2, column: 8, text: '  throw new Error();' } }, {}, {}],
    });
  });

  it('gives no name to what has none', () => {
    const error = thrown('outer/<@cell-3:2:9\nasync*@cell-3:4:7\n');
    expect(stackOf(error).lines).toEqual(['    at cell 3, line 2', '    at async cell 3, line 4']);
  });

  it('stays as it is where none of the student’s lines is in it', () => {
    const text = 'read@http://localhost/library.js:1:2\n';
    expect(thrown(text).stack).toBe(text);
  });
});
