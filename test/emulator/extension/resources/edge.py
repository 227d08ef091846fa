"""CloudFront, its certificates, and WAF."""

import uuid
from typing import Any

from handler import HANDLERS, Context, Handler, Made, Pretended, handles
from ledger import LEDGER

HANDLERS["AWS::CloudFront::CachePolicy"] = Pretended("moto has no cache policies", ("Id", "LastModifiedTime"), unique=("CachePolicyConfig", "Name"))
HANDLERS["AWS::CloudFront::OriginRequestPolicy"] = Pretended("moto has no origin request policies", ("Id", "LastModifiedTime"), unique=("OriginRequestPolicyConfig", "Name"))
HANDLERS["AWS::CloudFront::ResponseHeadersPolicy"] = Pretended("moto has no response headers policies", ("Id", "LastModifiedTime"), unique=("ResponseHeadersPolicyConfig", "Name"))
HANDLERS["AWS::CloudFront::VpcOrigin"] = Pretended("moto has no VPC origins", ("Id", "Arn", "Status"), unique=("VpcOriginEndpointConfig", "Name"))


@handles("AWS::CloudFront::Distribution")
class Distribution(Handler):
    def create(self, context: Context, properties: dict[str, Any]) -> Made:
        config = {"CallerReference": str(uuid.uuid4()), **self._config(properties)}
        answer = context.call("cloudfront", "create_distribution", {"DistributionConfig": config})["Distribution"]
        self._compare(context, config, answer["DistributionConfig"])
        return Made(answer["Id"], {"Id": answer["Id"], "DomainName": answer["DomainName"], "Arn": answer["ARN"]})

    def update(self, context: Context, made: Made, properties: dict[str, Any], changed: set[str]) -> Made:
        current = context.client("cloudfront").get_distribution_config(Id=made.id)
        config = {"CallerReference": current["DistributionConfig"]["CallerReference"], **self._config(properties)}
        answer = context.call("cloudfront", "update_distribution", {"DistributionConfig": config, "Id": made.id, "IfMatch": current["ETag"]})
        self._compare(context, config, answer["Distribution"]["DistributionConfig"])
        return made

    @staticmethod
    def _compare(context: Context, given: dict[str, Any], kept: dict[str, Any]) -> None:
        """moto reads a configuration as a whole; what it does not give back goes to the ledger."""
        LEDGER.ignore(context.type, lost({"DistributionConfig": given}, {"DistributionConfig": kept}))

    @staticmethod
    def _config(properties: dict[str, Any]) -> dict[str, Any]:
        config = {"Comment": "", **properties["DistributionConfig"]}
        config["IsIPV6Enabled"] = config.pop("IPV6Enabled", False)
        config["WebACLId"] = config.get("WebACLId", "")
        behaviors = [Distribution._behavior(behavior) for behavior in config.get("CacheBehaviors", [])]
        return {
            **config,
            "CacheBehaviors": behaviors,
            "DefaultCacheBehavior": Distribution._behavior(config["DefaultCacheBehavior"]),
            "Origins": [Distribution._origin(origin) for origin in config["Origins"]],
        }

    @staticmethod
    def _behavior(behavior: dict[str, Any]) -> dict[str, Any]:
        """The API nests the cached methods in the allowed ones."""
        allowed = behavior.get("AllowedMethods", ["GET", "HEAD"])
        cached = behavior.get("CachedMethods", ["GET", "HEAD"])
        methods = {"Quantity": len(allowed), "Items": allowed, "CachedMethods": {"Quantity": len(cached), "Items": cached}}
        return {**{key: value for key, value in behavior.items() if key != "CachedMethods"}, "AllowedMethods": methods}

    @staticmethod
    def _origin(origin: dict[str, Any]) -> dict[str, Any]:
        renamed = dict(origin)
        if "OriginCustomHeaders" in renamed:
            renamed["CustomHeaders"] = renamed.pop("OriginCustomHeaders")
        return renamed


def lost(given: Any, kept: Any, path: str = "") -> set[str]:
    """The paths of a value that are missing in another; `{Quantity, Items}` counts as the list that it holds."""
    if isinstance(kept, dict) and "Quantity" in kept and isinstance(given, list):
        kept = kept.get("Items", [])
    if isinstance(given, list) and isinstance(kept, list):
        return set().union(*(lost(one, other, f"{path}[]") for one, other in zip(given, kept)), {path} if len(given) > len(kept) else set())
    if not isinstance(given, dict) or not isinstance(kept, dict):
        return set()
    found: set[str] = set()
    for key, value in given.items():
        inner = f"{path}.{key}" if path else key
        found |= {inner} if key not in kept and value not in ("", []) else lost(value, kept.get(key), inner)
    return found


@handles("AWS::CloudFront::KeyValueStore")
class KeyValueStore(Handler):
    """A store whose keys are written by people, not by the template."""

    def create(self, context: Context, properties: dict[str, Any]) -> Made:
        found = context.call("cloudfront", "create_key_value_store", properties, drop=("Tags",))["KeyValueStore"]
        return Made(properties["Name"], {"Arn": found["ARN"], "Id": found["Id"], "Status": found.get("Status")})

    def delete(self, context: Context, made: Made, properties: dict[str, Any]) -> None:
        client = context.client("cloudfront")
        client.delete_key_value_store(Name=made.id, IfMatch=client.describe_key_value_store(Name=made.id)["ETag"])


@handles("AWS::CloudFront::Function")
class Function(Handler):
    """Stored, never run."""

    def create(self, context: Context, properties: dict[str, Any]) -> Made:
        LEDGER.note(context.type, "its code is stored, never run; the tests of the library run it in a sandbox")
        given = {"Name": properties["Name"], "FunctionCode": properties["FunctionCode"], "FunctionConfig": properties["FunctionConfig"]}
        metadata = context.call("cloudfront", "create_function", given)["FunctionSummary"]["FunctionMetadata"]
        return Made(metadata["FunctionARN"], {"FunctionARN": metadata["FunctionARN"], "FunctionMetadata.FunctionARN": metadata["FunctionARN"], "Stage": "LIVE"})

    def update(self, context: Context, made: Made, properties: dict[str, Any], changed: set[str]) -> Made:
        """moto has no UpdateFunction: the function is made again under its name."""
        self.delete(context, made, properties)
        return self.create(context, properties)

    def delete(self, context: Context, made: Made, properties: dict[str, Any]) -> None:
        client = context.client("cloudfront")
        client.delete_function(Name=properties["Name"], IfMatch=client.describe_function(Name=properties["Name"])["ETag"])


@handles("AWS::CloudFront::OriginAccessControl")
class OriginAccessControl(Handler):
    def create(self, context: Context, properties: dict[str, Any]) -> Made:
        answer = context.call("cloudfront", "create_origin_access_control", properties)
        identifier = answer["OriginAccessControl"]["Id"]
        return Made(identifier, {"Id": identifier})


@handles("AWS::WAFv2::WebACL")
class WebAcl(Handler):
    def create(self, context: Context, properties: dict[str, Any]) -> Made:
        given = {**properties, "Name": properties.get("Name") or context.name(100)}
        summary = context.call("wafv2", "create_web_acl", given, drop=("Tags",))["Summary"]
        made = f"{summary['Name']}|{summary['Id']}|{properties['Scope']}"
        return Made(made, {"Arn": summary["ARN"], "Id": summary["Id"]})

    def update(self, context: Context, made: Made, properties: dict[str, Any], changed: set[str]) -> Made:
        name, identifier, scope = made.id.split("|")
        token = context.client("wafv2").get_web_acl(Name=name, Id=identifier, Scope=scope)["LockToken"]
        given = {**properties, "Name": name, "Id": identifier, "LockToken": token}
        context.call("wafv2", "update_web_acl", given, drop=("Tags",))
        return made

    def delete(self, context: Context, made: Made, properties: dict[str, Any]) -> None:
        name, identifier, scope = made.id.split("|")
        client = context.client("wafv2")
        token = client.get_web_acl(Name=name, Id=identifier, Scope=scope)["LockToken"]
        client.delete_web_acl(Name=name, Id=identifier, Scope=scope, LockToken=token)


@handles("AWS::WAFv2::LoggingConfiguration")
class LoggingConfiguration(Handler):
    def create(self, context: Context, properties: dict[str, Any]) -> Made:
        context.call("wafv2", "put_logging_configuration", {"LoggingConfiguration": properties})
        return Made(properties["ResourceArn"], {"ManagedByFirewallManager": False})

    def update(self, context: Context, made: Made, properties: dict[str, Any], changed: set[str]) -> Made:
        return self.create(context, properties)

    def delete(self, context: Context, made: Made, properties: dict[str, Any]) -> None:
        context.client("wafv2").delete_logging_configuration(ResourceArn=made.id)


@handles("AWS::CertificateManager::Certificate")
class Certificate(Handler):
    """Issued at once: the record that proves the domain is not looked for."""

    NAMES = {"CertificateTransparencyLoggingPreference": "Options"}

    def create(self, context: Context, properties: dict[str, Any]) -> Made:
        LEDGER.note(context.type, "issued without a look at the domain")
        arn = context.call("acm", "request_certificate", properties, drop=("DomainValidationOptions", "Tags"))["CertificateArn"]
        return Made(arn, {"Id": arn})

    def delete(self, context: Context, made: Made, properties: dict[str, Any]) -> None:
        context.client("acm").delete_certificate(CertificateArn=made.id)
