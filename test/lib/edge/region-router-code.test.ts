import { EdgeRouting } from '../../../lib/edge';
import { coordinatesOf, KNOWN_REGIONS } from '../../../lib/edge/private/region-coordinates';
import { MAX_CODE_BYTES, regionRouterCode } from '../../../lib/edge/private/region-router-code';
import { CidrPlan } from '../../../lib/network';

const IMPORT = "import cf from 'cloudfront';\n";
const REGIONS = ['eu-west-1', 'us-east-1', 'ap-southeast-2'];
const BERLIN = { country: 'DE', latitude: '52.52000', longitude: '13.40500' };
const BOSTON = { country: 'US', latitude: '42.36000', longitude: '-71.06000' };
const PERTH = { country: 'AU', latitude: '-31.95000', longitude: '115.86000' };
const AUCKLAND = { country: 'NZ', latitude: '-36.85000', longitude: '174.76000' };
const HONOLULU = { country: 'US', latitude: '21.31000', longitude: '-157.86000' };

interface Viewer {
  country?: string;
  latitude?: string;
  longitude?: string;
}

interface Answer {
  /** The selected origin; two for an origin group. */
  origins: string[];
  result: any;
  reads: string[];
}

/** Runs the text as CloudFront does: with a `cloudfront` module, a store of marks, and nothing else. */
async function run(
  code: string,
  viewer: Viewer = {},
  marks: Record<string, string> | 'broken' = {},
  method = 'GET',
): Promise<Answer> {
  const origins: string[] = [];
  const reads: string[] = [];
  const get = async (key: string): Promise<string> => {
    reads.push(key);
    if (marks === 'broken' || !(key in marks)) {
      throw new Error('KeyNotFound');
    }
    return marks[key];
  };
  const cf = {
    kvs: () => ({ get }),
    selectRequestOriginById: (id: string) => origins.push(id),
    createRequestOriginGroup: (group: any) => {
      expect(group.failoverCriteria).toEqual({ statusCodes: [502, 503, 504] });
      origins.push(...group.originIds.map(({ originId }: any) => originId));
    },
  };
  const headers: Record<string, { value: string }> = { host: { value: 'app.example.com' } };
  for (const [name, value] of Object.entries(viewer)) {
    headers[`cloudfront-viewer-${name}`] = { value };
  }
  const event = { request: { method, uri: '/', headers } };
  const handler = new Function(
    'cf',
    'process',
    'require',
    `'use strict';\n${code.replace(IMPORT, '')}\nreturn handler;`,
  )(cf);
  const result = await handler(event);
  if (result.statusCode === undefined) {
    expect(result).toBe(event.request);
    expect(Object.keys(headers)).toHaveLength(1 + Object.keys(viewer).length);
  }
  return { origins, result, reads };
}

async function chosen(
  code: string,
  viewer?: Viewer,
  marks?: Record<string, string> | 'broken',
  method?: string,
): Promise<string> {
  const { origins, result } = await run(code, viewer, marks, method);
  return result.statusCode === undefined ? origins.join('+') : String(result.statusCode);
}

const out = (...regions: string[]) => Object.fromEntries(regions.map((region) => [`out:${region}`, '1']));

describe('nearest', () => {
  const code = regionRouterCode(REGIONS, EdgeRouting.nearest());

  test.each([
    ['Berlin', BERLIN, 'eu-west-1'],
    ['Boston', BOSTON, 'us-east-1'],
    ['Perth', PERTH, 'ap-southeast-2'],
    ['Auckland', AUCKLAND, 'ap-southeast-2'],
    ['Honolulu, across the date line from Sydney', HONOLULU, 'us-east-1'],
    ['the South Pole', { latitude: '-90', longitude: '0' }, 'ap-southeast-2'],
    ['Reykjavik', { latitude: '64.1', longitude: '-21.9' }, 'eu-west-1'],
    ['Fiji, just west of the date line', { latitude: '-17.7', longitude: '178.0' }, 'ap-southeast-2'],
    ['Samoa, just east of the date line', { latitude: '-13.8', longitude: '-171.8' }, 'ap-southeast-2'],
  ])('%s', async (_place, viewer, region) => {
    expect(await chosen(code, viewer)).toBe(region);
  });

  test('in every known Region the Region itself is the nearest of all', async () => {
    const all = regionRouterCode([...KNOWN_REGIONS], EdgeRouting.nearest());
    for (const region of KNOWN_REGIONS) {
      const [latitude, longitude] = coordinatesOf(region).map(String);
      expect(await chosen(all, { latitude, longitude })).toBe(region);
    }
  });

  test('agrees with the great-circle distance in a grid over the globe', async () => {
    for (let latitude = -85; latitude <= 85; latitude += 17) {
      for (let longitude = -180; longitude < 180; longitude += 29) {
        const nearest = [...REGIONS].sort(
          (a, b) => haversineKm(latitude, longitude, a) - haversineKm(latitude, longitude, b),
        )[0];
        expect(await chosen(code, { latitude: String(latitude), longitude: String(longitude) })).toBe(nearest);
      }
    }
  });

  test.each([
    ['no headers at all', {}],
    ['only a country without a Region of AWS', { country: 'AT' }],
    ['a country that is none', { country: 'constructor' }],
    ['only the latitude', { latitude: '42' }],
    ['nonsense', { latitude: 'north', longitude: '' }],
  ])('without a place the home Region serves: %s', async (_name, viewer) => {
    expect(await chosen(code, viewer)).toBe('eu-west-1');
  });
});

describe('requests from Amazon EC2 come with a country and no place', () => {
  const code = regionRouterCode(REGIONS, EdgeRouting.nearest());

  test.each([
    ['US', 'us-east-1'],
    ['BR', 'us-east-1'],
    ['DE', 'eu-west-1'],
    ['SG', 'ap-southeast-2'],
    ['AU', 'ap-southeast-2'],
  ])('%s', async (country, region) => {
    expect(await chosen(code, { country })).toBe(region);
  });

  test('the place of the address counts more than the country', async () => {
    expect(await chosen(code, { ...BOSTON, country: 'AU' })).toBe('us-east-1');
  });
});

describe('out of service', () => {
  const code = regionRouterCode(REGIONS, EdgeRouting.nearest());

  test('the next nearest serves', async () => {
    expect(await chosen(code, BERLIN, out('eu-west-1'))).toBe('us-east-1');
    expect(await chosen(code, BERLIN, out('eu-west-1', 'us-east-1'))).toBe('ap-southeast-2');
    expect(await chosen(code, PERTH, out('ap-southeast-2'))).toBe('eu-west-1');
  });

  test('without a place, the next in the order serves', async () => {
    expect(await chosen(code, {}, out('eu-west-1'))).toBe('us-east-1');
  });

  test('any other value is no mark', async () => {
    for (const value of ['0', '', 'true', '1 ']) {
      expect(await chosen(code, BERLIN, { 'out:eu-west-1': value })).toBe('eu-west-1');
    }
  });

  test('a mark of a Region that is not there changes nothing', async () => {
    expect(await chosen(code, BERLIN, out('eu-central-1'))).toBe('eu-west-1');
  });

  test('a store that cannot be read takes nobody out', async () => {
    expect(await chosen(code, BERLIN, 'broken')).toBe('eu-west-1');
  });

  test('all out: a clear answer that nobody keeps', async () => {
    const { result, origins } = await run(code, BERLIN, out(...REGIONS));
    expect(origins).toEqual([]);
    expect(result).toEqual({
      statusCode: 503,
      statusDescription: 'Service Unavailable',
      headers: {
        'content-type': { value: 'text/plain; charset=utf-8' },
        'cache-control': { value: 'no-store' },
        'retry-after': { value: '60' },
      },
      body: {
        encoding: 'text',
        data: expect.stringMatching(/^No region that may serve you is in service right now\./),
      },
    });
  });

  test('the store is read once for a request that nothing disturbs', async () => {
    expect((await run(code, BOSTON)).reads).toEqual(['out:us-east-1']);
    expect((await run(code, BOSTON, out('us-east-1'))).reads).toEqual(['out:us-east-1', 'out:eu-west-1']);
  });
});

describe('residency', () => {
  const regions = ['us-east-1', 'eu-west-1', 'eu-central-1', 'ap-southeast-2'];
  const residency = [
    { countryCodes: ['DE', 'FR'], regions: ['eu-west-1', 'eu-central-1'] },
    { countryCodes: ['CH'], regions: ['eu-central-1'] },
    { countryCodes: ['ZZ'], regions: ['us-east-1'] },
  ];
  const code = regionRouterCode(regions, EdgeRouting.nearest({ residency }));

  test('a German is served by the nearest Region of the area', async () => {
    expect(await chosen(code, BERLIN)).toBe('eu-central-1');
    expect(await chosen(code, BERLIN, out('eu-central-1'))).toBe('eu-west-1');
  });

  test('a German abroad, by address, stays within the rules of the country of the address', async () => {
    expect(await chosen(code, { ...BERLIN, country: 'US' })).toBe('eu-central-1');
    expect(await chosen(code, { ...BOSTON, country: 'DE' })).toBe('eu-west-1');
  });

  test('nobody leaves the area when all of it is out', async () => {
    expect(await chosen(code, BERLIN, out('eu-central-1', 'eu-west-1'))).toBe('503');
    expect(await chosen(code, { country: 'CH', latitude: '47', longitude: '8' }, out('eu-central-1'))).toBe('503');
  });

  test('the others may go anywhere', async () => {
    expect(await chosen(code, BOSTON)).toBe('us-east-1');
    expect(await chosen(code, BOSTON, out('us-east-1'))).toBe('eu-west-1');
  });

  test('a rule for unknown countries', async () => {
    expect(await chosen(code, { latitude: '50', longitude: '10' })).toBe('us-east-1');
    expect(await chosen(code, {}, out('us-east-1'))).toBe('503');
  });

  test('with the country only, the nearest to the country; with failover the order', async () => {
    expect(await chosen(code, { country: 'DE' })).toBe('eu-central-1');
    expect(await chosen(regionRouterCode(regions, EdgeRouting.failover({ residency })), BERLIN)).toBe('eu-west-1');
  });

  test('names that every object has are no countries', async () => {
    for (const country of ['constructor', '__proto__', 'toString']) {
      expect(await chosen(code, { country })).toBe('us-east-1');
    }
  });
});

describe('failover', () => {
  const code = regionRouterCode(REGIONS, EdgeRouting.failover());

  test('everybody is at home, wherever they are', async () => {
    for (const viewer of [BERLIN, BOSTON, PERTH, {}]) {
      expect(await chosen(code, viewer)).toBe('eu-west-1');
      expect(await chosen(code, viewer, out('eu-west-1'))).toBe('us-east-1');
    }
  });

  test('residency counts as well', async () => {
    const strict = regionRouterCode(
      REGIONS,
      EdgeRouting.failover({ residency: [{ countryCodes: ['AU'], regions: ['ap-southeast-2'] }] }),
    );
    expect(await chosen(strict, PERTH)).toBe('ap-southeast-2');
    expect(await chosen(strict, PERTH, out('ap-southeast-2'))).toBe('503');
  });
});

describe('reads that fail over', () => {
  const code = regionRouterCode(
    REGIONS,
    EdgeRouting.nearest({ readFailover: true, residency: [{ countryCodes: ['FR'], regions: ['eu-west-1'] }] }),
  );

  test('GET and HEAD get the two best Regions', async () => {
    expect(await chosen(code, BERLIN, {}, 'GET')).toBe('eu-west-1+us-east-1');
    expect(await chosen(code, PERTH, {}, 'HEAD')).toBe('ap-southeast-2+eu-west-1');
  });

  test('a Region that is out is no second member', async () => {
    expect(await chosen(code, BERLIN, out('us-east-1'))).toBe('eu-west-1+ap-southeast-2');
    expect(await chosen(code, BERLIN, out('us-east-1', 'ap-southeast-2'))).toBe('eu-west-1');
  });

  test('writes are asked once', async () => {
    for (const method of ['POST', 'PUT', 'PATCH', 'DELETE', 'OPTIONS']) {
      expect(await chosen(code, BERLIN, {}, method)).toBe('eu-west-1');
    }
  });

  test('a single allowed Region has no second', async () => {
    expect(await chosen(code, { ...BERLIN, country: 'FR' })).toBe('eu-west-1');
  });
});

describe('the text', () => {
  const everyCountry = Array.from({ length: 26 }, (_, a) =>
    Array.from({ length: 10 }, (_unused, b) => String.fromCharCode(65 + a, 65 + b)),
  ).flat();

  test('fits into a function even with a rule for 260 countries and ten Regions', () => {
    const code = regionRouterCode(
      KNOWN_REGIONS.slice(0, 10),
      EdgeRouting.nearest({ residency: [{ countryCodes: everyCountry, regions: KNOWN_REGIONS.slice(0, 5) }] }),
    );
    expect(Buffer.byteLength(code)).toBeLessThan(MAX_CODE_BYTES);
    expect(Buffer.byteLength(regionRouterCode(REGIONS, EdgeRouting.nearest()))).toBeLessThan(4500);
  });

  test('imports nothing but cloudfront and uses no syntax that the runtime lacks', () => {
    const code = regionRouterCode(REGIONS, EdgeRouting.nearest({ readFailover: true }));
    expect(code.startsWith(IMPORT)).toBe(true);
    const rest = code.replace(IMPORT, '');
    expect(rest).not.toMatch(
      /\bimport\b|\brequire\b|\bclass\b|\.\.\.|\?\.|\?\?|for \(.* of |const [{[]|async \(|Promise\./,
    );
    expect(rest).toMatch(/^async function handler\(event\) \{$/m);
    expect(Buffer.byteLength(code)).toBe(code.length);
  });

  test('every Region with an address range has a place', () => {
    expect([...KNOWN_REGIONS].sort()).toEqual([...CidrPlan.REGIONS].sort());
    for (const region of KNOWN_REGIONS) {
      const [latitude, longitude] = coordinatesOf(region);
      expect(Math.abs(latitude)).toBeLessThan(60);
      expect(Math.abs(longitude)).toBeLessThan(180);
    }
  });
});

function haversineKm(latitude: number, longitude: number, region: string): number {
  const [a, b, c, d] = [latitude, longitude, ...coordinatesOf(region)].map((degrees) => (degrees * Math.PI) / 180);
  const h = Math.sin((c - a) / 2) ** 2 + Math.cos(a) * Math.cos(c) * Math.sin((d - b) / 2) ** 2;
  return 2 * 6371 * Math.asin(Math.sqrt(h));
}
