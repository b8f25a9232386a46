import * as whole from '@tensorflow/tfjs';
import * as webgl from '@tensorflow/tfjs-backend-webgl';
import * as dataSets from '@tensorflow/tfjs-data';
import { describe, expect, test } from 'vitest';
import * as slim from '../../../browser/library/slim-tensorflow';

describe('TensorFlow.js as the browser has it', () => {
  test('has all of its names but those of WebGL and the class of graph models', () => {
    const without = new Set([...Object.keys(webgl), 'GraphModel', 'version_converter']);
    const wanted = Object.keys(whole).filter((name) => !without.has(name));
    expect(wanted.length).toBeGreaterThan(500);
    expect(Object.keys(slim).sort()).toEqual(wanted.sort());
  });

  test('differentiates and chains', () => {
    const slope = slim.grad((x) => x.square().sum())(slim.tensor1d([1, 2]));
    expect([...slope.dataSync()]).toEqual([2, 4]);
  });

  test('says of what it lacks that it is lacking', () => {
    expect(() => slim.loadGraphModel()).toThrow(
      'Cannot call tf.loadGraphModel: the edition for browsers is without it; run the notebook by `npm start` instead',
    );
    for (const name of Object.keys(dataSets).filter((name) => /^(?!default)[a-z]+$/.test(name)))
      expect(slim.data[name]).toThrow(`tf.data.${name}`);
  });

  test('goes by the version of the whole', () => {
    for (const [name, number] of Object.entries(slim.version))
      expect(number).toBe(whole.version[name as keyof typeof whole.version]);
  });
});
