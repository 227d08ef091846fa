export * from './edge-distribution';
export * from './edge-distribution-props';
export * from './edge-domain';
export * from './edge-firewall';
export * from './edge-routing';
export * from './firewall-mode';
export * from './regional-origin';
