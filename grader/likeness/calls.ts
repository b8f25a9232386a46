import { literal, quotient, sorted, type Tree, tree } from './tree';

/** `object.name`; a member of the library's `tf`, or of a module, is a name of its own. */
export function member(object: Tree, name: Tree): Tree {
  const path = object.parts.length === 0 && !object.binding ? object.word : undefined;
  if (path === wholeLibrary || path === 'globalThis') return tree(name.word);
  if (path === 'tf' || path?.startsWith('tf.')) return tree(`${path}.${name.word}`);
  return tree('.', [object, name]);
}

/** All that 'bayes-notebooks' exports; a name of it stands for itself, as where its import is missing. */
export const wholeLibrary = '(bayes-notebooks)';

/**
 * A call. `tf.add(a, b)` is `a.add(b)` in other words, `Array.from(list)` is `[...list]`, and so on; `tf.tidy` and
 * a function that is called where it stands are what they hold.
 */
export function call(callee: Tree, args: readonly Tree[]): Tree {
  const [first, second] = args;
  if (callee.word === 'tf.tidy' && args.length === 1) return calledAtOnce(first as Tree);
  if (callee.word === 'tf.scalar' && args.length === 1) return first as Tree;
  if (callee.word === 'function' && args.length === 0) return calledAtOnce(callee);
  if (callee.word.startsWith('tf.')) return named(tree(callee.word.slice(3)), args);
  if (callee.word !== '.') return tree('apply', [callee, ...args]);
  const [object, name] = callee.parts as [Tree, Tree];
  if (object.word === 'Math' && name.word === 'pow' && first && second) return tree('**', [first, second]);
  if (object.word === 'Array' && name.word === 'from' && first) {
    const list = tree('list', [tree('...', [first])]);
    return second ? named(tree('map'), [list, second]) : list;
  }
  return named(name, [object, ...args]);
}

/** A method with its object, or the library's function of the same name with what it is given first. */
function named(name: Tree, all: readonly Tree[]): Tree {
  const [object, argument] = all as [Tree, Tree | undefined];
  if (all.length === 1 && name.word === 'asScalar') return object;
  if (all.length === 2 && argument && !name.own) {
    if (name.word === 'div' && typeof argument.value === 'number')
      return named(tree('mul'), [object, literal(1 / argument.value)]);
    if (name.word === 'div' && object.value === 1) return quotient(object, argument);
    if (name.word === 'add' || name.word === 'mul') return tree('call', [name, ...sorted(all)]);
  }
  return tree('call', [name, ...all]);
}

/** `(() => value)()` is the value. */
function calledAtOnce(made: Tree): Tree {
  const [body] = made.parts;
  return made.word === 'function' && made.parts.length === 1 && body?.word === 'return'
    ? (body.parts[0] as Tree)
    : tree('apply', [made]);
}
