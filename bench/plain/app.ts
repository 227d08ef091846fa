import { App, Tags } from 'aws-cdk-lib';
import recommended from 'aws-cdk-lib/recommended-feature-flags.json';
import { PlainData } from './data';
import { PlainNetwork } from './network';
import { PlainService } from './service';
import { PlainEdge, PlainOperations } from './watch';

const TAGS = { application: 'notes', environment: 'production', owner: 'team-notes', 'cost-center': '4711' };

/** Weak references as in the library; no report of warnings, which the app of the library does not write either. */
const FLAGS = {
  '@aws-cdk/core:defaultCrossStackReferences': 'weak',
  '@aws-cdk/core:annotationsInValidationReport': false,
};

/** The resources of stage containers without this library: the same five stacks, from the classes of AWS CDK alone. */
export function plainApp(): App {
  const app = new App({ context: { ...recommended, ...FLAGS } });
  const home = { env: { account: '123456789012', region: 'eu-west-1' } };
  const network = new PlainNetwork(app, 'Network', home);
  const data = new PlainData(app, 'Data', home, network);
  const service = new PlainService(app, 'Service', home, network, data);
  new PlainOperations(app, 'Operations', home, data, service);
  new PlainEdge(app, 'Edge', { env: { ...home.env, region: 'us-east-1' } }, service);
  [service, ...app.node.children.filter(({ node }) => ['Operations', 'Edge'].includes(node.id))].forEach((stack) =>
    Tags.of(stack).add('growth-stage', 'containers'),
  );
  Object.entries(TAGS).forEach(([key, value]) => Tags.of(app).add(key, value));
  return app;
}
