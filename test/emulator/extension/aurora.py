"""
Where moto's Aurora answers otherwise than AWS.

A cluster may replicate an instance: it then inherits master user and database from that, and promotion ends it. A cluster that
still replicates can not become the primary of a global database. The primary of a global database is its writer.
"""

from typing import Any

from moto.rds.exceptions import RDSClientError
from moto.rds.models import DBCluster, GlobalCluster, RDSBackend, rds_backends

create_db_cluster = RDSBackend.create_db_cluster
promote = RDSBackend.promote_read_replica_db_cluster
create_global_cluster = RDSBackend.create_global_cluster

#: What is between Region and name in the ARN of an instance.
INSTANCE = ":db:"


class InvalidClusterState(RDSClientError):
    def __init__(self, message: str) -> None:
        super().__init__("InvalidDBClusterStateFault", message)


def create(backend: RDSBackend, kwargs: dict[str, Any]) -> DBCluster:
    source = kwargs.get("replication_source_identifier") or ""
    if INSTANCE not in source:
        return create_db_cluster(backend, kwargs)
    instance = backend.describe_db_instances(source.split(INSTANCE)[1])[0]
    if instance.storage_encrypted and not kwargs.get("kms_key_id"):
        raise InvalidClusterState("the source is encrypted, and no key is given for the replica")
    own = {key: value for key, value in kwargs.items() if key != "replication_source_identifier"}
    inherited = {"master_username": instance.master_username, "master_user_password": instance._master_user_password}
    cluster = create_db_cluster(backend, {**own, **inherited})
    cluster.replication_source_identifier = source
    return cluster


def promoted(backend: RDSBackend, db_cluster_identifier: str) -> DBCluster:
    cluster = backend.describe_db_clusters(db_cluster_identifier)[0]
    source = cluster.replication_source_identifier
    if not source:
        raise InvalidClusterState(f"{db_cluster_identifier} is no replica")
    if INSTANCE not in source:
        return promote(backend, db_cluster_identifier)
    cluster.replication_source_identifier = None
    return cluster


def create_global(backend: RDSBackend, **kwargs: Any) -> GlobalCluster:
    """moto looks for the source in one Region only."""
    source = kwargs.get("source_db_cluster_identifier")
    if not source:
        return create_global_cluster(backend, **kwargs)
    if kwargs.get("engine"):
        raise InvalidClusterState("the engine comes from the source, it must not be given")
    primary = rds_backends[backend.account_id][source.split(":")[3]].describe_db_clusters(source)[0]
    if primary.replication_source_identifier:
        raise InvalidClusterState(f"{source} still replicates {primary.replication_source_identifier}")
    inherited = {name: getattr(primary, name) for name in ("engine", "engine_version", "storage_encrypted")}
    made = create_global_cluster(backend, **{**kwargs, **inherited, "source_db_cluster_identifier": None})
    primary.global_cluster_identifier = made.global_cluster_arn
    primary.is_writer = True
    made.members.append(primary)
    return made


def install() -> None:
    RDSBackend.create_db_cluster = create
    RDSBackend.promote_read_replica_db_cluster = promoted
    RDSBackend.create_global_cluster = create_global
