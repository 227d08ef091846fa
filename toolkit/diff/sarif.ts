import { json } from '../text/json';
import { ChangeClass } from './change-class';
import { DiffReport } from './report';
import { ITEMIZED_CLASSES, locationOf, reasonOf, TITLES } from './words';

/** The SARIF level of a class. */
const LEVELS: Partial<Readonly<Record<ChangeClass, 'error' | 'warning'>>> = {
  [ChangeClass.DATA]: 'error',
  [ChangeClass.REFUSED]: 'error',
  [ChangeClass.GUARD]: 'warning',
  [ChangeClass.SECURITY]: 'warning',
  [ChangeClass.ORPHANED]: 'warning',
};

/** The difference as SARIF 2.1.0, for code scanning. */
export function asSarif({ changes }: DiffReport): string {
  const rules = ITEMIZED_CLASSES.map((name) => ({ id: name, shortDescription: { text: TITLES[name] } }));
  const results = changes
    .filter((change) => ITEMIZED_CLASSES.includes(change.class))
    .map((change) => ({
      ruleId: change.class,
      level: LEVELS[change.class] ?? 'note',
      message: { text: `${change.type} ${locationOf(change)}: ${reasonOf(change)}` },
      locations: [
        {
          logicalLocations: [{ name: change.logicalId, fullyQualifiedName: change.address, kind: 'resource' }],
        },
      ],
    }));
  return json({
    $schema: 'https://json.schemastore.org/sarif-2.1.0.json',
    version: '2.1.0',
    runs: [{ tool: { driver: { name: 'growth diff', rules } }, results }],
  });
}
