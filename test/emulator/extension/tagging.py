"""Tags, by the tagging API of each service: moto's own models leave most of them out, and never change them."""

from typing import Any

from handler import Context, Made
from ledger import LEDGER

TAG_PROPERTIES = ("Tags", "HostedZoneTags", "HealthCheckTags", "FileSystemTags", "ResourceTags")


def tag_properties(resource_type: str) -> set[str]:
    """The properties of a type that hold tags and that the tagging APIs see to."""
    return set(TAG_PROPERTIES) if tagger_of(resource_type) else set()


def apply(context: Context, made: Made, properties: dict[str, Any], before: dict[str, Any]) -> None:
    """Adds, changes and removes tags so that the resource has those of the template."""
    tags, old = _tags(properties), _tags(before)
    if not tags and not old:
        return
    tagger = tagger_of(context.type)
    if tagger is None:
        LEDGER.ignore(context.type, ["Tags"])
        return
    tagger(context, made, tags, sorted(set(old) - set(tags)))


def _tags(properties: dict[str, Any]) -> dict[str, str]:
    found: dict[str, str] = {}
    for name in TAG_PROPERTIES:
        value = properties.get(name, [])
        found.update(value if isinstance(value, dict) else {tag["Key"]: tag["Value"] for tag in value})
    return found


def _pairs(tags: dict[str, str]) -> list[dict[str, str]]:
    return [{"Key": key, "Value": value} for key, value in tags.items()]


def _ec2(context: Context, made: Made, tags: dict[str, str], removed: list[str]) -> None:
    client = context.client("ec2")
    resource = arn_of(context, made, "AllocationId") if context.type == "AWS::EC2::EIP" else made.id
    client.create_tags(Resources=[resource], Tags=_pairs(tags))
    if removed:
        client.delete_tags(Resources=[resource], Tags=[{"Key": key} for key in removed])


def _by_arn(service: str, arn: str, key: str = "ResourceArn", pairs: bool = True, removed_key: str = "TagKeys", tags_key: str = "Tags", add: str = "tag_resource", remove: str = "untag_resource", wrap: bool = False) -> Any:
    """A tagger for the usual `TagResource` and `UntagResource`; `arn` names the attribute that holds the ARN (`@id`: the physical id)."""

    def tag(context: Context, made: Made, tags: dict[str, str], removed: list[str]) -> None:
        client = context.client(service)
        resource = {key: arn_of(context, made, arn)}
        value: Any = _pairs(tags) if pairs else tags
        getattr(client, add)(**resource, **{tags_key: {"Items": value} if wrap else value})
        if removed:
            getattr(client, remove)(**resource, **{removed_key: {"Items": removed} if wrap else removed})

    return tag


def arn_of(context: Context, made: Made, attribute: str) -> str:
    if attribute == "@id":
        return made.id
    if attribute.startswith("arn:"):
        return attribute.format(id=made.id, region=context.region, account=context.account)
    return made.attributes.get(attribute) or made.model.get_cfn_attribute(attribute)


def _bucket(context: Context, made: Made, tags: dict[str, str], removed: list[str]) -> None:
    context.client("s3").put_bucket_tagging(Bucket=made.id, Tagging={"TagSet": _pairs(tags)})


def _queue(context: Context, made: Made, tags: dict[str, str], removed: list[str]) -> None:
    client = context.client("sqs")
    client.tag_queue(QueueUrl=made.id, Tags=tags)
    if removed:
        client.untag_queue(QueueUrl=made.id, TagKeys=removed)


def _kms(context: Context, made: Made, tags: dict[str, str], removed: list[str]) -> None:
    client = context.client("kms")
    client.tag_resource(KeyId=made.id, Tags=[{"TagKey": key, "TagValue": value} for key, value in tags.items()])
    if removed:
        client.untag_resource(KeyId=made.id, TagKeys=removed)


def _role(context: Context, made: Made, tags: dict[str, str], removed: list[str]) -> None:
    client = context.client("iam")
    client.tag_role(RoleName=made.id, Tags=_pairs(tags))
    if removed:
        client.untag_role(RoleName=made.id, TagKeys=removed)


def _route53(kind: str) -> Any:
    def tag(context: Context, made: Made, tags: dict[str, str], removed: list[str]) -> None:
        extra = {"RemoveTagKeys": removed} if removed else {}
        context.client("route53").change_tags_for_resource(ResourceType=kind, ResourceId=made.id, AddTags=_pairs(tags), **extra)

    return tag


def _elbv2(context: Context, made: Made, tags: dict[str, str], removed: list[str]) -> None:
    client = context.client("elbv2")
    client.add_tags(ResourceArns=[made.id], Tags=_pairs(tags))
    if removed:
        client.remove_tags(ResourceArns=[made.id], TagKeys=removed)


def _group(context: Context, made: Made, tags: dict[str, str], removed: list[str]) -> None:
    client = context.client("autoscaling")
    base = {"ResourceId": made.id, "ResourceType": "auto-scaling-group"}
    client.create_or_update_tags(Tags=[{**base, "Key": key, "Value": value, "PropagateAtLaunch": True} for key, value in tags.items()])
    if removed:
        client.delete_tags(Tags=[{**base, "Key": key} for key in removed])


def _parameter(context: Context, made: Made, tags: dict[str, str], removed: list[str]) -> None:
    context.client("ssm").add_tags_to_resource(ResourceType="Parameter", ResourceId=made.id, Tags=_pairs(tags))


def _rds(kind: str) -> Any:
    return _by_arn("rds", f"arn:aws:rds:{{region}}:{{account}}:{kind}:{{id}}", "ResourceName", add="add_tags_to_resource", remove="remove_tags_from_resource")


def _cache(kind: str) -> Any:
    return _by_arn("elasticache", f"arn:aws:elasticache:{{region}}:{{account}}:{kind}:{{id}}", "ResourceName", add="add_tags_to_resource", remove="remove_tags_from_resource")


def _small_letters(service: str, attribute: str) -> Any:
    """Services whose tags are `{key, value}`."""

    def tag(context: Context, made: Made, tags: dict[str, str], removed: list[str]) -> None:
        client = context.client(service)
        arn = arn_of(context, made, attribute)
        client.tag_resource(resourceArn=arn, tags=[{"key": key, "value": value} for key, value in tags.items()])
        if removed:
            client.untag_resource(resourceArn=arn, tagKeys=removed)

    return tag


def _certificate(context: Context, made: Made, tags: dict[str, str], removed: list[str]) -> None:
    client = context.client("acm")
    client.add_tags_to_certificate(CertificateArn=made.id, Tags=_pairs(tags))
    if removed:
        client.remove_tags_from_certificate(CertificateArn=made.id, Tags=[{"Key": key} for key in removed])


LOGS = _by_arn("logs", "arn:aws:logs:{region}:{account}:log-group:{id}", "resourceArn", pairs=False, removed_key="tagKeys", tags_key="tags")
DELIVERY = _by_arn("logs", "Arn", "resourceArn", pairs=False, removed_key="tagKeys", tags_key="tags")

TAGGERS: dict[str, Any] = {
    "AWS::EC2::LaunchTemplate": _ec2,
    "AWS::S3::Bucket": _bucket,
    "AWS::SQS::Queue": _queue,
    "AWS::SNS::Topic": _by_arn("sns", "@id"),
    "AWS::KMS::Key": _kms,
    "AWS::KMS::ReplicaKey": _kms,
    "AWS::CertificateManager::Certificate": _certificate,
    "AWS::IAM::Role": _role,
    "AWS::Route53::HostedZone": _route53("hostedzone"),
    "AWS::Route53::HealthCheck": _route53("healthcheck"),
    "AWS::AutoScaling::AutoScalingGroup": _group,
    "AWS::SSM::Parameter": _parameter,
    "AWS::ECR::Repository": _by_arn("ecr", "Arn", "resourceArn", tags_key="tags", removed_key="tagKeys"),
    "AWS::Logs::LogGroup": LOGS,
    "AWS::Logs::DeliverySource": DELIVERY,
    "AWS::Logs::DeliveryDestination": DELIVERY,
    "AWS::Logs::Delivery": DELIVERY,
    "AWS::CloudWatch::Alarm": _by_arn("cloudwatch", "Arn", "ResourceARN"),
    "AWS::CloudWatch::CompositeAlarm": _by_arn("cloudwatch", "Arn", "ResourceARN"),
    "AWS::CloudFront::Distribution": _by_arn("cloudfront", "Arn", "Resource", wrap=True),
    "AWS::WAFv2::WebACL": _by_arn("wafv2", "Arn", "ResourceARN"),
    "AWS::SecretsManager::Secret": _by_arn("secretsmanager", "@id", "SecretId"),
    "AWS::StepFunctions::StateMachine": _small_letters("stepfunctions", "@id"),
    "AWS::Lambda::Function": _by_arn("lambda", "Arn", "Resource", pairs=False),
    "AWS::Scheduler::ScheduleGroup": _by_arn("scheduler", "Arn"),
    "AWS::ECS::Cluster": _small_letters("ecs", "Arn"),
    "AWS::ECS::Service": _small_letters("ecs", "@id"),
    "AWS::ECS::TaskDefinition": _small_letters("ecs", "@id"),
    "AWS::RDS::DBInstance": _rds("db"),
    "AWS::RDS::DBSubnetGroup": _rds("subgrp"),
    "AWS::RDS::DBCluster": _rds("cluster"),
    "AWS::RDS::DBClusterParameterGroup": _rds("cluster-pg"),
    "AWS::RDS::DBParameterGroup": _rds("pg"),
    "AWS::ElastiCache::ReplicationGroup": _cache("replicationgroup"),
    "AWS::ElastiCache::SubnetGroup": _cache("subnetgroup"),
}

EC2_TAGGED = (
    "VPC", "Subnet", "RouteTable", "InternetGateway", "NatGateway", "EIP", "SecurityGroup", "NetworkInterface", "Instance", "Volume",
    "VPCEndpoint", "FlowLog", "VPCPeeringConnection",
)


def tagger_of(resource_type: str) -> Any:
    if resource_type.startswith("AWS::ElasticLoadBalancingV2::"):
        return _elbv2
    if resource_type.startswith("AWS::EC2::") and resource_type.split("::")[2] in EC2_TAGGED:
        return _ec2
    return TAGGERS.get(resource_type)
