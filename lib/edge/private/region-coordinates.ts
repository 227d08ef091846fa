/**
 * Where the Regions are, as latitude and longitude in degrees.
 *
 * Source: the place in the Region's name (AWS Global Infrastructure, "AWS Regions": a city, or the state or country, for which its middle or its known data centre area stands).
 * AWS does not publish coordinates. A tenth of a degree is 11 km and decides nothing between Regions.
 */
const COORDINATES: { [region: string]: readonly [number, number] } = {
  'us-east-1': [39.0, -77.5], // Northern Virginia
  'us-east-2': [40.0, -83.0], // Ohio
  'us-west-1': [37.4, -122.0], // Northern California
  'us-west-2': [45.8, -119.7], // Oregon
  'ca-central-1': [45.5, -73.6], // Montreal
  'ca-west-1': [51.0, -114.1], // Calgary
  'mx-central-1': [20.6, -100.4], // Queretaro
  'sa-east-1': [-23.5, -46.6], // São Paulo
  'eu-west-1': [53.3, -6.3], // Dublin
  'eu-west-2': [51.5, -0.1], // London
  'eu-west-3': [48.9, 2.4], // Paris
  'eu-central-1': [50.1, 8.7], // Frankfurt
  'eu-central-2': [47.4, 8.5], // Zurich
  'eu-north-1': [59.3, 18.1], // Stockholm
  'eu-south-1': [45.5, 9.2], // Milan
  'eu-south-2': [41.6, -0.9], // Spain, Aragon
  'me-south-1': [26.1, 50.6], // Bahrain
  'me-central-1': [24.5, 54.4], // United Arab Emirates
  'il-central-1': [32.1, 34.8], // Tel Aviv
  'af-south-1': [-33.9, 18.4], // Cape Town
  'ap-south-1': [19.1, 72.9], // Mumbai
  'ap-south-2': [17.4, 78.5], // Hyderabad
  'ap-east-1': [22.3, 114.2], // Hong Kong
  'ap-southeast-1': [1.3, 103.8], // Singapore
  'ap-southeast-2': [-33.9, 151.2], // Sydney
  'ap-southeast-3': [-6.2, 106.8], // Jakarta
  'ap-southeast-4': [-37.8, 145.0], // Melbourne
  'ap-southeast-5': [3.1, 101.7], // Malaysia, Kuala Lumpur
  'ap-southeast-7': [13.8, 100.5], // Thailand, Bangkok
  'ap-northeast-1': [35.7, 139.7], // Tokyo
  'ap-northeast-2': [37.6, 127.0], // Seoul
  'ap-northeast-3': [34.7, 135.5], // Osaka
};

/** The Regions whose place is known. */
export const KNOWN_REGIONS: readonly string[] = Object.keys(COORDINATES);

/** Latitude and longitude of a known Region. */
export function coordinatesOf(region: string): readonly [number, number] {
  return COORDINATES[region];
}
