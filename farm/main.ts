import { runCommand } from '../setup/commands/command.mjs';
import { command } from './command.ts';

process.exitCode = await runCommand(command, process.argv.slice(2));
