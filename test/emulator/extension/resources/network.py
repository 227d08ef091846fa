"""EC2 networking and Route 53, beyond what moto's models do."""

from typing import Any

from handler import Context, Handler, Made, handles

EGRESS_FIELDS = ("IpProtocol", "FromPort", "ToPort")


@handles("AWS::EC2::SecurityGroupEgress")
class SecurityGroupEgress(Handler):
    def create(self, context: Context, properties: dict[str, Any]) -> Made:
        context.client("ec2").authorize_security_group_egress(GroupId=properties["GroupId"], IpPermissions=[self._permission(properties)])
        return Made(context.name())

    def delete(self, context: Context, made: Made, properties: dict[str, Any]) -> None:
        context.client("ec2").revoke_security_group_egress(GroupId=properties["GroupId"], IpPermissions=[self._permission(properties)])

    @staticmethod
    def _permission(properties: dict[str, Any]) -> dict[str, Any]:
        permission: dict[str, Any] = {key: int(properties[key]) if key != "IpProtocol" else str(properties[key]) for key in EGRESS_FIELDS if key in properties}
        description = {"Description": properties["Description"]} if "Description" in properties else {}
        if "DestinationSecurityGroupId" in properties:
            permission["UserIdGroupPairs"] = [{"GroupId": properties["DestinationSecurityGroupId"], **description}]
        if "CidrIp" in properties:
            permission["IpRanges"] = [{"CidrIp": properties["CidrIp"], **description}]
        if "DestinationPrefixListId" in properties:
            permission["PrefixListIds"] = [{"PrefixListId": properties["DestinationPrefixListId"], **description}]
        return permission


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
