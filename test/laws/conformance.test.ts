import { GrowthDocument } from '../../bin/config';
import { nagFindings } from '../helpers/nag';
import { at, DOCUMENT, platformApp, WAY } from './helpers/assemble';

/** Another environment than production, with everything that production does not have. */
const STAGING: GrowthDocument = {
  ...DOCUMENT,
  environment: 'staging',
  production: false,
  offHours: { stopAt: '20:00', startAt: '07:00', timeZone: 'Europe/Berlin' },
  sizes: {
    monolith: { vm: { maxCapacity: 4 }, cache: { replicasPerShard: 1 }, nat: 'instance' },
    containers: { database: { readReplicas: 0 }, nat: 'gateway-per-az' },
  },
  domain: { domainName: 'app.example.com', hostedZoneId: 'Z0123456789ABCDEFGHIJ', hostedZoneName: 'example.com' },
  firewall: { enabled: true, countOnly: true },
  onCallHttpsEndpoints: ['https://events.example.com/alarm'],
  sentryDsn: 'https://key@errors.example.com/1',
};

describe('law 6: cdk-nag finds nothing that is not acknowledged with a reason', () => {
  test.each(WAY.map((place) => [place.step ?? place.stage, place] as const))('production at %s', (_, place) => {
    expect(nagFindings(platformApp(at(DOCUMENT, place)).app)).toEqual([]);
  });

  test.each(['monolith', 'containers'])('staging at %s, with every option', (stage) => {
    expect(nagFindings(platformApp(at(STAGING, { stage })).app)).toEqual([]);
  });
});
