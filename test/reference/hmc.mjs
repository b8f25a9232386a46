import { energy, leapfrog, phaseAt } from './leapfrog.mjs';
import { StepSize } from './step-size.mjs';

/** In early burn-in the step size may fall far below what it comes to; a trajectory must end all the same. */
const mostSteps = 1000;

/**
 * @typedef {object} HmcOptions
 * @property {number} draws how many to give after the burn-in
 * @property {number} burnIn draws before these, thrown away, in which the step size is adapted
 * @property {import('./random-stream.mjs').RandomStream} random
 * @property {number} [time] the mean length of a trajectory; each is drawn from 0.5 to 1.5 of it, lest it return to
 *   where it began. Default pi / 2, after which what the data leave free, a N(0, 1), has forgotten its start: with 1 the
 *   regression's spread beyond the data needs two to three times as many draws
 * @property {number} [firstStepSize] Default 0.01
 * @property {number} [acceptance] the mean probability to accept that the step size is adapted to. Default 0.8
 */

/**
 * One transition of a chain.
 * @typedef {object} Transition
 * @property {number} index from 0; negative in the burn-in
 * @property {Float64Array} position [d]; not written to later
 * @property {number} probability with which the trajectory's end was accepted
 * @property {number} stepSize
 */

/**
 * One chain of Hamiltonian Monte Carlo (Duane et al., Physics Letters B 195, 1987; Neal, 2011) with unit masses: scale
 * the parameters so that the prior is N(0, I).
 *
 * @param {import('./leapfrog.mjs').LogDensity} logDensity
 * @param {Float64Array} start [d]
 * @param {HmcOptions} options
 * @returns {Generator<Transition, void>} the burn-in, then the draws
 * @example
 * const standardNormal = (position, gradient) => {
 *   position.forEach((x, i) => { gradient[i] = -x; });
 *   return -position.reduce((sum, x) => sum + x * x, 0) / 2;
 * };
 * const chain = hmc(standardNormal, new Float64Array(3), { draws: 1000, burnIn: 200, random: randomStream(1) });
 * for (const { index, position } of chain) if (index >= 0) console.log(position); // [3], from N(0, I)
 */
export function* hmc(logDensity, start, options) {
  const { draws, burnIn, random, time = Math.PI / 2, firstStepSize = 0.01, acceptance = 0.8 } = options;
  const adapted = new StepSize(firstStepSize, acceptance);
  let phase = phaseAt(logDensity, start);
  for (let index = -burnIn; index < draws; index++) {
    const stepSize = index < 0 ? adapted.current : adapted.averaged;
    const steps = Math.min(mostSteps, Math.ceil((time * (0.5 + random.uniform())) / stepSize));
    phase = { ...phase, momentum: phase.momentum.map(random.normal) };
    const end = leapfrog(logDensity, phase, stepSize, steps);
    const chance = Math.exp(energy(phase) - energy(end));
    const probability = chance >= 0 ? Math.min(1, chance) : 0; // NaN where the trajectory ran off to infinity
    if (random.uniform() < probability) phase = end;
    if (index < 0) adapted.learn(probability);
    yield { index, position: phase.position, probability, stepSize };
  }
}
