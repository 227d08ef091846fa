import { Duration, Token } from 'aws-cdk-lib';
import { AlarmStatusWidget, Dashboard, IAlarm } from 'aws-cdk-lib/aws-cloudwatch';
import { Construct } from 'constructs';
import { got, Problems } from '../core/problems';
import { DashboardSection } from './dashboard-section';
import { requireWhole } from './private/checks';
import { heading } from './private/dashboard-rows';

/** Largest number of alarms of an alarm widget (CloudWatch, dashboard body structure). */
const MAX_ALARMS = 100;

/** Properties of `OperationsDashboard`. At least one section or alarm must be given. */
export interface OperationsDashboardProps {
  /**
   * The name of the dashboard: 1 to 255 letters, digits, hyphens and underscores.
   *
   * @default - a generated name
   */
  readonly dashboardName?: string;

  /**
   * The title at the top.
   *
   * @default 'Operations'
   */
  readonly title?: string;

  /**
   * Time range of the graphs, in hours, 1 to 720.
   *
   * @default 24
   */
  readonly hours?: number;

  /**
   * Alarms whose state is shown at the top; at most 100, all in the Region of the dashboard.
   *
   * @default - no alarms
   */
  readonly alarms?: IAlarm[];

  /**
   * The sections, from top to bottom.
   *
   * @default - no sections
   */
  readonly sections?: DashboardSection[];
}

/**
 * A dashboard with a section for each part of an application.
 *
 * The first three dashboards of an account are free, and each further one costs 3 USD a month (list price of
 * 2025-09-23).
 */
export class OperationsDashboard extends Construct {
  /** The dashboard, to which you can add widgets. */
  public readonly dashboard: Dashboard;

  constructor(scope: Construct, id: string, props: OperationsDashboardProps) {
    super(scope, id);
    this.checkProps(props);
    this.dashboard = new Dashboard(this, 'Dashboard', {
      dashboardName: props.dashboardName,
      defaultInterval: Duration.hours(props.hours ?? 24),
    });
    this.addAlarms(props);
    for (const { title, widgets } of props.sections ?? []) {
      this.dashboard.addWidgets(...heading(`## ${title}`));
      this.dashboard.addWidgets(...widgets);
    }
  }

  private addAlarms(props: OperationsDashboardProps): void {
    this.dashboard.addWidgets(...heading(`# ${props.title ?? 'Operations'}`));
    const alarms = props.alarms ?? [];
    if (alarms.length > 0) {
      const height = 2 + Math.ceil(alarms.length / 6);
      this.dashboard.addWidgets(new AlarmStatusWidget({ title: 'Alarms', alarms, width: 24, height }));
    }
  }

  private checkProps(props: OperationsDashboardProps): void {
    const problems = new Problems();
    const name = props.dashboardName;
    problems.require(
      name === undefined || Token.isUnresolved(name) || /^[\w-]{1,255}$/.test(name),
      `\`dashboardName\` must be 1 to 255 letters, digits, hyphens or underscores, got: ${got(name)}; ` +
        'choose another name or leave it out',
    );
    requireWhole(problems, 'hours', props.hours, [1, 720], 'choose a number in that range');
    const alarms = props.alarms?.length ?? 0;
    problems.require(
      alarms <= MAX_ALARMS,
      `\`alarms\` must hold at most ${MAX_ALARMS} alarms, got: ${alarms}; show the others on a second dashboard`,
    );
    problems.require(
      alarms > 0 || (props.sections ?? []).length > 0,
      '`sections` or `alarms` must hold something, got: nothing; name what is to be shown',
    );
    problems.throwIfAny(this.node.path);
  }
}
