"""Secrets Manager: secrets, their copies in other Regions, and what CloudFormation writes into the secret of a database."""

import json
from typing import Any

from handler import Context, Handler, Made, handles


@handles("AWS::SecretsManager::Secret")
class Secret(Handler):
    def create(self, context: Context, properties: dict[str, Any]) -> Made:
        given = {key: value for key, value in properties.items() if key not in ("GenerateSecretString", "ReplicaRegions")}
        given["Name"] = properties.get("Name") or context.name(200)
        if "GenerateSecretString" in properties:
            given["SecretString"] = self._generated(context, properties["GenerateSecretString"])
        if properties.get("ReplicaRegions"):
            given["AddReplicaRegions"] = properties["ReplicaRegions"]
        answer = context.call("secretsmanager", "create_secret", given)
        return Made(answer["ARN"], {"Id": answer["ARN"]})

    def update(self, context: Context, made: Made, properties: dict[str, Any], changed: set[str]) -> Made:
        if not changed <= {"Description", "ReplicaRegions", "SecretString"}:
            return super().update(context, made, properties, changed)
        client = context.client("secretsmanager")
        if "Description" in changed:
            client.update_secret(SecretId=made.id, Description=properties.get("Description", ""))
        if "SecretString" in changed:
            client.put_secret_value(SecretId=made.id, SecretString=properties["SecretString"])
        if "ReplicaRegions" in changed:
            self._copy(context, made, properties.get("ReplicaRegions", []))
        return made

    def delete(self, context: Context, made: Made, properties: dict[str, Any]) -> None:
        context.client("secretsmanager").delete_secret(SecretId=made.id, ForceDeleteWithoutRecovery=True)

    @staticmethod
    def _copy(context: Context, made: Made, wanted: list[dict[str, str]]) -> None:
        client = context.client("secretsmanager")
        there = {copy["Region"] for copy in client.describe_secret(SecretId=made.id).get("ReplicationStatus", [])}
        new = [copy for copy in wanted if copy["Region"] not in there]
        gone = sorted(there - {copy["Region"] for copy in wanted})
        if new:
            context.call("secretsmanager", "replicate_secret_to_regions", {"SecretId": made.id, "AddReplicaRegions": new})
        if gone:
            client.remove_regions_from_replication(SecretId=made.id, RemoveReplicaRegions=gone)

    @staticmethod
    def _generated(context: Context, rules: dict[str, Any]) -> str:
        template, key = rules.get("SecretStringTemplate"), rules.get("GenerateStringKey")
        options = {name: value for name, value in rules.items() if name not in ("SecretStringTemplate", "GenerateStringKey")}
        password = context.call("secretsmanager", "get_random_password", options)["RandomPassword"]
        return json.dumps({**json.loads(template), key: password}) if template else password


@handles("AWS::SecretsManager::SecretTargetAttachment")
class SecretTargetAttachment(Handler):
    """Writes host, port and name of a database into the secret, as CloudFormation does; another target is written over the one before."""

    def create(self, context: Context, properties: dict[str, Any]) -> Made:
        client = context.client("secretsmanager")
        content = json.loads(client.get_secret_value(SecretId=properties["SecretId"])["SecretString"])
        is_cluster = properties["TargetType"].endswith("DBCluster")
        content.update(self._cluster(context, properties["TargetId"]) if is_cluster else self._instance(context, properties["TargetId"]))
        content.pop("dbInstanceIdentifier" if is_cluster else "dbClusterIdentifier", None)
        client.put_secret_value(SecretId=properties["SecretId"], SecretString=json.dumps(content))
        return Made(properties["SecretId"], {"Id": properties["SecretId"]})

    def update(self, context: Context, made: Made, properties: dict[str, Any], changed: set[str]) -> Made:
        return self.create(context, properties)

    def delete(self, context: Context, made: Made, properties: dict[str, Any]) -> None:
        return None

    @staticmethod
    def _instance(context: Context, name: str) -> dict[str, Any]:
        found = context.client("rds").describe_db_instances(DBInstanceIdentifier=name)["DBInstances"][0]
        content = {"engine": found["Engine"], "host": found["Endpoint"]["Address"], "port": found["Endpoint"]["Port"], "dbInstanceIdentifier": found["DBInstanceIdentifier"]}
        return {**content, "dbname": found["DBName"]} if found.get("DBName") else content

    @staticmethod
    def _cluster(context: Context, name: str) -> dict[str, Any]:
        found = context.client("rds").describe_db_clusters(DBClusterIdentifier=name)["DBClusters"][0]
        content = {"engine": found["Engine"], "host": found["Endpoint"], "port": found["Port"], "dbClusterIdentifier": found["DBClusterIdentifier"]}
        return {**content, "dbname": found["DatabaseName"]} if found.get("DatabaseName") else content
