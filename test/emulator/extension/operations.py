"""Operations that moto lacks, on top of its own models."""

import copy
import re

from ledger import LEDGER
from moto.cloudwatch.exceptions import ValidationError
from moto.cloudwatch.responses import CloudWatchResponse
from moto.core.responses import ActionResult, EmptyResult
from moto.elasticache.responses import ElastiCacheResponse

#: An alarm in the rule of a composite alarm, by name or ARN.
ALARM = re.compile(r"(?:ALARM|OK|INSUFFICIENT_DATA)\(\"?(?:arn:[^\"]*:alarm:)?([^\")]+)\"?\)")


def put_composite_alarm(response: CloudWatchResponse) -> EmptyResult:
    """An alarm over alarms, all of which have to exist."""
    backend = response.cloudwatch_backend
    rule = response._get_param("AlarmRule")
    missing = [name for name in ALARM.findall(rule) if name not in backend.alarms]
    if missing or not ALARM.search(rule):
        raise ValidationError(f"the rule names alarms that do not exist: {', '.join(missing)}")
    nothing = dict.fromkeys(("namespace", "metric_name", "comparison_operator", "evaluation_periods", "period", "threshold", "statistic"))
    backend.put_metric_alarm(
        **nothing,
        name=response._get_param("AlarmName"),
        description=response._get_param("AlarmDescription"),
        dimensions=[],
        alarm_actions=response._get_param("AlarmActions", []),
        ok_actions=response._get_param("OKActions", []),
        insufficient_data_actions=response._get_param("InsufficientDataActions", []),
        actions_enabled=response._get_param("ActionsEnabled"),
        rule=rule,
    )
    return EmptyResult()


def modify_replication_group_shard_configuration(response: ElastiCacheResponse) -> ActionResult:
    """An operation that moto lacks: as many shards as asked for, each with as many replicas as the first has."""
    groups = response.elasticache_backend.replication_groups
    group = groups[response._get_param("ReplicationGroupId")]
    wanted = response._get_int_param("NodeGroupCount")
    members = len(group.node_groups[0]["node_group_members"])
    while len(group.node_groups) < wanted:
        shard = copy.deepcopy(group.node_groups[0])
        shard["node_group_id"] = f"{len(group.node_groups) + 1:0>4}"
        group.node_groups.append(shard)
        group.member_clusters.extend(f"{group.replication_group_id}-{shard['node_group_id']}-{number + 1:0>3}" for number in range(members))
    for shard in group.node_groups[wanted:]:
        ending = f"-{shard['node_group_id']}-"
        group.member_clusters = [name for name in group.member_clusters if ending not in name]
    group.node_groups = group.node_groups[:wanted]
    LEDGER.note("AWS::ElastiCache::ReplicationGroup", "shards come and go at once: no slot is moved, no key with it")
    return ActionResult({"ReplicationGroup": group})


def install() -> None:
    CloudWatchResponse.put_composite_alarm = put_composite_alarm
    ElastiCacheResponse.modify_replication_group_shard_configuration = modify_replication_group_shard_configuration
