/** Where the files below `/tmp` of a container live. They vanish with the task in any case. */
export class TemporaryStorage {
  /**
   * In memory (tmpfs). Any user of the container may write, nothing is ever stored on a disk, and what is used counts
   * as memory of the task.
   *
   * AWS Fargate supports tmpfs since January 2026 (platform version 1.4.0).
   *
   * @param sizeMiB upper limit of its size, in MiB
   */
  public static memory(sizeMiB: number): TemporaryStorage {
    return new TemporaryStorage(sizeMiB);
  }

  /**
   * On the ephemeral disk of the task (20 GiB). The folder belongs to root with mode 0755 unless the image declares
   * `VOLUME /tmp` with other permissions: an image that runs as another user has to do that, or cannot write.
   */
  public static disk(): TemporaryStorage {
    return new TemporaryStorage();
  }

  /**
   * @param memoryMiB size of the file system in memory, in MiB; a disk where absent
   */
  private constructor(public readonly memoryMiB?: number) {}
}
