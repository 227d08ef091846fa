import { got, Problems } from '../core/problems';

/** Options of `PipelineIdentity.gitHub`. */
export interface GitHubIdentityOptions {
  /** The repository as `owner/name`. */
  readonly repository: string;

  /**
   * Branches whose runs may assume the role, for example `main`. Runs for pull requests are not included.
   *
   * @default - none; set at least one of `branches`, `environments` and `pullRequests`
   */
  readonly branches?: string[];

  /**
   * GitHub environments whose runs may assume the role. Protect them with required reviewers.
   *
   * @default - none
   */
  readonly environments?: string[];

  /**
   * Whether runs for pull requests may assume the role. The code of a pull request then runs with the role, so use this
   * for read-only roles.
   *
   * @default false
   */
  readonly pullRequests?: boolean;
}

/** Options of `PipelineIdentity.gitLab`. */
export interface GitLabIdentityOptions {
  /** The path of the project as `group/name`. */
  readonly project: string;

  /** Branches whose jobs may assume the role, for example `main`. */
  readonly branches: string[];

  /**
   * Host name of the GitLab instance.
   *
   * @default 'gitlab.com'
   */
  readonly host?: string;
}

/** The pipeline runs that may assume a role, as their OpenID Connect provider identifies them to AWS. */
export class PipelineIdentity {
  /**
   * Runs of GitHub Actions.
   *
   * @param options the repository, and which of its runs
   */
  public static gitHub(options: GitHubIdentityOptions): PipelineIdentity {
    const { repository, branches = [], environments = [], pullRequests = false } = options;
    const problems = new Problems();
    problems.require(
      /^[\w.-]+\/[\w.-]+$/.test(repository),
      `\`repository\` must be owner/name, got: ${got(repository)}`,
    );
    problems.require(
      branches.length + environments.length > 0 || pullRequests,
      'at least one of `branches`, `environments` and `pullRequests` must be set, got: none of them',
    );
    checkNames(problems, { branches, environments });
    problems.throwIfAny('PipelineIdentity');
    const subjects = [
      ...branches.map((branch) => `repo:${repository}:ref:refs/heads/${branch}`),
      ...environments.map((environment) => `repo:${repository}:environment:${environment}`),
      ...(pullRequests ? [`repo:${repository}:pull_request`] : []),
    ];
    return new PipelineIdentity('token.actions.githubusercontent.com', 'sts.amazonaws.com', subjects);
  }

  /**
   * Jobs of GitLab CI/CD.
   *
   * @param options the project, and which of its branches
   */
  public static gitLab(options: GitLabIdentityOptions): PipelineIdentity {
    const { project, branches, host = 'gitlab.com' } = options;
    const problems = new Problems();
    problems.require(/^[\w.-]+(\/[\w.-]+)+$/.test(project), `\`project\` must be group/name, got: ${got(project)}`);
    problems.require(branches.length > 0, '`branches` must name at least one branch, got: []');
    problems.require(/^[a-z0-9.-]+$/.test(host), `\`host\` must be a host name, got: ${got(host)}`);
    checkNames(problems, { branches });
    problems.throwIfAny('PipelineIdentity');
    return new PipelineIdentity(
      host,
      `https://${host}`,
      branches.map((branch) => `project_path:${project}:ref_type:branch:ref:${branch}`),
    );
  }

  /**
   * @param issuer host of the identity provider
   * @param audience audience of its tokens
   * @param subjects subjects of its tokens, one per allowed kind of run
   */
  private constructor(
    public readonly issuer: string,
    public readonly audience: string,
    public readonly subjects: string[],
  ) {}
}

/** Refuses wildcards, which would allow any branch that somebody names to match. */
function checkNames(problems: Problems, names: Record<string, string[]>): void {
  for (const [property, values] of Object.entries(names)) {
    values.forEach((value) =>
      problems.require(
        value !== '' && !/[*?\s]/.test(value),
        `\`${property}\` must be names without spaces and wildcards, got: ${got(value)}; list each name`,
      ),
    );
  }
}
