/** Figures that wait to be drawn. */
const waiting = new Set();

/** Whether the next frame is asked for. */
let asked = false;

/**
 * Calls `figure.draw()` in one of the next frames: one figure in each, so that messages and clicks come in between,
 * those in view first. A page that is hidden has no frames, so nothing is drawn until it is seen.
 */
export function askForTurn(figure) {
  waiting.add(figure);
  if (asked) return;
  asked = true;
  requestAnimationFrame(takeTurn);
}

/** Takes back what `askForTurn` asked for. */
export function leaveTurns(figure) {
  waiting.delete(figure);
}

function takeTurn() {
  const figures = [...waiting];
  const next = figures.find((figure) => figure.inView) ?? figures[0];
  waiting.delete(next);
  asked = waiting.size > 0;
  if (asked) requestAnimationFrame(takeTurn);
  next?.draw();
}
