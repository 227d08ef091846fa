import * as fc from 'fast-check';
import { editDistance, nearest } from '../../stages/nearest';

describe('edit distance', () => {
  test.each([
    ['', '', 0],
    ['abc', '', 3],
    ['kontainers', 'containers', 1],
    ['aurroa', 'aurora', 1],
    ['kitten', 'sitting', 3],
  ])('of %j and %j is %d', (left, right, distance) => {
    expect(editDistance(left, right)).toBe(distance);
  });

  test('is symmetric, zero for equal words only, and at most the length of the longer word', () => {
    fc.assert(
      fc.property(fc.string({ maxLength: 12 }), fc.string({ maxLength: 12 }), (left, right) => {
        const distance = editDistance(left, right);
        expect(editDistance(right, left)).toBe(distance);
        expect(distance === 0).toBe(left === right);
        expect(distance).toBeLessThanOrEqual(Math.max(left.length, right.length));
      }),
    );
  });
});

test('the nearest word is always one of the list, and a word of the list is its own nearest', () => {
  const words = ['stage', 'step', 'users', 'environment'];
  fc.assert(fc.property(fc.string(), (given) => [undefined, ...words].includes(nearest(given, words))));
  words.forEach((word) => expect(nearest(word, words)).toBe(word));
});
