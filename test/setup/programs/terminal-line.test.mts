import { afterEach, describe, expect, it, vi } from 'vitest';
import { TerminalLine } from '../../../setup/programs/terminal-line.mjs';

const erase = '\r\u001b[2K';

/** A line, and what it has written. */
function lineOn(isTty: boolean, Ci = '') {
  vi.stubEnv('CI', Ci);
  let written = '';
  const write = (text: string) => {
    written += text;
    return true;
  };
  const line = new TerminalLine({ isTTY: isTty, columns: 12, write } as unknown as NodeJS.WriteStream);
  return { line, written: () => written };
}
afterEach(() => vi.unstubAllEnvs());

describe('TerminalLine', () => {
  it('stays below the width of the terminal, and below the lines that are written', () => {
    const { line, written } = lineOn(true);
    line.show('⠙ build 3.0 s');
    line.write('done');
    line.end();
    line.end();
    expect(written()).toBe(`${erase}⠙ build 3.0${erase}done\n${erase}⠙ build 3.0${erase}`);
  });

  it('asks for its text anew while it is kept', () => {
    vi.useFakeTimers();
    const { line, written } = lineOn(true);
    let count = 0;
    line.keep(() => `${count++}`);
    vi.advanceTimersByTime(200);
    line.end();
    vi.advanceTimersByTime(200);
    vi.useRealTimers();
    expect(written()).toBe(`${erase}0${erase}1${erase}2${erase}`);
  });

  it.each([
    [false, ''],
    [true, 'true'],
  ])('on a terminal: %s, CI: %j, writes whole lines only', (isTty, Ci) => {
    const { line, written } = lineOn(isTty, Ci);
    line.keep(() => 'moving');
    line.write('done');
    line.end();
    expect(written()).toBe('done\n');
  });
});
