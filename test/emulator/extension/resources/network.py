"""EC2 networking and Route 53, beyond what moto's models do."""

from typing import Any

from handler import Context, Handler, Made, MotoModel, Unsupported, handles
from ledger import LEDGER

class VpcPart(MotoModel):
    """Made by moto's model; what it leaves out is set by the API."""

    def _set(self, context: Context, operation: str, key: str, made: Made, properties: dict[str, Any], names: tuple[str, ...]) -> None:
        for name in names:
            if name in properties:
                value = str(properties[name]).lower() == "true"
                getattr(context.client("ec2"), operation)(**{key: made.id, name: {"Value": value}})


@handles("AWS::EC2::VPC")
class Vpc(VpcPart):
    NAMES = ("EnableDnsSupport", "EnableDnsHostnames")

    def __init__(self) -> None:
        super().__init__("AWS::EC2::VPC", seen_to=self.NAMES)

    def create(self, context: Context, properties: dict[str, Any]) -> Made:
        made = super().create(context, properties)
        self._set(context, "modify_vpc_attribute", "VpcId", made, properties, self.NAMES)
        return made


@handles("AWS::EC2::Subnet")
class Subnet(VpcPart):
    NAMES = ("MapPublicIpOnLaunch",)

    def __init__(self) -> None:
        super().__init__("AWS::EC2::Subnet", seen_to=self.NAMES)

    def create(self, context: Context, properties: dict[str, Any]) -> Made:
        made = super().create(context, properties)
        self._set(context, "modify_subnet_attribute", "SubnetId", made, properties, self.NAMES)
        return made


@handles("AWS::EC2::SecurityGroup")
class SecurityGroup(Handler):
    """A group with the rules that stand in its own properties; a group with egress rules loses the one that allows everything."""

    #: Where the rules of the group itself are noted; no attribute of CloudFormation.
    RULES = "(rules)"

    def create(self, context: Context, properties: dict[str, Any]) -> Made:
        client = context.client("ec2")
        given = {"GroupName": context.name(), **properties}
        group = context.call("ec2", "create_security_group", given, {"GroupDescription": "Description"}, drop=("SecurityGroupIngress", "SecurityGroupEgress", "Tags"))["GroupId"]
        if properties.get("SecurityGroupEgress"):
            client.revoke_security_group_egress(GroupId=group, IpPermissions=[{"IpProtocol": "-1", "IpRanges": [{"CidrIp": "0.0.0.0/0"}]}])
        made = Made(group, {"GroupId": group, "VpcId": properties.get("VpcId"), self.RULES: {}})
        return self._set(context, made, properties)

    def update(self, context: Context, made: Made, properties: dict[str, Any], changed: set[str]) -> Made:
        if not changed <= {"SecurityGroupIngress", "SecurityGroupEgress"}:
            return super().update(context, made, properties, changed)
        return self._set(context, made, properties)

    def _set(self, context: Context, made: Made, properties: dict[str, Any]) -> Made:
        """Adds the rules that are new, then removes those that are gone: nobody is shut out in between."""
        before = made.attributes[self.RULES]
        kinds: dict[str, SecurityGroupRule] = {"SecurityGroupIngress": SecurityGroupIngress(), "SecurityGroupEgress": SecurityGroupEgress()}
        for name, kind in kinds.items():
            old, new = before.get(name, []), properties.get(name, [])
            for rule in new:
                if rule not in old:
                    kind.create(context, {**rule, "GroupId": made.id})
            for rule in old:
                if rule not in new:
                    kind.delete(context, made, {**rule, "GroupId": made.id})
        return Made(made.id, {**made.attributes, self.RULES: {name: properties.get(name, []) for name in kinds}})

    def delete(self, context: Context, made: Made, properties: dict[str, Any]) -> None:
        context.client("ec2").delete_security_group(GroupId=made.id)


class SecurityGroupRule(Handler):
    """One rule; the other side is another group, a range or a prefix list."""

    direction = ""
    group_key = ""
    prefix_list_key = ""

    def create(self, context: Context, properties: dict[str, Any]) -> Made:
        self._refuse_duplicate(context, properties)
        answer = self._call(context, "authorize", properties)
        rules = answer.get("SecurityGroupRules", [])
        return Made(rules[0]["SecurityGroupRuleId"] if rules else context.name())

    def update(self, context: Context, made: Made, properties: dict[str, Any], changed: set[str]) -> Made:
        if changed != {"Description"}:
            return super().update(context, made, properties, changed)
        operation = getattr(context.client("ec2"), f"update_security_group_rule_descriptions_{self.direction}")
        operation(GroupId=properties["GroupId"], IpPermissions=[self._permission(properties)])
        return made

    def delete(self, context: Context, made: Made, properties: dict[str, Any]) -> None:
        self._call(context, "revoke", properties)

    def _refuse_duplicate(self, context: Context, properties: dict[str, Any]) -> None:
        """Amazon EC2 takes a rule once, whatever its description says; moto takes one for each description."""
        wanted = self._permission({key: value for key, value in properties.items() if key != "Description"})
        group = context.client("ec2").describe_security_groups(GroupIds=[properties["GroupId"]])["SecurityGroups"][0]
        for there in group["IpPermissions" if self.direction == "ingress" else "IpPermissionsEgress"]:
            if all(there.get(key) == wanted.get(key) for key in ("IpProtocol", "FromPort", "ToPort")):
                for name, key in (("UserIdGroupPairs", "GroupId"), ("IpRanges", "CidrIp"), ("Ipv6Ranges", "CidrIpv6"), ("PrefixListIds", "PrefixListId")):
                    if {other[key] for other in there.get(name, [])} & {other[key] for other in wanted.get(name, [])}:
                        raise Unsupported(f"InvalidPermission.Duplicate: {context.logical_id} says what another rule of {properties['GroupId']} says")

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


@handles("AWS::EC2::Route")
class Route(Handler):
    """A route, whose way may change in place; table and destination are what it is."""

    def create(self, context: Context, properties: dict[str, Any]) -> Made:
        context.call("ec2", "create_route", properties)
        return Made(f"{properties['RouteTableId']}|{self._destination(properties)}", {"CidrBlock": self._destination(properties)})

    def update(self, context: Context, made: Made, properties: dict[str, Any], changed: set[str]) -> Made:
        context.call("ec2", "replace_route", properties)
        return made

    def delete(self, context: Context, made: Made, properties: dict[str, Any]) -> None:
        given = {key: value for key, value in properties.items() if key == "RouteTableId" or key.startswith("Destination")}
        context.call("ec2", "delete_route", given)

    @staticmethod
    def _destination(properties: dict[str, Any]) -> str:
        return next(value for key, value in properties.items() if key.startswith("Destination"))


@handles("AWS::EC2::VPCPeeringConnection")
class VpcPeeringConnection(Handler):
    """A link between two networks of the same account, which CloudFormation accepts on the other side, too."""

    def create(self, context: Context, properties: dict[str, Any]) -> Made:
        found = context.call("ec2", "create_vpc_peering_connection", properties, drop=("Tags",))["VpcPeeringConnection"]
        identifier = found["VpcPeeringConnectionId"]
        context.client("ec2", properties.get("PeerRegion")).accept_vpc_peering_connection(VpcPeeringConnectionId=identifier)
        return Made(identifier, {"Id": identifier})

    def delete(self, context: Context, made: Made, properties: dict[str, Any]) -> None:
        context.client("ec2").delete_vpc_peering_connection(VpcPeeringConnectionId=made.id)


@handles("AWS::EC2::NetworkInterface")
class NetworkInterface(Handler):
    def create(self, context: Context, properties: dict[str, Any]) -> Made:
        answer = context.call("ec2", "create_network_interface", properties, {"GroupSet": "Groups"}, drop=("SourceDestCheck", "Tags"))
        identifier = answer["NetworkInterface"]["NetworkInterfaceId"]
        if "SourceDestCheck" in properties:
            value = str(properties["SourceDestCheck"]).lower() == "true"
            context.client("ec2").modify_network_interface_attribute(NetworkInterfaceId=identifier, SourceDestCheck={"Value": value})
        return Made(identifier, {"PrimaryPrivateIpAddress": answer["NetworkInterface"].get("PrivateIpAddress")})

    def delete(self, context: Context, made: Made, properties: dict[str, Any]) -> None:
        context.client("ec2").delete_network_interface(NetworkInterfaceId=made.id)


@handles("AWS::EC2::EIPAssociation")
class EipAssociation(Handler):
    def create(self, context: Context, properties: dict[str, Any]) -> Made:
        answer = context.call("ec2", "associate_address", properties)
        return Made(answer["AssociationId"])

    def delete(self, context: Context, made: Made, properties: dict[str, Any]) -> None:
        context.client("ec2").disassociate_address(AssociationId=made.id)


@handles("AWS::Route53::HostedZone")
class HostedZone(Handler):
    def create(self, context: Context, properties: dict[str, Any]) -> Made:
        client = context.client("route53")
        networks = properties.get("VPCs", [])
        first = {"VPC": {"VPCId": networks[0]["VPCId"], "VPCRegion": networks[0]["VPCRegion"]}} if networks else {}
        given = {"Name": properties["Name"], "CallerReference": context.name(60), "HostedZoneConfig": {"PrivateZone": bool(networks)}, **first}
        identifier = context.call("route53", "create_hosted_zone", given)["HostedZone"]["Id"].split("/")[-1]
        for network in networks[1:]:
            client.associate_vpc_with_hosted_zone(HostedZoneId=identifier, VPC=network)
        return Made(identifier, {"Id": identifier})

    def delete(self, context: Context, made: Made, properties: dict[str, Any]) -> None:
        context.client("route53").delete_hosted_zone(Id=made.id)


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
