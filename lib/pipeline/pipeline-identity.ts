import { got, Problems } from '../core/problems';

/** Which runs of a GitHub repository may take a role. */
export interface GitHubIdentityOptions {
  /** The repository as `owner/name`. */
  readonly repository: string;

  /**
   * Branches whose runs may take the role, for example `main`. Runs for pull requests are none of them.
   *
   * @default - none; give `branches`, `environments` or `pullRequests`
   */
  readonly branches?: string[];

  /**
   * Environments of the repository whose runs may take the role; protect them with reviewers.
   *
   * @default - none
   */
  readonly environments?: string[];

  /**
   * Whether runs for pull requests may take the role. What is in a pull request then runs with it: for roles that only
   * read.
   *
   * @default false
   */
  readonly pullRequests?: boolean;
}

/** Which runs of a GitLab project may take a role. */
export interface GitLabIdentityOptions {
  /** The path of the project as `group/name`. */
  readonly project: string;

  /** Branches whose runs may take the role, for example `main`. */
  readonly branches: string[];

  /**
   * Host name of the GitLab instance.
   *
   * @default 'gitlab.com'
   */
  readonly host?: string;
}

/** The runs of a pipeline, as an identity provider names them to AWS: short-lived, without a key that could leak. */
export class PipelineIdentity {
  /**
   * Runs of GitHub Actions.
   *
   * @param options repository, and which of its runs
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
      '`branches`, `environments` or `pullRequests` must say which runs are meant, got: none of them',
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
   * @param options project, and which of its branches
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
   * @param audience what its tokens are made for
   * @param subjects the runs that are meant
   */
  private constructor(
    public readonly issuer: string,
    public readonly audience: string,
    public readonly subjects: string[],
  ) {}
}

/** A wildcard would let a branch in that somebody else names. */
function checkNames(problems: Problems, names: Record<string, string[]>): void {
  for (const [property, values] of Object.entries(names)) {
    values.forEach((value) =>
      problems.require(
        value !== '' && !/[*?\s]/.test(value),
        `\`${property}\` must be names without blanks and wildcards, got: ${got(value)}; list each of them`,
      ),
    );
  }
}
