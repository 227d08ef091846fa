/** The storage at `/tmp` of a container. Its files are lost when the task ends. */
export class TemporaryStorage {
  /**
   * A file system in memory (tmpfs), to which every user of the container can write. Nothing is stored on a disk, and
   * its files count as memory of the task.
   *
   * AWS Fargate supports tmpfs since January 2026 (platform version 1.4.0).
   *
   * @param sizeMiB largest size, in MiB, from 1 to half of the task's memory
   */
  public static memory(sizeMiB: number): TemporaryStorage {
    return new TemporaryStorage(sizeMiB);
  }

  /**
   * A folder on the ephemeral disk of the task (20 GiB). It belongs to root with mode 0755, unless the image declares
   * `VOLUME /tmp` with other permissions. An image that runs as another user needs that declaration to write to it.
   */
  public static disk(): TemporaryStorage {
    return new TemporaryStorage();
  }

  /**
   * @param memoryMiB size of the file system in memory, in MiB; undefined for a disk
   */
  private constructor(public readonly memoryMiB?: number) {}
}
