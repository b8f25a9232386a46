import type { ModelSpec, TensorData } from './model-spec';

/** What a student's function is called with: a net, an ensemble of sampled weights, or tensors one by one. */
export type Inputs = { model: ModelSpec } | { ensemble: TensorData[][] } | { tensors: TensorData[] };

/** One call of the student's function: inputs alone. Neither the check nor what is expected is in it. */
export type Call = Inputs & {
  /** Whether d value / d every weight is asked for, too. Default false. */
  gradients?: boolean;
  /** Whether it is made on the very objects of the call before, instead of new ones with equal values. Default false. */
  sameObjects?: boolean;
};

/** What a function may change in what it is given; in words, see changes.ts. */
export const changes = ['disposed', 'values', 'list', 'members', 'weights', 'layers', 'attributes'] as const;

/** One of them. */
export type Change = (typeof changes)[number];

/** What was seen beside the value. Advice only: the process that ran the function could forge it. */
export interface SideEffects {
  /** Each at most once. */
  changed: Change[];
  /** How many tensors more there are after the call, its result not counted. */
  tensorsLeaked: number;
}

/** The time that an answer has spent, and what it may take of it. */
export interface SpentTime {
  /** That of the processor; by the clock, where the system does not tell the processor's; that in which nothing ran. */
  limit: 'cpu' | 'clock' | 'idle';
  /** In seconds: of its own, and out of what all checks have together. */
  share?: { check: number; pool: number };
}

/** What became of one call, as seen by the process that knows the expected value and never runs a student's code. */
export type Outcome =
  | {
      kind: 'value';
      value: TensorData | TensorData[];
      gradients?: TensorData[];
      effects: SideEffects;
      cpuSeconds: number;
    }
  | { kind: 'wrong-kind'; got: string; cpuSeconds: number } // a string, a plain number, a promise, a disposed tensor ...
  | { kind: 'error'; message: string; cpuSeconds: number } // the student's function threw
  | ({ kind: 'timeout'; cpuSeconds: number } & SpentTime)
  | { kind: 'crash'; reason: string; cpuSeconds: number } // process.exit, killed, out of memory, malformed answer
  | { kind: 'load-error'; message: string }; // the module with the answer could not be loaded: concerns every call
