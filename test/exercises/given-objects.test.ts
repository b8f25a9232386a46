import { beforeAll, describe, expect, test, vi } from 'vitest';
import type { Call, Change } from '../../exercises/call';
import { GivenObjects } from '../../exercises/given/given-objects';
import type { TensorData } from '../../exercises/model-spec';
import { type BayesLinear, tf } from '../../lib';

// Of the backends cpu alone shows its own numbers, so that they can be written over.
vi.stubEnv('BAYES_BACKEND', 'cpu');
beforeAll(() => tf.ready());

const vector = (...values: number[]): TensorData => ({ shape: [values.length], dtype: 'float32', values });
const ensemble = [
  [vector(1, 2), vector(3)],
  [vector(4, 5), vector(6)],
  [vector(7, 8), vector(9)],
];
const layer = (id: string) => ({
  ...{ kind: 'bayes' as const, id, units: 1, inputDim: 1, priorMu: 0.5, priorSigma: 0.25 },
  ...{ trainable: true, klWeight: 0 },
  weights: [1, 2, 3, 4].map((value, i) => ({
    ...vector(value),
    shape: i < 2 ? [1, 1] : [1],
  })) as unknown as [TensorData, TensorData, TensorData, TensorData],
});
const inner = { build: 'sequential' as const, inputDim: 1, layers: [layer('b')] };
const net: Call = {
  model: {
    build: 'sequential',
    inputDim: 1,
    layers: [layer('a'), { kind: 'relu', id: 'r' }, { kind: 'model', id: 'inner', model: inner }],
  },
};

/** What is told of a function that does this to its one argument, and what that is in the next call on the same objects. */
function afterwards<T>(call: Call, change: (given: T) => void): { changed: Change[]; again: T } {
  const objects = new GivenObjects();
  const given = objects.for(call);
  change(given.inputs[0] as T);
  const changed = given.changes();
  const again = objects.for({ ...call, sameObjects: true });
  expect(again.changes()).toEqual('model' in call ? changed : []);
  return { changed, again: again.inputs[0] as T };
}

type Ensemble = tf.Tensor[][];
type Member = tf.Tensor[];

describe('GivenObjects tells what is done to an ensemble, and puts it back for the next call', () => {
  test.each<[string, Change[], (given: Ensemble) => void]>([
    ['nothing', [], () => {}],
    ['reads, copies, sorts a copy', [], (given) => [...given].reverse().map((member) => member.slice(1))],
    ['reverses it twice', [], (given) => given.reverse().reverse()],
    ['pop', ['list'], (given) => given.pop()],
    ['shift', ['list'], (given) => given.shift()],
    ['splice', ['list'], (given) => given.splice(0)],
    ['push', ['list'], (given) => given.push([])],
    ['length', ['list'], (given) => Object.assign(given, { length: 1 })],
    ['reverse', ['list'], (given) => given.reverse()],
    ['a new member', ['list'], (given) => given.splice(0, 1, [...(given[0] as Member)])],
    ['a hole', ['list'], (given) => delete given[1]],
    ['a new tensor', ['members'], (given) => given[0]?.splice(0, 1, tf.zeros([2]))],
    ['a longer member', ['members'], (given) => given[1]?.push(tf.scalar(1))],
    ['a member emptied', ['members'], (given) => given[2]?.splice(0)],
    ['list and members', ['list', 'members'], (given) => given.pop()?.pop()],
    ['values', ['values'], (given) => given[0]?.[0]?.dataSync().fill(7)],
    ['dispose', ['disposed'], (given) => given[1]?.[0]?.dispose()],
    ['all at once', ['disposed', 'list', 'members'], (given) => given.pop()?.pop()?.dispose()],
  ])('%s', (_, changes, change) => {
    const { changed, again } = afterwards<Ensemble>({ ensemble }, change);
    expect(changed).toEqual(changes);
    expect(again.map((member) => member.map((tensor) => [...tensor.dataSync()]))).toEqual(
      ensemble.map((member) => member.map(({ values }) => values)),
    );
  });

  test('with the very same lists and tensors', () => {
    let kept: Ensemble = [];
    const { again } = afterwards<Ensemble>({ ensemble }, (given) => {
      kept = [given as never, given[1] as Member, [given[1]?.[0] as tf.Tensor]];
      given.length = 0;
    });
    expect(
      [again, again[1], again[1]?.[0]].map((one, i) => one === [kept[0], kept[1], kept[2]?.[0]][i]),
    ).toEqual([true, true, true]);
  });
});

test('GivenObjects tells of tensors that are given one by one', () => {
  const call: Call = { tensors: [vector(1, 2)] };
  expect(afterwards<tf.Tensor>(call, (given) => given.square()).changed).toEqual([]);
  const { changed, again } = afterwards<tf.Tensor>(call, (given) => given.dispose());
  expect([changed, [...again.dataSync()]]).toEqual([['disposed'], [1, 2]]);
});

describe('GivenObjects tells what is done to a model, and leaves it so for the next call', () => {
  const first = (model: tf.LayersModel) => model.layers[0] as BayesLinear;
  const within = (model: tf.LayersModel) => (model.layers[2] as tf.LayersModel).layers;
  test.each<[string, Change[], (given: tf.LayersModel) => void]>([
    ['nothing', [], () => {}],
    [
      'what an ordinary answer does',
      [],
      (model) => [first(model).klLoss(), model.countParams(), model.predict(tf.ones([2, 1]))],
    ],
    [
      'a mark that is cleared',
      [],
      (model) => Reflect.deleteProperty(Object.assign(first(model), { seen: true }), 'seen'),
    ],
    ['its layers taken out', ['layers'], (model) => model.layers.pop()],
    ['its layers reversed', ['layers'], (model) => model.layers.reverse()],
    ['layers of a model within', ['layers'], (model) => within(model).pop()],
    ['weights', ['weights'], (model) => first(model).setWeights(first(model).getWeights().map(tf.zerosLike))],
    [
      'weights of a model within',
      ['weights'],
      (model) =>
        (model.layers[2] as tf.LayersModel).setWeights(
          within(model)[0]?.getWeights().map(tf.zerosLike) ?? [],
        ),
    ],
    ['trainable', ['attributes'], (model) => Object.assign(first(model), { trainable: false })],
    ['a name', ['attributes'], (model) => Object.assign(first(model), { name: 'x' })],
    [
      'a prior',
      ['attributes'],
      (model) => Object.assign((first(model) as unknown as { prior: object }).prior, { priorMu: 0 }),
    ],
    ['a frozen layer', ['attributes'], (model) => first(model).freeze()],
    ['disposed', ['disposed'], (model) => model.dispose()],
  ])('%s', (_, changes, change) => {
    const { changed, again } = afterwards<tf.LayersModel>(net, change);
    expect(changed).toEqual(changes);
    expect(again).toBeInstanceOf(tf.LayersModel);
  });
});

test('GivenObjects gives new objects to every other call, and holds no tensor after the last', () => {
  const before = tf.memory().numTensors;
  const objects = new GivenObjects();
  for (const call of [net, { ensemble }, { tensors: [vector(1)] }] as Call[]) {
    const [one, other] = [objects.for(call).inputs[0], objects.for(call).inputs[0]];
    expect(one === other).toBe(false);
    expect(objects.for({ ...call, sameObjects: true }).inputs[0] === other).toBe(true);
  }
  objects.end();
  expect(tf.memory().numTensors).toBe(before);
});
