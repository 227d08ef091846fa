/** The variables of the workload that are not secret, in the format of `docker run --env-file`. */
export const ENVIRONMENT_FILE = '/etc/growth/environment';

/**
 * The secret variables. `/run` is in memory, so they are read again at every boot, and no disk snapshot contains them.
 */
export const SECRETS_FILE = '/run/growth/secrets';

/** The credentials for image pulls, in memory as well. */
export const DOCKER_CONFIG_FOLDER = '/run/growth/docker';

/** The scripts that systemd units start. */
export const SCRIPT_FOLDER = '/usr/local/lib/growth';

/** The configuration of the CloudWatch agent. */
export const AGENT_CONFIG_FILE = '/etc/growth/cloudwatch-agent.json';

/** The Docker network of the containers, and the prefix of their names and units. */
export const PREFIX = 'growth';
