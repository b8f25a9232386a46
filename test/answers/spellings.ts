import type { Exercise } from '../../exercises/exercise';

/** The names that answers give an exercise's function: klLoss and kl_loss. */
export const spellings = ({ functionName }: Exercise): string[] => [
  functionName,
  functionName.replace(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`),
];
