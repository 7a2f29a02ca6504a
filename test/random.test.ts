import { expect, test } from 'vitest';
import { logGamma } from '../src/decide/posterior/log-gamma.js';
import { seeded, shuffledIndexes, systematicDraws } from '../src/random.js';

const sample = (count: number, draw: () => number): { mean: number; variance: number } => {
  const values = Array.from({ length: count }, draw);
  const mean = values.reduce((sum, value) => sum + value, 0) / count;
  return { mean, variance: values.reduce((sum, value) => sum + (value - mean) ** 2, 0) / count };
};

test('the same seed gives the same numbers, another seed others', () => {
  const numbers = (seed: number) => {
    const random = seeded(seed);
    return [random.uniform(), random.normal(), random.gamma(0.4), random.poisson(3)];
  };
  expect(numbers(7)).toEqual(numbers(7));
  expect(numbers(7)).not.toEqual(numbers(8));
});

test('draws have the mean and variance of their distribution', () => {
  const random = seeded(1);
  const uniform = sample(40_000, random.uniform);
  expect(uniform.mean).toBeCloseTo(0.5, 2);
  expect(uniform.variance).toBeCloseTo(1 / 12, 2);
  const normal = sample(40_000, random.normal);
  expect(normal.mean).toBeCloseTo(0, 1);
  expect(normal.variance).toBeCloseTo(1, 1);
  for (const shape of [0.3, 1, 8]) {
    const gamma = sample(40_000, () => random.gamma(shape));
    expect(gamma.mean / shape).toBeCloseTo(1, 1);
    expect(gamma.variance / shape).toBeCloseTo(1, 0);
  }
  for (const rate of [0.7, 12, 90]) {
    const poisson = sample(40_000, () => random.poisson(rate));
    expect(poisson.mean / rate).toBeCloseTo(1, 1);
    expect(Math.abs(poisson.variance / rate - 1)).toBeLessThan(0.05);
  }
});

test('a shuffle keeps every number once', () => {
  expect([...shuffledIndexes(50, seeded(3))].sort((a, b) => a - b)).toEqual(Array.from({ length: 50 }, (_, i) => i));
});

test('systematic draws come within one of their expected number', () => {
  const picked = systematicDraws(Float64Array.of(0.5, 0, 0.3, 0.2), 100, seeded(2));
  const counts = [0, 1, 2, 3].map((position) => picked.filter((each) => each === position).length);
  [50, 0, 30, 20].forEach((expected, at) => {
    expect(Math.abs(counts[at] - expected)).toBeLessThanOrEqual(1);
  });
});

test('log gamma agrees with factorials and the half', () => {
  expect(logGamma(1)).toBeCloseTo(0, 10);
  expect(logGamma(6)).toBeCloseTo(Math.log(120), 10);
  expect(logGamma(0.5)).toBeCloseTo(0.5 * Math.log(Math.PI), 10);
  expect(logGamma(401.25) - logGamma(400.25)).toBeCloseTo(Math.log(400.25), 9);
});

test('what no distribution has is refused, not drawn for ever', () => {
  const random = seeded(1);
  for (const shape of [Number.NaN, 0, -1, Number.POSITIVE_INFINITY]) {
    expect(() => random.gamma(shape)).toThrow(RangeError);
  }
  for (const mean of [Number.NaN, -1, Number.POSITIVE_INFINITY]) expect(() => random.poisson(mean)).toThrow(RangeError);
  for (const weights of [
    [0, 0],
    [1, Number.NaN],
    [1, Number.POSITIVE_INFINITY],
  ]) {
    expect(() => systematicDraws(Float64Array.from(weights), 3, random)).toThrow(RangeError);
  }
  for (const shape of [5e-324, 1e-12, 1e12, 1e300]) expect(random.gamma(shape)).toBeGreaterThanOrEqual(0);
  expect(random.poisson(1e15)).toBeGreaterThan(0);
});
