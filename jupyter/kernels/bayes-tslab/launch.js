// Started by kernel.json. Plain JavaScript, because it must be able to say that nothing was built yet.
const fs = require('node:fs');
const path = require('node:path');

const project = path.resolve(__dirname, '../../..');
const kernel = path.join(project, 'dist/kernel/main.js');

/** @returns {string | undefined} what is missing, and the command that mends it */
function missing() {
  const [major = 0, minor = 0] = process.versions.node.split('.').map(Number);
  if (major < 20 || (major === 20 && minor < 19)) {
    return `it needs Node 20.19 or later, this is ${process.version}: install a newer Node`;
  }
  if (!fs.existsSync(path.join(project, 'node_modules/tslab'))) {
    return `its packages are not installed: run "npm start" in ${project}`;
  }
  if (!fs.existsSync(kernel)) return `it is not built: run "npm run build" in ${project}`;
  return undefined;
}

const reason = missing();
const connectionFile = process.argv[2];
if (reason !== undefined || connectionFile === undefined) {
  console.error(`Cannot start the TypeScript kernel: ${reason ?? 'no connection file was given'}`);
  process.exitCode = 1;
} else {
  require(kernel).startKernel(connectionFile);
}
