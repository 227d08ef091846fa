"""ElastiCache."""

from typing import Any

from handler import HANDLERS, Context, Handler, Made, Pretended, Unsupported, handles

HANDLERS["AWS::ElastiCache::ParameterGroup"] = Pretended("moto has no cache parameter groups", ("CacheParameterGroupName",))
HANDLERS["AWS::ElastiCache::UserGroup"] = Pretended("moto has no cache user groups", ("Arn", "Status"), "UserGroupId")


@handles("AWS::ElastiCache::SubnetGroup")
class SubnetGroup(Handler):
    def create(self, context: Context, properties: dict[str, Any]) -> Made:
        name = properties.get("CacheSubnetGroupName") or context.name(lower=True)
        context.call("elasticache", "create_cache_subnet_group", {**properties, "CacheSubnetGroupName": name}, {"Description": "CacheSubnetGroupDescription"}, drop=("Tags",))
        return Made(name)


@handles("AWS::ElastiCache::User")
class User(Handler):
    def create(self, context: Context, properties: dict[str, Any]) -> Made:
        given = {"NoPasswordRequired": False, **properties}
        answer = context.call("elasticache", "create_user", given)
        return Made(answer["UserId"], {"Arn": answer.get("ARN"), "Status": answer.get("Status")})

    def delete(self, context: Context, made: Made, properties: dict[str, Any]) -> None:
        context.client("elasticache").delete_user(UserId=made.id)


@handles("AWS::ElastiCache::ReplicationGroup")
class ReplicationGroup(Handler):
    """Replicas are added online; shards, too, as long as the update policy says so."""

    in_place = ("ReplicasPerNodeGroup", "NumNodeGroups")

    def replaces(self, context: Context, properties: dict[str, Any], changed: set[str], create_only: set[str]) -> bool:
        if "NumNodeGroups" in changed and not context.update_policy.get("UseOnlineResharding"):
            return True
        return super().replaces(context, properties, changed, create_only)

    def create(self, context: Context, properties: dict[str, Any]) -> Made:
        name = properties.get("ReplicationGroupId") or context.name(40, lower=True)
        context.call("elasticache", "create_replication_group", {**properties, "ReplicationGroupId": name}, drop=("Tags",))
        return self._made(context, name)

    def update(self, context: Context, made: Made, properties: dict[str, Any], changed: set[str]) -> Made:
        if "NumNodeGroups" in changed:
            return self._reshard(context, made, properties, changed)
        given = {key: value for key, value in properties.items() if key in changed}
        context.call("elasticache", "modify_replication_group", {**given, "ReplicationGroupId": made.id, "ApplyImmediately": True})
        return self._made(context, made.id)

    def _reshard(self, context: Context, made: Made, properties: dict[str, Any], changed: set[str]) -> Made:
        if changed != {"NumNodeGroups"}:
            raise Unsupported(f"{context.type}: online resharding admits no other change, got: {', '.join(sorted(changed))}")
        given = {"ReplicationGroupId": made.id, "NodeGroupCount": properties["NumNodeGroups"], "ApplyImmediately": True}
        context.call("elasticache", "modify_replication_group_shard_configuration", given)
        return self._made(context, made.id)

    def delete(self, context: Context, made: Made, properties: dict[str, Any]) -> None:
        context.client("elasticache").delete_replication_group(ReplicationGroupId=made.id)

    @staticmethod
    def _made(context: Context, name: str) -> Made:
        found = context.client("elasticache").describe_replication_groups(ReplicationGroupId=name)["ReplicationGroups"][0]
        endpoint = found.get("ConfigurationEndpoint", {})
        return Made(name, {
            "ConfigurationEndPoint.Address": endpoint.get("Address"),
            "ConfigurationEndPoint.Port": str(endpoint.get("Port")),
        })
