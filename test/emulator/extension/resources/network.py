"""EC2 networking and Route 53, beyond what moto's models do."""

from typing import Any

from handler import Context, Handler, Made, Unsupported, handles
from ledger import LEDGER

class SecurityGroupRule(Handler):
    """One rule; the other side is another group, a range or a prefix list."""

    direction = ""
    group_key = ""
    prefix_list_key = ""

    def create(self, context: Context, properties: dict[str, Any]) -> Made:
        answer = self._call(context, "authorize", properties)
        rules = answer.get("SecurityGroupRules", [])
        return Made(rules[0]["SecurityGroupRuleId"] if rules else context.name())

    def delete(self, context: Context, made: Made, properties: dict[str, Any]) -> None:
        self._call(context, "revoke", properties)

    def _call(self, context: Context, verb: str, properties: dict[str, Any]) -> dict[str, Any]:
        operation = getattr(context.client("ec2"), f"{verb}_security_group_{self.direction}")
        return operation(GroupId=properties["GroupId"], IpPermissions=[self._permission(properties)])

    def _permission(self, properties: dict[str, Any]) -> dict[str, Any]:
        permission: dict[str, Any] = {key: int(properties[key]) for key in ("FromPort", "ToPort") if key in properties}
        permission["IpProtocol"] = str(properties["IpProtocol"])
        description = {"Description": properties["Description"]} if "Description" in properties else {}
        others = {self.group_key: ("UserIdGroupPairs", "GroupId"), "CidrIp": ("IpRanges", "CidrIp"), "CidrIpv6": ("Ipv6Ranges", "CidrIpv6"), self.prefix_list_key: ("PrefixListIds", "PrefixListId")}
        for key, (name, field) in others.items():
            if key in properties:
                permission[name] = [{field: properties[key], **description}]
        return permission


@handles("AWS::EC2::SecurityGroupIngress")
class SecurityGroupIngress(SecurityGroupRule):
    direction = "ingress"
    group_key = "SourceSecurityGroupId"
    prefix_list_key = "SourcePrefixListId"


@handles("AWS::EC2::SecurityGroupEgress")
class SecurityGroupEgress(SecurityGroupRule):
    direction = "egress"
    group_key = "DestinationSecurityGroupId"
    prefix_list_key = "DestinationPrefixListId"


@handles("AWS::Route53::RecordSet")
class RecordSet(Handler):
    def create(self, context: Context, properties: dict[str, Any]) -> Made:
        self._change(context, "UPSERT", properties)
        return Made(properties["Name"].rstrip("."))

    def update(self, context: Context, made: Made, properties: dict[str, Any], changed: set[str]) -> Made:
        return self.create(context, properties)

    def delete(self, context: Context, made: Made, properties: dict[str, Any]) -> None:
        self._change(context, "DELETE", properties)

    @staticmethod
    def _change(context: Context, action: str, properties: dict[str, Any]) -> None:
        record = {key: value for key, value in properties.items() if key not in ("HostedZoneId", "Comment")}
        if "ResourceRecords" in record:
            record["ResourceRecords"] = [{"Value": value} for value in record["ResourceRecords"]]
        given = {"HostedZoneId": properties["HostedZoneId"], "ChangeBatch": {"Changes": [{"Action": action, "ResourceRecordSet": record}]}}
        context.call("route53", "change_resource_record_sets", given)


@handles("AWS::EC2::FlowLog")
class FlowLog(Handler):
    """moto takes the folder behind the bucket's ARN for a part of the bucket's name: it is left out, and the ledger says so."""

    def create(self, context: Context, properties: dict[str, Any]) -> Made:
        given = {key: value for key, value in properties.items() if key not in ("ResourceId", "Tags")}
        given["ResourceIds"] = [properties["ResourceId"]]
        bucket, _, folder = properties.get("LogDestination", "").partition("/")
        if folder:
            given["LogDestination"] = bucket
            LEDGER.ignore(context.type, ["LogDestination (folder)"])
        answer = context.call("ec2", "create_flow_logs", given)
        if answer["Unsuccessful"]:
            raise Unsupported(f"{context.type}: {answer['Unsuccessful'][0]['Error']['Message']}")
        return Made(answer["FlowLogIds"][0], {"Id": answer["FlowLogIds"][0]})

    def delete(self, context: Context, made: Made, properties: dict[str, Any]) -> None:
        context.client("ec2").delete_flow_logs(FlowLogIds=[made.id])


@handles("AWS::Route53::HealthCheck")
class HealthCheck(Handler):
    def create(self, context: Context, properties: dict[str, Any]) -> Made:
        given = {"CallerReference": context.name(60), "HealthCheckConfig": properties["HealthCheckConfig"]}
        identifier = context.call("route53", "create_health_check", given)["HealthCheck"]["Id"]
        return Made(identifier, {"HealthCheckId": identifier})

    def update(self, context: Context, made: Made, properties: dict[str, Any], changed: set[str]) -> Made:
        config = {key: value for key, value in properties["HealthCheckConfig"].items() if key not in ("Type", "RequestInterval")}
        context.call("route53", "update_health_check", {**config, "HealthCheckId": made.id})
        return made

    def delete(self, context: Context, made: Made, properties: dict[str, Any]) -> None:
        context.client("route53").delete_health_check(HealthCheckId=made.id)
