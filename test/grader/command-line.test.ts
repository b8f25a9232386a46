import { describe, expect, test } from 'vitest';
import { commandLine, v8Options } from '../../grader/sandbox/command-line';
import { type LaunchLayers, noLayers } from '../../grader/sandbox/launch';
import { defaultLimits } from '../../grader/sandbox/limits';

const lineOf = (layers: Partial<LaunchLayers>): string => {
  const { command, args } = commandLine({ ...noLayers, ...layers }, defaultLimits, '/some/runtime');
  return [command, ...args].join(' ');
};

describe('commandLine()', () => {
  test('without layers is Node and the child', () => {
    const promises = '--unhandled-rejections=none';
    expect(lineOf({})).toBe([process.execPath, ...v8Options, promises, '/some/runtime/boot.js'].join(' '));
  });

  test('drops the user before everything else, and gives each child another one', () => {
    const layers: LaunchLayers = {
      unprivilegedUser: true,
      resourceLimits: true,
      bubblewrap: { disableUserns: true, size: true },
    };
    const line = lineOf(layers);
    expect(line).toMatch(
      /setpriv --reuid=(\d+) --regid=\1 --clear-groups --no-new-privs --pdeathsig=KILL -- .*prlimit .* -- .*bwrap .* -- /,
    );
    const uids = new Set(
      Array.from({ length: 20 }, () => commandLine(layers, defaultLimits, '/some/runtime').uid),
    );
    expect(uids.size).toBeGreaterThan(1);
    expect([...uids].every((uid) => uid !== undefined && uid > 1_000_000_000)).toBe(true);
  });

  test('limits the number of processes only for a user that has no others', () => {
    expect(lineOf({ resourceLimits: true })).not.toContain('--nproc');
    expect(lineOf({ resourceLimits: true, unprivilegedUser: true })).toContain(
      `--nproc=${defaultLimits.processes}`,
    );
  });

  test('limits it inside bubblewrap where the user is the grader itself', () => {
    const line = lineOf({ resourceLimits: true, bubblewrap: { disableUserns: true, size: true } });
    expect(line).toMatch(
      new RegExp(`bwrap .* -- \\S*prlimit --nproc=${defaultLimits.processes} -- \\S*node`),
    );
  });

  test('shows bubblewrap nothing of the project but the runtime, read-only', () => {
    const line = lineOf({ bubblewrap: { disableUserns: false, size: false } });
    expect(line).toContain('--ro-bind /some/runtime /runtime');
    expect(line).toContain('--unshare-all');
    expect(line).toContain('--cap-drop ALL');
    expect(line).not.toMatch(/ --bind |--disable-userns|--size/);
    expect(line).toMatch(/\/runtime\/boot\.js$/);
  });

  test("lets Node's permission model read the runtime alone", () => {
    expect(lineOf({ permission: '--permission' })).toContain(
      '--permission --no-warnings --allow-fs-read=/some/runtime/* ',
    );
  });
});
