/**
 * The location of each Region: the country as ISO 3166-1 code, latitude and longitude in degrees.
 *
 * AWS does not publish coordinates. These are the coordinates of the city in the Region's name (AWS Global
 * Infrastructure, "AWS Regions"), or of the center or the known data center area of the state or country. A precision
 * of a tenth of a degree (11 km) is enough to compare Regions.
 */
const PLACES: { [region: string]: readonly [string, number, number] } = {
  'us-east-1': ['US', 39.0, -77.5], // Northern Virginia
  'us-east-2': ['US', 40.0, -83.0], // Ohio
  'us-west-1': ['US', 37.4, -122.0], // Northern California
  'us-west-2': ['US', 45.8, -119.7], // Oregon
  'ca-central-1': ['CA', 45.5, -73.6], // Montreal
  'ca-west-1': ['CA', 51.0, -114.1], // Calgary
  'mx-central-1': ['MX', 20.6, -100.4], // Queretaro
  'sa-east-1': ['BR', -23.5, -46.6], // São Paulo
  'eu-west-1': ['IE', 53.3, -6.3], // Dublin
  'eu-west-2': ['GB', 51.5, -0.1], // London
  'eu-west-3': ['FR', 48.9, 2.4], // Paris
  'eu-central-1': ['DE', 50.1, 8.7], // Frankfurt
  'eu-central-2': ['CH', 47.4, 8.5], // Zurich
  'eu-north-1': ['SE', 59.3, 18.1], // Stockholm
  'eu-south-1': ['IT', 45.5, 9.2], // Milan
  'eu-south-2': ['ES', 41.6, -0.9], // Spain, Aragon
  'me-south-1': ['BH', 26.1, 50.6], // Bahrain
  'me-central-1': ['AE', 24.5, 54.4], // United Arab Emirates
  'il-central-1': ['IL', 32.1, 34.8], // Tel Aviv
  'af-south-1': ['ZA', -33.9, 18.4], // Cape Town
  'ap-south-1': ['IN', 19.1, 72.9], // Mumbai
  'ap-south-2': ['IN', 17.4, 78.5], // Hyderabad
  'ap-east-1': ['HK', 22.3, 114.2], // Hong Kong
  'ap-southeast-1': ['SG', 1.3, 103.8], // Singapore
  'ap-southeast-2': ['AU', -33.9, 151.2], // Sydney
  'ap-southeast-3': ['ID', -6.2, 106.8], // Jakarta
  'ap-southeast-4': ['AU', -37.8, 145.0], // Melbourne
  'ap-southeast-5': ['MY', 3.1, 101.7], // Malaysia, Kuala Lumpur
  'ap-southeast-7': ['TH', 13.8, 100.5], // Thailand, Bangkok
  'ap-northeast-1': ['JP', 35.7, 139.7], // Tokyo
  'ap-northeast-2': ['KR', 37.6, 127.0], // Seoul
  'ap-northeast-3': ['JP', 34.7, 135.5], // Osaka
};

/** The Regions whose location is known. */
export const KNOWN_REGIONS: readonly string[] = Object.keys(PLACES);

/** Latitude and longitude of a known Region. */
export function coordinatesOf(region: string): readonly [number, number] {
  const [, latitude, longitude] = PLACES[region];
  return [latitude, longitude];
}

/**
 * The assumed location of users of a country: the country's first Region in the table. CloudFront sends the country
 * only for requests from Amazon EC2 (Developer Guide, "Headers for determining the viewer's location"), so other
 * countries are not needed.
 */
export function placesOfCountries(): { [country: string]: readonly [number, number] } {
  const places: { [country: string]: readonly [number, number] } = {};
  for (const [country, latitude, longitude] of Object.values(PLACES)) {
    places[country] = places[country] ?? [latitude, longitude];
  }
  return places;
}
