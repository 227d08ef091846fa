"""RDS: Aurora clusters, their parameter groups, and global databases. The instances of a cluster are in `database.py`."""

from typing import Any

from handler import Context, Handler, Made, Unsupported, handles
from ledger import LEDGER

#: Accepted only when a cluster is changed, or only when it is deleted.
NOT_AT_CREATION = ("DeleteAutomatedBackups", "Tags")

#: What CloudFormation reads when a cluster is made, and never again: a change of it deploys nothing (aws-rds-dbcluster, UpdateHandler).
READ_AT_BIRTH = ("ReplicationSourceIdentifier",)


@handles("AWS::RDS::DBCluster")
class DbCluster(Handler):
    """A cluster of its own, a replica of an instance, or the copy of a global database in another Region."""

    def create(self, context: Context, properties: dict[str, Any]) -> Made:
        for name in ("SnapshotIdentifier", "SourceDBClusterIdentifier"):
            if name in properties:
                raise Unsupported(f"{context.type}: the extension can not make a cluster by {name}")
        given = {"DBClusterIdentifier": context.name(60, lower=True), **properties}
        context.call("rds", "create_db_cluster", given, drop=NOT_AT_CREATION)
        return self._made(context, given["DBClusterIdentifier"])

    def update(self, context: Context, made: Made, properties: dict[str, Any], changed: set[str]) -> Made:
        if "GlobalClusterIdentifier" in changed:
            raise Unsupported(f"{context.type}: GlobalClusterIdentifier is not updatable; only AWS::RDS::GlobalCluster makes a primary")
        given = {key: value for key, value in properties.items() if key in changed - set(READ_AT_BIRTH)}
        if changed & set(READ_AT_BIRTH):
            LEDGER.note(context.type, f"a change of {', '.join(READ_AT_BIRTH)} deploys nothing, as the source of the provider has it")
        exports = given.pop("EnableCloudwatchLogsExports", None)
        if exports is not None:
            given["CloudwatchLogsExportConfiguration"] = {"EnableLogTypes": exports}
        if given:
            context.call("rds", "modify_db_cluster", {**given, "DBClusterIdentifier": made.id, "ApplyImmediately": True})
        return self._made(context, made.id)

    def delete(self, context: Context, made: Made, properties: dict[str, Any]) -> None:
        context.client("rds").delete_db_cluster(DBClusterIdentifier=made.id, SkipFinalSnapshot=True)

    def deletion_policy(self, properties: dict[str, Any]) -> str:
        return "Snapshot"

    def delete_with_snapshot(self, context: Context, made: Made, properties: dict[str, Any]) -> str:
        name = context.name(255, lower=True)
        context.client("rds").delete_db_cluster(DBClusterIdentifier=made.id, SkipFinalSnapshot=False, FinalDBSnapshotIdentifier=name)
        return name

    @staticmethod
    def _made(context: Context, name: str) -> Made:
        found = context.client("rds").describe_db_clusters(DBClusterIdentifier=name)["DBClusters"][0]
        return Made(name, {
            "Endpoint.Address": found["Endpoint"],
            "Endpoint.Port": str(found["Port"]),
            "ReadEndpoint.Address": found["ReaderEndpoint"],
            "DBClusterArn": found["DBClusterArn"],
            "DBClusterResourceId": found["DbClusterResourceId"],
        })


@handles("AWS::RDS::DBClusterParameterGroup")
class DbClusterParameterGroup(Handler):
    def create(self, context: Context, properties: dict[str, Any]) -> Made:
        name = properties.get("DBClusterParameterGroupName") or context.name(lower=True)
        given = {**properties, "DBClusterParameterGroupName": name}
        context.call("rds", "create_db_cluster_parameter_group", given, {"Family": "DBParameterGroupFamily"}, drop=("Parameters", "Tags"))
        self._set(context, name, properties)
        return Made(name)

    def update(self, context: Context, made: Made, properties: dict[str, Any], changed: set[str]) -> Made:
        if changed != {"Parameters"}:
            return super().update(context, made, properties, changed)
        self._set(context, made.id, properties)
        return made

    def delete(self, context: Context, made: Made, properties: dict[str, Any]) -> None:
        context.client("rds").delete_db_cluster_parameter_group(DBClusterParameterGroupName=made.id)

    @staticmethod
    def _set(context: Context, name: str, properties: dict[str, Any]) -> None:
        parameters = [
            {"ParameterName": key, "ParameterValue": str(value), "ApplyMethod": "pending-reboot"}
            for key, value in properties.get("Parameters", {}).items()
        ]
        context.client("rds").modify_db_cluster_parameter_group(DBClusterParameterGroupName=name, Parameters=parameters)


@handles("AWS::RDS::GlobalCluster")
class GlobalCluster(Handler):
    def create(self, context: Context, properties: dict[str, Any]) -> Made:
        found = context.call("rds", "create_global_cluster", properties, drop=("Tags",))["GlobalCluster"]
        return Made(found["GlobalClusterIdentifier"], {"GlobalEndpoint.Address": found["Endpoint"]})

    def delete(self, context: Context, made: Made, properties: dict[str, Any]) -> None:
        context.client("rds").delete_global_cluster(GlobalClusterIdentifier=made.id)
