"""S3 and ECR by their own APIs: moto's models leave most properties out."""

import json
from typing import Any

from handler import Context, Handler, Made, Unsupported, handles
from ledger import LEDGER


@handles("AWS::S3::BucketPolicy")
class BucketPolicy(Handler):
    def create(self, context: Context, properties: dict[str, Any]) -> Made:
        context.client("s3").put_bucket_policy(Bucket=properties["Bucket"], Policy=json.dumps(properties["PolicyDocument"]))
        return Made(properties["Bucket"])

    def update(self, context: Context, made: Made, properties: dict[str, Any], changed: set[str]) -> Made:
        return self.create(context, properties)

    def delete(self, context: Context, made: Made, properties: dict[str, Any]) -> None:
        context.client("s3").delete_bucket_policy(Bucket=made.id)


@handles("AWS::S3::Bucket")
class Bucket(Handler):
    """Each property of a bucket has an operation of its own."""

    SETTERS: dict[str, Any] = {
        "BucketEncryption": ("put_bucket_encryption", lambda value: {"ServerSideEncryptionConfiguration": {"Rules": [
            {key.replace("ServerSideEncryptionByDefault", "ApplyServerSideEncryptionByDefault"): item for key, item in rule.items()}
            for rule in value["ServerSideEncryptionConfiguration"]
        ]}}),
        "LifecycleConfiguration": ("put_bucket_lifecycle_configuration", lambda value: {"LifecycleConfiguration": {"Rules": [_lifecycle_rule(rule) for rule in value["Rules"]]}}),
        "LoggingConfiguration": ("put_bucket_logging", lambda value: {"BucketLoggingStatus": {"LoggingEnabled": {
            "TargetBucket": value.get("DestinationBucketName"), "TargetPrefix": value.get("LogFilePrefix", ""),
        }}}),
        "OwnershipControls": ("put_bucket_ownership_controls", lambda value: {"OwnershipControls": value}),
        "PublicAccessBlockConfiguration": ("put_public_access_block", lambda value: {"PublicAccessBlockConfiguration": value}),
        "ReplicationConfiguration": ("put_bucket_replication", lambda value: {"ReplicationConfiguration": {
            "Role": value["Role"], "Rules": [{key.replace("Id", "ID"): item for key, item in rule.items()} for rule in value["Rules"]],
        }}),
        "VersioningConfiguration": ("put_bucket_versioning", lambda value: {"VersioningConfiguration": value}),
    }

    def create(self, context: Context, properties: dict[str, Any]) -> Made:
        name = properties.get("BucketName") or context.name(63, lower=True)
        location = {} if context.region == "us-east-1" else {"CreateBucketConfiguration": {"LocationConstraint": context.region}}
        context.client("s3").create_bucket(Bucket=name, **location)
        self._set(context, name, properties, set(properties) - {"BucketName", "Tags"})
        host = f"{name}.s3.{context.region}.amazonaws.com"
        return Made(name, {"Arn": f"arn:aws:s3:::{name}", "DomainName": f"{name}.s3.amazonaws.com", "RegionalDomainName": host})

    def update(self, context: Context, made: Made, properties: dict[str, Any], changed: set[str]) -> Made:
        self._set(context, made.id, properties, changed)
        return made

    def delete(self, context: Context, made: Made, properties: dict[str, Any]) -> None:
        context.client("s3").delete_bucket(Bucket=made.id)

    def _set(self, context: Context, name: str, properties: dict[str, Any], keys: set[str]) -> None:
        LEDGER.ignore(context.type, keys - set(self.SETTERS))
        if "ReplicationConfiguration" in keys and "ReplicationConfiguration" not in properties:
            context.client("s3").delete_bucket_replication(Bucket=name)
        # Versions have to be on before anything is replicated.
        for key in sorted(keys & set(self.SETTERS) & set(properties), key=lambda one: (one == "ReplicationConfiguration", one)):
            operation, form = self.SETTERS[key]
            if key != "LoggingConfiguration" or "DestinationBucketName" in properties[key]:
                context.call("s3", operation, {"Bucket": name, **form(properties[key])})
        if "ReplicationConfiguration" in keys:
            LEDGER.note("AWS::S3::Bucket", "rules of replication are stored, no object is copied")
            self._find_destinations(context, properties.get("ReplicationConfiguration", {}))

    @staticmethod
    def _find_destinations(context: Context, replication: dict[str, Any]) -> None:
        """S3 refuses a rule whose destination does not exist, or keeps no versions."""
        for rule in replication.get("Rules", []):
            bucket = rule["Destination"]["Bucket"].removeprefix("arn:aws:s3:::")
            status = context.client("s3").get_bucket_versioning(Bucket=bucket).get("Status")
            if status != "Enabled":
                raise Unsupported(f"{context.type}: replication to {bucket}, which keeps no versions")


def _lifecycle_rule(rule: dict[str, Any]) -> dict[str, Any]:
    """The API's spelling of a rule: lists and nested days where CloudFormation has flat names."""
    converted = {key: value for key, value in rule.items() if key not in ("Id", "ExpirationInDays", "Transitions", "NoncurrentVersionTransitions", "ExpiredObjectDeleteMarker", "Prefix")}
    expiration = {"Days": rule.get("ExpirationInDays"), "ExpiredObjectDeleteMarker": rule.get("ExpiredObjectDeleteMarker")}
    converted["Filter"] = {"Prefix": rule.get("Prefix", "")}
    if "Id" in rule:
        converted["ID"] = rule["Id"]
    if any(value is not None for value in expiration.values()):
        converted["Expiration"] = {key: value for key, value in expiration.items() if value is not None}
    if "Transitions" in rule:
        converted["Transitions"] = [{"Days": int(item["TransitionInDays"]), "StorageClass": item["StorageClass"]} for item in rule["Transitions"]]
    return converted


@handles("AWS::ECR::Repository")
class Repository(Handler):
    def create(self, context: Context, properties: dict[str, Any]) -> Made:
        name = properties.get("RepositoryName") or context.name(200, lower=True)
        given = {key: value for key, value in properties.items() if key not in ("LifecyclePolicy", "RepositoryPolicyText", "Tags", "EmptyOnDelete")}
        found = context.call("ecr", "create_repository", {**given, "RepositoryName": name})["repository"]
        self._set(context, name, properties)
        return Made(name, {"Arn": found["repositoryArn"], "RepositoryUri": found["repositoryUri"]})

    def update(self, context: Context, made: Made, properties: dict[str, Any], changed: set[str]) -> Made:
        if not changed <= {"LifecyclePolicy", "RepositoryPolicyText", "EmptyOnDelete"}:
            return super().update(context, made, properties, changed)
        self._set(context, made.id, properties)
        return made

    def delete(self, context: Context, made: Made, properties: dict[str, Any]) -> None:
        context.client("ecr").delete_repository(repositoryName=made.id)

    @staticmethod
    def _set(context: Context, name: str, properties: dict[str, Any]) -> None:
        client = context.client("ecr")
        if "LifecyclePolicy" in properties:
            client.put_lifecycle_policy(repositoryName=name, lifecyclePolicyText=properties["LifecyclePolicy"]["LifecyclePolicyText"])
        if "RepositoryPolicyText" in properties:
            client.set_repository_policy(repositoryName=name, policyText=json.dumps(properties["RepositoryPolicyText"]))


@handles("AWS::ECR::ReplicationConfiguration")
class ReplicationConfiguration(Handler):
    """One for the registry of a Region. Images are not copied: the emulator has none."""

    def create(self, context: Context, properties: dict[str, Any]) -> Made:
        context.call("ecr", "put_replication_configuration", properties)
        LEDGER.note(context.type, "the rule is stored, no image is copied")
        return Made(context.account, {"RegistryId": context.account})

    def update(self, context: Context, made: Made, properties: dict[str, Any], changed: set[str]) -> Made:
        return self.create(context, properties)

    def delete(self, context: Context, made: Made, properties: dict[str, Any]) -> None:
        context.client("ecr").put_replication_configuration(replicationConfiguration={"rules": []})
