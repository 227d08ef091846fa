/** Signals that are numbers: option, name of the signal, what it says. */
export const NUMBER_SIGNALS: readonly (readonly [string, string])[] = [
  ['concurrentUsers', 'users at work at the same moment'],
  ['writesPerSecond', 'rows written per second at the daily peak'],
  ['databaseCpuPercent', 'CPU of the database over business hours, percent'],
  ['databaseConnectionsPercent', 'open connections, percent of the maximum'],
  ['databaseQueryMs', 'time of the queries that users wait for, ms'],
  ['connectionTimeoutsPerDay', 'connections to the database that timed out on a busy day'],
  ['slowingAnalyticQueries', 'analytic queries that slow transactions down'],
  ['p99LatencyMs', '99th percentile of response time where the farthest users are, ms'],
  ['continents', 'continents with a considerable part of the users'],
  ['regionLossRecoveryMinutes', 'minutes to be back after the loss of a Region, where a contract says so'],
];
