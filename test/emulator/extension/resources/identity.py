"""IAM and KMS by their own APIs: moto's models leave properties out and do not change policies in place."""

import json
from typing import Any

from handler import Context, Handler, Made, handles


@handles("AWS::IAM::Role")
class Role(Handler):
    def create(self, context: Context, properties: dict[str, Any]) -> Made:
        name = properties.get("RoleName") or context.name(64)
        given = {"RoleName": name, "AssumeRolePolicyDocument": json.dumps(properties["AssumeRolePolicyDocument"])}
        others = ("AssumeRolePolicyDocument", "ManagedPolicyArns", "Policies", "Tags")
        found = context.call("iam", "create_role", {**properties, **given}, drop=others[1:])["Role"]
        self._set(context, name, properties, {}, {"ManagedPolicyArns", "Policies"})
        return Made(name, {"Arn": found["Arn"], "RoleId": found["RoleId"]})

    def update(self, context: Context, made: Made, properties: dict[str, Any], changed: set[str]) -> Made:
        if "AssumeRolePolicyDocument" in changed:
            context.client("iam").update_assume_role_policy(RoleName=made.id, PolicyDocument=json.dumps(properties["AssumeRolePolicyDocument"]))
        if "Description" in changed:
            context.client("iam").update_role(RoleName=made.id, Description=properties.get("Description", ""))
        if changed - {"AssumeRolePolicyDocument", "Description", "ManagedPolicyArns", "Policies"}:
            return super().update(context, made, properties, changed)
        self._set(context, made.id, properties, self._current(context, made.id), changed)
        return made

    def delete(self, context: Context, made: Made, properties: dict[str, Any]) -> None:
        self._set(context, made.id, {}, self._current(context, made.id), {"ManagedPolicyArns", "Policies"})
        context.client("iam").delete_role(RoleName=made.id)

    @staticmethod
    def _current(context: Context, name: str) -> dict[str, Any]:
        attached = context.client("iam").list_attached_role_policies(RoleName=name)["AttachedPolicies"]
        return {"ManagedPolicyArns": [policy["PolicyArn"] for policy in attached]}

    @staticmethod
    def _set(context: Context, name: str, properties: dict[str, Any], before: dict[str, Any], keys: set[str]) -> None:
        iam = context.client("iam")
        if "ManagedPolicyArns" in keys:
            wanted, old = set(properties.get("ManagedPolicyArns", [])), set(before.get("ManagedPolicyArns", []))
            for arn in sorted(wanted - old):
                iam.attach_role_policy(RoleName=name, PolicyArn=arn)
            for arn in sorted(old - wanted):
                iam.detach_role_policy(RoleName=name, PolicyArn=arn)
        if "Policies" in keys:
            for policy in properties.get("Policies", []):
                iam.put_role_policy(RoleName=name, PolicyName=policy["PolicyName"], PolicyDocument=json.dumps(policy["PolicyDocument"]))


@handles("AWS::IAM::Policy")
class Policy(Handler):
    """An inline policy of roles, users and groups."""

    def create(self, context: Context, properties: dict[str, Any]) -> Made:
        for service_call, key, names in self._holders(context, "put", properties):
            for name in names:
                service_call(**{key: name, "PolicyName": properties["PolicyName"], "PolicyDocument": json.dumps(properties["PolicyDocument"])})
        return Made(properties["PolicyName"])

    def update(self, context: Context, made: Made, properties: dict[str, Any], changed: set[str]) -> Made:
        return self.create(context, properties)

    def delete(self, context: Context, made: Made, properties: dict[str, Any]) -> None:
        for service_call, key, names in self._holders(context, "delete", properties):
            for name in names:
                service_call(**{key: name, "PolicyName": properties["PolicyName"]})

    @staticmethod
    def _holders(context: Context, verb: str, properties: dict[str, Any]) -> list[tuple[Any, str, list[str]]]:
        iam = context.client("iam")
        return [(getattr(iam, f"{verb}_{kind}_policy"), f"{kind.title()}Name", properties.get(f"{kind.title()}s", [])) for kind in ("role", "user", "group")]


@handles("AWS::KMS::Key")
class Key(Handler):
    def create(self, context: Context, properties: dict[str, Any]) -> Made:
        given = {key: value for key, value in properties.items() if key not in ("KeyPolicy", "EnableKeyRotation", "Tags", "PendingWindowInDays")}
        given["Policy"] = json.dumps(properties["KeyPolicy"])
        metadata = context.call("kms", "create_key", given)["KeyMetadata"]
        if properties.get("EnableKeyRotation"):
            context.client("kms").enable_key_rotation(KeyId=metadata["KeyId"])
        return Made(metadata["KeyId"], {"Arn": metadata["Arn"], "KeyId": metadata["KeyId"]})

    def update(self, context: Context, made: Made, properties: dict[str, Any], changed: set[str]) -> Made:
        if changed != {"KeyPolicy"}:
            return super().update(context, made, properties, changed)
        context.client("kms").put_key_policy(KeyId=made.id, PolicyName="default", Policy=json.dumps(properties["KeyPolicy"]))
        return made

    def delete(self, context: Context, made: Made, properties: dict[str, Any]) -> None:
        context.client("kms").schedule_key_deletion(KeyId=made.id)


@handles("AWS::KMS::ReplicaKey")
class ReplicaKey(Handler):
    """A copy of a multi-Region key: the same id and the same material, with a policy of its own."""

    def create(self, context: Context, properties: dict[str, Any]) -> Made:
        arn = properties["PrimaryKeyArn"]
        given = {"KeyId": arn.split("/")[-1], "ReplicaRegion": context.region, "Policy": json.dumps(properties["KeyPolicy"]), "Description": properties.get("Description", "")}
        metadata = context.call("kms", "replicate_key", given, region=arn.split(":")[3])["ReplicaKeyMetadata"]
        context.client("kms").put_key_policy(KeyId=metadata["KeyId"], PolicyName="default", Policy=json.dumps(properties["KeyPolicy"]))
        return Made(metadata["KeyId"], {"Arn": metadata["Arn"], "KeyId": metadata["KeyId"]})

    def update(self, context: Context, made: Made, properties: dict[str, Any], changed: set[str]) -> Made:
        if changed != {"KeyPolicy"}:
            return super().update(context, made, properties, changed)
        context.client("kms").put_key_policy(KeyId=made.id, PolicyName="default", Policy=json.dumps(properties["KeyPolicy"]))
        return made

    def delete(self, context: Context, made: Made, properties: dict[str, Any]) -> None:
        context.client("kms").schedule_key_deletion(KeyId=made.id)
