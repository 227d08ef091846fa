import { fitted } from '../../../toolkit/text/wrap';

test.each([
  ['total      1,000 USD a month', 24, 'total      1,000 USD a\n           month'],
  ['      12.50  alarms: 125 metrics', 28, '      12.50  alarms: 125\n             metrics'],
  ['  no price: Jobs, Mails and Uploads', 24, '  no price: Jobs,\n    Mails and Uploads'],
  ['see https://aws.amazon.com/rds/pricing', 20, 'see\n  https://aws.amazon.com/rds/pricing'],
  ['short\n\nlines', 20, 'short\n\nlines'],
])('%j in %d columns', (text, columns, expected) => expect(fitted(text, columns)).toBe(expected));
