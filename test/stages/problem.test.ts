import { didYouMean, problem, unknownWord } from '../../stages/problem';

describe('a problem', () => {
  test('is a message made of its parts, which are kept', () => {
    expect(problem({ property: 'a.b', rule: 'must be c', given: '"d"', remedy: 'take c' })).toEqual({
      property: 'a.b',
      message: '`a.b` must be c, got: "d"; take c',
      given: '"d"',
      remedy: 'take c',
    });
  });

  test('says nothing of what is not there, and may begin with another subject than its property', () => {
    expect(problem({ property: 'a', relatedProperties: ['b'], subject: '`a` and `b`', rule: 'must differ' })).toEqual({
      property: 'a',
      relatedProperties: ['b'],
      message: '`a` and `b` must differ',
    });
  });
});

test('a word that is not one of a list comes with the list and the nearest word', () => {
  expect(unknownWord('stage', ['containers', 'aurora'], 'kontainers')).toEqual({
    property: 'stage',
    message: '`stage` must be one of "containers", "aurora", got: "kontainers"; did you mean "containers"?',
    given: '"kontainers"',
    allowed: ['containers', 'aurora'],
    remedy: 'did you mean "containers"?',
  });
  expect(unknownWord('stage', ['containers'], undefined).message).toBe(
    '`stage` must be one of "containers", got: nothing',
  );
  expect(didYouMean(7, ['seven'])).toBeUndefined();
});
