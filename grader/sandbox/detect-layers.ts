import { execFile } from 'node:child_process';
import { promisify } from 'node:util';
import { linuxMend } from './bubblewrap-mend';
import { type LaunchLayers, noLayers } from './launch';
import { type LayerRow, layerTable } from './layer-table';
import { canReadProcesses } from './process-tree';
import { programPath } from './program-path';
import { Bait } from './try-layers';

/** One layer of the sandbox as it is on this machine, found out by trying what it must refuse. */
export interface Layer {
  name: string;
  active: boolean;
  /** What it refuses, or why it is missing. */
  detail: string;
  /** The command that mends it, where it is missing. */
  mend?: string;
}

/** The strongest layers that work together on this machine, and a line about each. */
export interface Detected {
  layers: LaunchLayers;
  report: Layer[];
}

/** Tries each layer alone, and then those that work together. */
export async function detectLayers(runtime: string): Promise<Detected> {
  return (await beginToDetect(runtime)).detected;
}

/** The same, for who has other work meanwhile. @returns as soon as the trials run */
export async function beginToDetect(runtime: string): Promise<{ detected: Promise<Detected> }> {
  const rows = layerTable(await bubblewrapOptions());
  const bait = await Bait.lay(runtime);
  const together = bait.tempt(layersOf(rows)); // where all are there, what is chosen: it need not wait for the rest
  const alone = rows.map(async (row) => ({ row, failure: await failureOf(row, bait) }));
  return { detected: detected(alone, together, bait).finally(() => bait.remove()) };
}

async function detected(
  alone: Promise<{ row: LayerRow; failure: string | undefined }>[],
  together: ReturnType<Bait['tempt']>,
  bait: Bait,
): Promise<Detected> {
  const tried = await Promise.all(alone);
  const working = tried.filter(({ failure }) => failure === undefined).map(({ row }) => row);
  const allWork = typeof (await together) !== 'string' && working.length === tried.length;
  const chosen = allWork ? working : await strongestTogether(working, bait);
  const report = tried.map(({ row, failure }) => {
    const active = chosen.includes(row);
    const missing = failure ?? 'works alone, but not together with the others';
    return {
      name: row.name,
      active,
      ...(active ? { detail: row.refuses } : { detail: missing, mend: row.mend }),
    };
  });
  return { layers: layersOf(chosen), report: [...report, processWatch()] };
}

async function failureOf(row: LayerRow, bait: Bait): Promise<string | undefined> {
  const lacking = row.programs.find((program) => programPath(program) === undefined);
  if (lacking !== undefined) return `${lacking} is not installed`;
  const found = await bait.tempt({ ...noLayers, ...row.on });
  if (typeof found === 'string') return found;
  return row.proven(found) ? undefined : 'is there but does not refuse what it must';
}

/** All of them where a child starts behind all, else without the outermost ones. */
async function strongestTogether(working: LayerRow[], bait: Bait): Promise<LayerRow[]> {
  for (let left = working; left.length > 0; left = left.slice(0, -1)) {
    if (typeof (await bait.tempt(layersOf(left))) !== 'string') return left;
  }
  return [];
}

function layersOf(rows: LayerRow[]): LaunchLayers {
  return Object.assign({ ...noLayers }, ...rows.map(({ on }) => on));
}

async function bubblewrapOptions(): Promise<NonNullable<LaunchLayers['bubblewrap']>> {
  const path = programPath('bwrap');
  const help = path === undefined ? '' : await helpOf(path);
  return { disableUserns: help.includes('--disable-userns'), size: help.includes('--size') };
}

/** Empty where it does not even say that much: what is wrong then comes out when the layer is tried. */
async function helpOf(program: string): Promise<string> {
  return promisify(execFile)(program, ['--help']).then(
    ({ stdout }) => stdout,
    () => '',
  );
}

function processWatch(): Layer {
  const name = 'process watch';
  if (canReadProcesses())
    return {
      name,
      active: true,
      detail: 'CPU and idle time above the limits, of all their processes together',
    };
  return {
    name,
    active: false,
    detail: 'this system has no /proc: time on the clock counts instead',
    mend: linuxMend() ?? 'grade where /proc is mounted',
  };
}
