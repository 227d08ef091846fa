import { EdgeRouting, ResidencyRule } from '../edge-routing';
import { coordinatesOf, placesOfCountries } from './region-coordinates';

/** Maximum size of a function in bytes (CloudFront quotas, "Maximum size of function"). */
export const MAX_CODE_BYTES = 10_240;

/** Stands for an unknown country in residency rules. ISO 3166-1 reserves the code for users. */
const UNKNOWN_COUNTRY = 'ZZ';

/**
 * The code of the CloudFront Function that chooses a Region. The runtime cloudfront-js-2.0 is ECMAScript 5.1 with
 * const, let, arrow functions, async and await, but without destructuring, spread, classes and async closures.
 *
 * @param regions the home Region, then the others in their order; each is also the id of an origin
 * @param routing how a Region is chosen
 */
export function regionRouterCode(regions: string[], routing: EdgeRouting): string {
  const places = regions.map((region) => [region, ...coordinatesOf(region)]);
  return `import cf from 'cloudfront';

const store = cf.kvs();
const REGIONS = ${JSON.stringify(places)};
const AREAS = ${JSON.stringify(routing.residency.map((rule) => rule.regions))};
const AREA_OF_COUNTRY = ${JSON.stringify(areaOfCountry(routing.residency))};
const NEAREST_FIRST = ${routing.nearestFirst};
const PLACE_OF_COUNTRY = ${JSON.stringify(routing.nearestFirst ? placesOfCountries() : {})};
const READ_FAILOVER = ${routing.readFailover};
${LOGIC}`;
}

function areaOfCountry(residency: ResidencyRule[]): { [country: string]: number } {
  return Object.fromEntries(residency.flatMap((rule, area) => rule.countryCodes.map((country) => [country, area])));
}

/** The constant part of the function. Comments count towards its size, so they are few. */
const LOGIC = `const RADIANS = Math.PI / 180;

function header(request, name) {
  const found = request.headers[name];
  return found ? found.value : '';
}

function entry(table, country) {
  return Object.prototype.hasOwnProperty.call(table, country) ? table[country] : undefined;
}

function allowed(country) {
  const area = AREAS[entry(AREA_OF_COUNTRY, country)];
  return area ? REGIONS.filter((region) => area.indexOf(region[0]) >= 0) : REGIONS;
}

// Requests from Amazon EC2 have a country only.
function placeOf(request, country) {
  const latitude = parseFloat(header(request, 'cloudfront-viewer-latitude'));
  const longitude = parseFloat(header(request, 'cloudfront-viewer-longitude'));
  return isNaN(latitude) || isNaN(longitude) ? entry(PLACE_OF_COUNTRY, country) : [latitude, longitude];
}

// The cosine of the angle between two locations: larger is nearer.
function closeness(place, region) {
  const a = place[0] * RADIANS;
  const b = region[1] * RADIANS;
  return Math.sin(a) * Math.sin(b) + Math.cos(a) * Math.cos(b) * Math.cos((place[1] - region[2]) * RADIANS);
}

function inOrder(regions, place) {
  if (!NEAREST_FIRST || !place) {
    return regions;
  }
  return regions
    .map((region, index) => ({ region: region, index: index, closeness: closeness(place, region) }))
    .sort((x, y) => y.closeness - x.closeness || x.index - y.index)
    .map((candidate) => candidate.region);
}

// A missing key rejects, as does an unreadable store: without a flag a Region is in service.
async function isOut(region) {
  try {
    return (await store.get('out:' + region[0])) === '1';
  } catch (error) {
    return false;
  }
}

function unavailable() {
  return {
    statusCode: 503,
    statusDescription: 'Service Unavailable',
    headers: {
      'content-type': { value: 'text/plain; charset=utf-8' },
      'cache-control': { value: 'no-store' },
      'retry-after': { value: '60' },
    },
    body: { encoding: 'text', data: 'No region that may serve you is in service right now. \
Your data is not affected. Please try again in a minute.' },
  };
}

async function handler(event) {
  const request = event.request;
  const reads = request.method === 'GET' || request.method === 'HEAD';
  const wanted = READ_FAILOVER && reads ? 2 : 1;
  const country = header(request, 'cloudfront-viewer-country') || '${UNKNOWN_COUNTRY}';
  const order = inOrder(allowed(country), placeOf(request, country));
  const chosen = [];
  for (let i = 0; i < order.length && chosen.length < wanted; i++) {
    if (!(await isOut(order[i]))) {
      chosen.push(order[i][0]);
    }
  }
  if (chosen.length === 0) {
    return unavailable();
  }
  if (chosen.length === 2) {
    cf.createRequestOriginGroup({
      originIds: [{ originId: chosen[0] }, { originId: chosen[1] }],
      failoverCriteria: { statusCodes: [502, 503, 504] },
    });
  } else {
    cf.selectRequestOriginById(chosen[0]);
  }
  return request;
}
`;
