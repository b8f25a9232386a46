import { join } from 'node:path';
import { beforeAll, describe, expect, it } from 'vitest';
import { root } from '#setup/project-paths.mjs';
import { builtClone, type Clone } from '../../bench/clone';
import { coldRows, threadsRows } from '../../bench/network-rows';
import { PeerProcess } from '../../bench/peer-process';
import { peerVariables } from '../../bench/python-peers';

describe('the process that is timed from its first step on', () => {
  let clone: Clone;
  beforeAll(() => {
    clone = builtClone(root);
  });

  it.each(coldRows.map(({ of }) => of.name))('trains %s and says how long a step took', async (row) => {
    const compiled = join(root, 'dist', 'bench', 'network-process.js');
    const peer = new PeerProcess([process.execPath, compiled, clone.door]);
    const { times } = (await peer.ask({ do: 'cold', row, steps: 3 })) as { times: number[] };
    peer.stop();
    expect(times).toHaveLength(1);
    expect(times[0]).toBeGreaterThan(0);
  });
});

describe('peerVariables()', () => {
  it('gives both sides one thread, or as many as are asked for', () => {
    const threads = ({ OMP_NUM_THREADS, MKL_NUM_THREADS, TF_NUM_INTRAOP_THREADS }: NodeJS.ProcessEnv) => [
      OMP_NUM_THREADS,
      MKL_NUM_THREADS,
      TF_NUM_INTRAOP_THREADS,
    ];
    expect(threads(peerVariables())).toEqual(['1', '1', process.env.TF_NUM_INTRAOP_THREADS ?? '1']);
    expect(threads(peerVariables(2))).toEqual(['2', '2', '2']);
  });
});

it('compares each network with two threads beside the row that has it with one', () => {
  expect(threadsRows.map(({ name, of }) => [name, of.name])).toEqual([
    ['threads-sine', 'sine'],
    ['threads-iris', 'iris'],
    ['threads-large', 'large'],
  ]);
});
