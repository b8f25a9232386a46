#!/usr/bin/env node
// Parses on every Node with ES modules, so that an old one is told what it lacks instead of a syntax error.
import { nodeVersionProblem } from '../setup/node-version.mjs';

const problem = nodeVersionProblem(process.versions.node);
if (problem) {
  console.error(problem);
  process.exit(1);
}

import('../setup/commands/command-table.mjs')
  .then((table) => table.runNamed(process.argv.slice(2)))
  .then((exitCode) => {
    process.exitCode = exitCode;
  });
