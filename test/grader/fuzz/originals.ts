import { right as rightMeans } from '../../answers/average-weights/right';
import { wrong as wrongMeans } from '../../answers/average-weights/wrong';
import { right as rightSums } from '../../answers/mean-kl/right';
import { wrong as wrongSums } from '../../answers/mean-kl/wrong';

/** The code of real answers, cell by cell. */
export const originals: string[] = [...rightSums, ...rightMeans, ...wrongSums, ...wrongMeans].flatMap(
  ({ cells }) => cells,
);
