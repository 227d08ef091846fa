export * from './edge-distribution';
export * from './edge-domain';
export * from './edge-firewall';
export * from './firewall-mode';
