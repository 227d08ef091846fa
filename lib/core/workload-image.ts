import { IRepository } from 'aws-cdk-lib/aws-ecr';
import { DockerImageAsset, Platform } from 'aws-cdk-lib/aws-ecr-assets';
import { ContainerImage } from 'aws-cdk-lib/aws-ecs';
import { IGrantable } from 'aws-cdk-lib/aws-iam';
import { Construct } from 'constructs';

/** A workload image after it has been bound to a construct. */
export interface WorkloadImageConfig {
  /** The full reference that a container engine pulls, with tag or digest. */
  readonly imageUri: string;

  /** The same image for an Amazon ECS container definition. */
  readonly containerImage: ContainerImage;

  /**
   * The Amazon ECR repository of the image, which grants pull access.
   *
   * @default - the image comes from a public registry or one outside Amazon ECR; nothing is granted
   */
  readonly repository?: IRepository;
}

/** The container image of a workload: one arm64 image for web, worker and migration. */
export abstract class WorkloadImage {
  /**
   * An image by its full reference, for example `public.ecr.aws/docker/library/nginx:1.29`.
   *
   * @param imageUri registry, repository and tag or digest
   */
  public static fromUri(imageUri: string): WorkloadImage {
    return new UriImage(imageUri);
  }

  /**
   * An image in an Amazon ECR repository.
   *
   * @param repository the repository
   * @param tagOrDigest the tag, or a digest that starts with `sha256:`
   */
  public static fromRepository(repository: IRepository, tagOrDigest: string): WorkloadImage {
    return new RepositoryImage(repository, tagOrDigest);
  }

  /**
   * An image that the CDK CLI builds from a folder with a Dockerfile at deployment. Synthesis only fingerprints the
   * folder.
   *
   * @param directory the folder that holds the Dockerfile
   */
  public static fromDirectory(directory: string): WorkloadImage {
    return new DirectoryImage(directory);
  }

  /**
   * Binds the image to a construct. The compute constructs call it.
   *
   * @param scope the construct below which an image asset is created, if the image is built from a folder
   */
  public abstract bind(scope: Construct): WorkloadImageConfig;

  /**
   * Binds the image and lets a principal pull it.
   *
   * @param scope the construct below which an image asset is created, if the image is built from a folder
   * @param puller the role that pulls the image
   */
  public bindAndGrantPull(scope: Construct, puller: IGrantable): WorkloadImageConfig {
    const config = this.bind(scope);
    config.repository?.grantPull(puller);
    return config;
  }
}

class UriImage extends WorkloadImage {
  constructor(private readonly imageUri: string) {
    super();
  }

  public bind(_scope: Construct): WorkloadImageConfig {
    return { imageUri: this.imageUri, containerImage: ContainerImage.fromRegistry(this.imageUri) };
  }
}

class RepositoryImage extends WorkloadImage {
  constructor(
    private readonly repository: IRepository,
    private readonly tagOrDigest: string,
  ) {
    super();
  }

  public bind(_scope: Construct): WorkloadImageConfig {
    return {
      imageUri: this.repository.repositoryUriForTagOrDigest(this.tagOrDigest),
      containerImage: ContainerImage.fromEcrRepository(this.repository, this.tagOrDigest),
      repository: this.repository,
    };
  }
}

class DirectoryImage extends WorkloadImage {
  constructor(private readonly directory: string) {
    super();
  }

  public bind(scope: Construct): WorkloadImageConfig {
    const existing = scope.node.tryFindChild('ImageAsset') as DockerImageAsset | undefined;
    const asset =
      existing ??
      new DockerImageAsset(scope, 'ImageAsset', { directory: this.directory, platform: Platform.LINUX_ARM64 });
    return {
      imageUri: asset.imageUri,
      containerImage: ContainerImage.fromDockerImageAsset(asset),
      repository: asset.repository,
    };
  }
}
