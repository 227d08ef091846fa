"""
Where moto answers otherwise than AWS, and a deployment or a check would stumble over it.

Bucket policies: moto takes a statement whose condition does not hold for a refusal, so `deny unless TLS` refuses
everything, and it knows access logs only for whole buckets or exact prefixes. Keys: it forgets that the id of a
multi-Region key is four characters longer, and can not decrypt what such a key has encrypted. Hosted zones: their ids begin
with a Z, and the configuration insists on it. Auto scaling: it does not know caches.
"""

import json
from enum import Enum
from fnmatch import fnmatchcase
from typing import Any

from ledger import LEDGER
from moto.applicationautoscaling import models, responses
from moto.iam.access_control import IAMPolicy, PermissionResult
from moto.kms import utils as kms
from moto.route53 import models as route53
from moto.s3.models import FakeBucket

#: Length of `mrk-` and a UUID.
KEY_ID_LENGTH = 40


def permission(bucket: FakeBucket, action: str, resource: str) -> Any:
    """Judges an action by the statements without a condition."""
    if bucket.policy is None:
        return PermissionResult.NEUTRAL
    policy = json.loads(bucket.policy.decode())
    statements = [statement for statement in policy["Statement"] if "Condition" not in statement]
    if len(statements) < len(policy["Statement"]):
        LEDGER.note("AWS::S3::BucketPolicy", "statements with a condition are stored, not enforced")
    return IAMPolicy(json.dumps({**policy, "Statement": statements})).is_action_permitted(action, resource)


def may_receive_logs(target_bucket: FakeBucket, target_prefix: str | None) -> bool:
    """Whether the policy of a bucket lets S3 write access logs below a prefix."""
    policy = json.loads((target_bucket.policy or b"{}").decode())
    object_arn = f"{target_bucket.arn}/{target_prefix or ''}log"
    return any(_lets_write_logs(statement, object_arn) for statement in policy.get("Statement", []))


def _lets_write_logs(statement: dict[str, Any], object_arn: str) -> bool:
    principal = statement.get("Principal")
    services = _list(principal.get("Service")) if isinstance(principal, dict) else []
    return (
        statement["Effect"] == "Allow"
        and "logging.s3.amazonaws.com" in services
        and "s3:PutObject" in _list(statement.get("Action"))
        and any(fnmatchcase(object_arn, pattern) for pattern in _list(statement.get("Resource")))
    )


def _list(value: Any) -> list[str]:
    return [value] if isinstance(value, str) else list(value or [])


deserialize = kms._deserialize_ciphertext_blob


def deserialized(ciphertext_blob: bytes) -> Any:
    ciphertext = deserialize(ciphertext_blob)
    return ciphertext._replace(key_id=ciphertext.key_id.rstrip("\0"))


def know_caches() -> None:
    """Application Auto Scaling of moto accepts what stands in two lists: caches are added to both."""
    spaces = {entry.name: entry.value for entry in models.ServiceNamespaceValueSet} | {"ELASTICACHE": "elasticache"}
    dimensions = {entry.name: entry.value for entry in models.ScalableDimensionValueSet} | {
        "ELASTICACHE_SHARDS": "elasticache:replication-group:NodeGroups",
        "ELASTICACHE_REPLICAS": "elasticache:replication-group:Replicas",
    }
    for module in (models, responses):
        module.ServiceNamespaceValueSet = Enum("ServiceNamespaceValueSet", spaces)
        module.ScalableDimensionValueSet = Enum("ScalableDimensionValueSet", dimensions)


def install() -> None:
    know_caches()
    kms.HEADER_LEN = KEY_ID_LENGTH + kms.IV_LEN + kms.TAG_LEN
    kms.CIPHERTEXT_HEADER_FORMAT = f">{KEY_ID_LENGTH}s{kms.IV_LEN}s{kms.TAG_LEN}s"
    kms._deserialize_ciphertext_blob = deserialized
    zone_id = route53.create_route53_zone_id
    route53.create_route53_zone_id = lambda *args, **kwargs: f"Z{zone_id(*args, **kwargs)[1:21]}"
    FakeBucket.get_permission = permission
    FakeBucket._log_permissions_enabled_policy = staticmethod(may_receive_logs)
