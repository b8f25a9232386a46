import { anyMember, type Effects, type Target } from './piece';

/**
 * What a stretch of code does to values, each of which may be another name for others. What that comes to for names from
 * outside is worked out at the end, once for all, so that the work grows as the code does.
 */
export class EffectLog {
  readonly effects: Effects = {
    assigned: new Set(),
    altered: new Set(),
    asked: new Set(),
    called: new Set(),
    invoked: new Set(),
    constructed: new Set(),
    handed: [],
    passedOn: new Set(),
    members: new Set(),
    trains: false,
    changesParameters: false,
  };
  readonly #altered = new Set<Target>();
  readonly #asked = new Set<Target>();
  readonly #called = new Set<Target>();
  readonly #handed = new Map<string | undefined, Target[]>();
  readonly #changes = new Spread((target, loose) => {
    if (typeof target !== 'string') this.effects.changesParameters ||= target.parameter;
    else (loose ? this.effects.asked : this.effects.altered).add(target);
  });

  /** A member of the value is set. */
  alter(target: Target | undefined, member: string | undefined): void {
    if (target === undefined) return;
    this.#altered.add(target);
    this.effects.members.add(member ?? anyMember);
  }

  /** A method of the value is called that may change it. */
  ask(target: Target | undefined): void {
    if (target !== undefined) this.#asked.add(target);
  }

  /** A value is given to a function from outside, or, without a name, to one of the code's own. */
  hand(callee: string | undefined, target: Target): void {
    const targets = this.#handed.get(callee);
    if (targets) targets.push(target);
    else this.#handed.set(callee, [target]);
  }

  /** A value, or a method of it, is called. */
  call(target: Target | undefined): void {
    if (target !== undefined) this.#called.add(target);
  }

  /** Puts down all that was done; what the code's own functions are given, once it is known whether they change it. */
  settle(): Effects {
    const { effects } = this;
    for (const target of this.#altered) this.#changes.from(target, false);
    for (const target of this.#asked) this.#changes.from(target, true);
    const calls = new Spread((target) => {
      if (typeof target === 'string') effects.called.add(target);
    });
    for (const target of this.#called) calls.from(target, false);
    for (const [callee, targets] of this.#handed) {
      if (callee === undefined) continue;
      const handed = new Spread((target, loose) => {
        if (typeof target === 'string') effects.handed.push({ callee, name: target, loose });
        else if (target.parameter) effects.passedOn.add(callee);
      }, mostAliases);
      for (const target of targets) handed.from(target, false);
    }
    return effects;
  }

  /** The code's own functions change what they are given. */
  settleOwn(): void {
    for (const target of this.#handed.get(undefined) ?? []) this.#changes.from(target, false);
  }
}

/** How many other names of what one function is given are looked at: a person's code has a few. */
const mostAliases = 200;

/** Walks from values to all that they may be other names for, to each once. */
export class Spread {
  readonly #firm = new Set<Target>();
  readonly #loose = new Set<Target>();
  readonly #found: (target: Target, loose: boolean) => void;
  #left: number;

  /** @param most how many values are visited at most */
  constructor(found: (target: Target, loose: boolean) => void, most: number = Number.POSITIVE_INFINITY) {
    this.#found = found;
    this.#left = most;
  }

  from(start: Target, isLoose: boolean): void {
    const waiting = [{ target: start, loose: isLoose }];
    for (let next = waiting.pop(); next !== undefined && this.#left > 0; next = waiting.pop()) {
      const { target, loose } = next;
      const seen = loose ? this.#loose : this.#firm;
      if (seen.has(target)) continue;
      seen.add(target);
      this.#left -= 1;
      this.#found(target, loose);
      if (typeof target === 'string') continue;
      for (const alias of target.aliases) waiting.push({ target: alias.target, loose: loose || alias.loose });
    }
  }
}
