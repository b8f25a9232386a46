/**
 * The rooms, the lowest first, each with those below it that it may import from. What is not named here is an arrow
 * upwards or across, and `npm run check` refuses it.
 * @type {Record<string, string[]>}
 */
export const rooms = {
  setup: [], // runs before `npm ci`, so it stands on Node alone; commands of all rooms stand on it
  lib: [], // knows no exercise, and asks nothing of the rooms above it
  exercises: ['lib'],
  'index.ts': ['lib', 'exercises'], // the package's door
  solutions: ['index.ts'],
  lecture: ['index.ts', 'solutions'],
  wire: [],
  cells: [],
  execution: ['wire', 'cells'], // asks the machine by platform.ts, and nothing of Node
  browser: ['lib', 'wire', 'cells', 'execution'],
  kernel: ['setup', 'lib', 'wire', 'cells', 'execution'],
  runner: ['setup', 'lib', 'wire', 'cells'],
  grader: ['setup', 'lib', 'exercises', 'wire'],
  generator: ['setup', 'lib', 'exercises', 'solutions', 'lecture', 'wire', 'runner'],
  bench: [
    'setup',
    'lib',
    'exercises',
    'index.ts',
    'wire',
    'cells',
    'execution',
    'kernel',
    'runner',
    'grader',
    'generator',
  ],
  bin: ['setup'],
};

/** Everything may be tested, and has its circles too. */
const cruised = [...Object.keys(rooms), 'test'];

/** @param {string[]} places rooms @returns {string} a pattern of their files' paths */
const inside = (places) => `^(?:${places.map((place) => place.replace('.', '\\.')).join('|')})(?:/|$)`;

/** @type {import('dependency-cruiser').IConfiguration} */
export default {
  forbidden: [
    {
      name: 'no-circle',
      comment:
        'Files that import each other can only be read together. Move what both need into a file of its own.',
      severity: 'error',
      from: {},
      to: { circular: true },
    },
    {
      name: 'no-dead-end',
      comment: 'An import that leads nowhere would hide an arrow.',
      severity: 'error',
      from: {},
      to: { couldNotResolve: true },
    },
    {
      name: 'no-folder-without-room',
      comment: 'Name a new folder of sources in the order of the rooms.',
      severity: 'error',
      from: { path: inside(cruised) },
      to: {
        path: '^[^/]+/',
        pathNot: [inside(cruised), '(?:^|/)node_modules/'],
        dependencyTypesNot: ['core', 'unknown'],
      },
    },
    ...Object.entries(rooms).map(([room, lower]) => ({
      name: `order-of-rooms-${room}`,
      comment: `${room} may import from ${['itself', ...lower].join(', ')}: let the higher room call the lower one, or move what both need down.`,
      severity: /** @type {const} */ ('error'),
      from: { path: inside([room]) },
      to: { path: inside(cruised), pathNot: inside([room, ...lower]) },
    })),
  ],
  options: {
    doNotFollow: { path: '(?:^|/)node_modules/' },
    exclude: { path: '/fixtures/' },
    enhancedResolveOptions: {
      exportsFields: ['exports'],
      conditionNames: ['import', 'require', 'node', 'default'],
    },
    tsConfig: { fileName: 'tsconfig.json' },
    tsPreCompilationDeps: true, // imports of types are arrows like others
    detectJSDocImports: true, // in .mjs too
  },
};
