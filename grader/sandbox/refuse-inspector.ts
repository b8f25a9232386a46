/**
 * Has this process ignore SIGUSR1, by which any program of the same user could start Node's debugger in it and take
 * it over through a port of the machine. Node starts none where someone listens for the signal.
 */
export function refuseInspector(): void {
  if (!process.listeners('SIGUSR1').includes(ignore)) process.on('SIGUSR1', ignore);
}

function ignore(): void {}
