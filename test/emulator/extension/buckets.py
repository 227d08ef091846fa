"""Bucket policies in moto: a statement whose condition does not hold is taken for a refusal, so `deny unless TLS` refuses everything."""

import json
from typing import Any

from ledger import LEDGER
from moto.iam.access_control import IAMPolicy, PermissionResult
from moto.s3.models import FakeBucket


def permission(bucket: FakeBucket, action: str, resource: str) -> Any:
    """Judges an action by the statements without a condition."""
    if bucket.policy is None:
        return PermissionResult.NEUTRAL
    policy = json.loads(bucket.policy.decode())
    statements = [statement for statement in policy["Statement"] if "Condition" not in statement]
    if len(statements) < len(policy["Statement"]):
        LEDGER.note("AWS::S3::BucketPolicy", "statements with a condition are stored, not enforced")
    return IAMPolicy(json.dumps({**policy, "Statement": statements})).is_action_permitted(action, resource)


def install() -> None:
    FakeBucket.get_permission = permission
