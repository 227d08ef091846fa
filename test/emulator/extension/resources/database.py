"""RDS: instances, their parameter and subnet groups, and the proxy. Clusters are in `cluster.py`."""

from typing import Any

from handler import Context, Handler, Made, Unsupported, handles

INSTANCE_NAMES = {"VPCSecurityGroups": "VpcSecurityGroupIds"}

#: Accepted only when an instance is changed, or only when it is deleted.
NOT_AT_CREATION = ("AllowMajorVersionUpgrade", "ApplyImmediately", "DeleteAutomatedBackups", "Tags", "SourceDBInstanceIdentifier", "DBSnapshotIdentifier")


#: What a proxy may stand in front of.
TARGETS = ("DBInstanceIdentifiers", "DBClusterIdentifiers")


@handles("AWS::RDS::DBInstance")
class DbInstance(Handler):
    """A primary, a read replica, or an instance out of a snapshot."""

    #: Conditional in the specification; Amazon RDS modifies them without a new instance.
    in_place = ("MultiAZ", "StorageType", "BackupRetentionPeriod", "AutoMinorVersionUpgrade", "PreferredMaintenanceWindow", "DBParameterGroupName", "AvailabilityZone")

    def create(self, context: Context, properties: dict[str, Any]) -> Made:
        given = {"DBInstanceIdentifier": context.name(60, lower=True), **properties}
        if "SourceDBInstanceIdentifier" in properties:
            return self._replica(context, given)
        if "DBSnapshotIdentifier" in properties:
            extra = {"DBSnapshotIdentifier": properties["DBSnapshotIdentifier"]}
            given = {key: value for key, value in given.items() if key not in NOT_AT_CREATION}
            context.call("rds", "restore_db_instance_from_db_snapshot", {**given, **extra}, INSTANCE_NAMES)
        else:
            context.call("rds", "create_db_instance", given, INSTANCE_NAMES, drop=NOT_AT_CREATION)
        return self._made(context, given["DBInstanceIdentifier"])

    def _replica(self, context: Context, given: dict[str, Any]) -> Made:
        source = {"SourceDBInstanceIdentifier": given["SourceDBInstanceIdentifier"]}
        own = {key: value for key, value in given.items() if key not in NOT_AT_CREATION}
        context.call("rds", "create_db_instance_read_replica", {**own, **source}, INSTANCE_NAMES)
        return self._made(context, given["DBInstanceIdentifier"])

    def update(self, context: Context, made: Made, properties: dict[str, Any], changed: set[str]) -> Made:
        given = {key: value for key, value in properties.items() if key in changed}
        exports = given.pop("EnableCloudwatchLogsExports", None)
        if exports is not None:
            given["CloudwatchLogsExportConfiguration"] = {"EnableLogTypes": exports}
        context.call("rds", "modify_db_instance", {**given, "DBInstanceIdentifier": made.id, "ApplyImmediately": True}, INSTANCE_NAMES)
        return self._made(context, made.id)

    def delete(self, context: Context, made: Made, properties: dict[str, Any]) -> None:
        context.client("rds").delete_db_instance(DBInstanceIdentifier=made.id, SkipFinalSnapshot=True)

    def deletion_policy(self, properties: dict[str, Any]) -> str:
        return "Delete" if "DBClusterIdentifier" in properties else "Snapshot"

    def delete_with_snapshot(self, context: Context, made: Made, properties: dict[str, Any]) -> str:
        name = context.name(255, lower=True)
        context.client("rds").delete_db_instance(DBInstanceIdentifier=made.id, SkipFinalSnapshot=False, FinalDBSnapshotIdentifier=name)
        return name

    @staticmethod
    def _made(context: Context, identifier: str) -> Made:
        found = context.client("rds").describe_db_instances(DBInstanceIdentifier=identifier)["DBInstances"][0]
        endpoint = found["Endpoint"]
        return Made(identifier, {
            "Endpoint.Address": endpoint["Address"],
            "Endpoint.Port": str(endpoint["Port"]),
            "DBInstanceArn": found["DBInstanceArn"],
            "DbiResourceId": found["DbiResourceId"],
        })


@handles("AWS::RDS::DBSubnetGroup")
class DbSubnetGroup(Handler):
    def create(self, context: Context, properties: dict[str, Any]) -> Made:
        name = properties.get("DBSubnetGroupName") or context.name(lower=True)
        context.call("rds", "create_db_subnet_group", {**properties, "DBSubnetGroupName": name}, drop=("Tags",))
        return Made(name)

    def update(self, context: Context, made: Made, properties: dict[str, Any], changed: set[str]) -> Made:
        context.call("rds", "modify_db_subnet_group", {**properties, "DBSubnetGroupName": made.id}, drop=("Tags",))
        return made

    def delete(self, context: Context, made: Made, properties: dict[str, Any]) -> None:
        context.client("rds").delete_db_subnet_group(DBSubnetGroupName=made.id)


@handles("AWS::RDS::DBParameterGroup")
class DbParameterGroup(Handler):
    def create(self, context: Context, properties: dict[str, Any]) -> Made:
        name = properties.get("DBParameterGroupName") or context.name(lower=True)
        context.call("rds", "create_db_parameter_group", {**properties, "DBParameterGroupName": name}, {"Family": "DBParameterGroupFamily"}, drop=("Parameters", "Tags"))
        self._set(context, name, properties)
        return Made(name, {"DBParameterGroupName": name})

    def update(self, context: Context, made: Made, properties: dict[str, Any], changed: set[str]) -> Made:
        if changed != {"Parameters"}:
            raise Unsupported(f"{context.type}: only Parameters can change in place, not {', '.join(sorted(changed))}")
        self._set(context, made.id, properties)
        return made

    def delete(self, context: Context, made: Made, properties: dict[str, Any]) -> None:
        context.client("rds").delete_db_parameter_group(DBParameterGroupName=made.id)

    @staticmethod
    def _set(context: Context, name: str, properties: dict[str, Any]) -> None:
        parameters = [
            {"ParameterName": key, "ParameterValue": str(value), "ApplyMethod": "pending-reboot"}
            for key, value in properties.get("Parameters", {}).items()
        ]
        if parameters:
            context.client("rds").modify_db_parameter_group(DBParameterGroupName=name, Parameters=parameters)


@handles("AWS::RDS::DBProxy")
class DbProxy(Handler):
    def create(self, context: Context, properties: dict[str, Any]) -> Made:
        context.call("rds", "create_db_proxy", properties)
        found = context.client("rds").describe_db_proxies(DBProxyName=properties["DBProxyName"])["DBProxies"][0]
        return Made(properties["DBProxyName"], {"Endpoint": found["Endpoint"], "DBProxyArn": found["DBProxyArn"], "VpcId": found.get("VpcId")})

    def delete(self, context: Context, made: Made, properties: dict[str, Any]) -> None:
        context.client("rds").delete_db_proxy(DBProxyName=made.id)


@handles("AWS::RDS::DBProxyTargetGroup")
class DbProxyTargetGroup(Handler):
    def create(self, context: Context, properties: dict[str, Any]) -> Made:
        proxy, group = properties["DBProxyName"], properties["TargetGroupName"]
        self._pool(context, properties)
        context.client("rds").register_db_proxy_targets(DBProxyName=proxy, TargetGroupName=group, **self._targets(properties))
        found = context.client("rds").describe_db_proxy_target_groups(DBProxyName=proxy)["TargetGroups"][0]
        return Made(found["TargetGroupArn"], {"TargetGroupArn": found["TargetGroupArn"]})

    def update(self, context: Context, made: Made, properties: dict[str, Any], changed: set[str]) -> Made:
        if not changed <= {"ConnectionPoolConfigurationInfo", *TARGETS}:
            return super().update(context, made, properties, changed)
        client, proxy, group = context.client("rds"), properties["DBProxyName"], properties["TargetGroupName"]
        if changed & set(TARGETS):
            found = client.describe_db_proxy_targets(DBProxyName=proxy)["Targets"]
            there = {
                "DBInstanceIdentifiers": [target["RdsResourceId"] for target in found if target["Type"] == "RDS_INSTANCE"],
                "DBClusterIdentifiers": [target["RdsResourceId"] for target in found if target["Type"] == "TRACKED_CLUSTER"],
            }
            client.deregister_db_proxy_targets(DBProxyName=proxy, TargetGroupName=group, **there)
            client.register_db_proxy_targets(DBProxyName=proxy, TargetGroupName=group, **self._targets(properties))
        if "ConnectionPoolConfigurationInfo" in changed:
            self._pool(context, properties)
        return made

    def delete(self, context: Context, made: Made, properties: dict[str, Any]) -> None:
        context.client("rds").deregister_db_proxy_targets(DBProxyName=properties["DBProxyName"], TargetGroupName=properties["TargetGroupName"], **self._targets(properties))

    @staticmethod
    def _targets(properties: dict[str, Any]) -> dict[str, list[str]]:
        return {key: properties[key] for key in TARGETS if properties.get(key)}

    @staticmethod
    def _pool(context: Context, properties: dict[str, Any]) -> None:
        if "ConnectionPoolConfigurationInfo" in properties:
            given = {
                "DBProxyName": properties["DBProxyName"],
                "TargetGroupName": properties["TargetGroupName"],
                "ConnectionPoolConfig": properties["ConnectionPoolConfigurationInfo"],
            }
            context.call("rds", "modify_db_proxy_target_group", given)
