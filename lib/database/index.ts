export * from './database-birth';
export * from './postgres-database';
export * from './postgres-database-props';
export * from './reader-name';
