"""Elastic Load Balancing v2."""

from typing import Any

from handler import Context, Handler, Made, handles


def _attributes(properties: dict[str, Any], name: str) -> list[dict[str, str]]:
    return [{"Key": entry["Key"], "Value": str(entry["Value"])} for entry in properties.get(name, [])]


@handles("AWS::ElasticLoadBalancingV2::LoadBalancer")
class LoadBalancer(Handler):
    def create(self, context: Context, properties: dict[str, Any]) -> Made:
        given = {"Name": context.name(32), **properties}
        answer = context.call("elbv2", "create_load_balancer", given, drop=("LoadBalancerAttributes", "Tags"))
        found = answer["LoadBalancers"][0]
        arn = found["LoadBalancerArn"]
        self._set(context, arn, properties)
        return Made(arn, {
            "DNSName": found["DNSName"],
            "LoadBalancerFullName": arn.split(":loadbalancer/")[1],
            "LoadBalancerName": found["LoadBalancerName"],
            "CanonicalHostedZoneID": found["CanonicalHostedZoneId"],
            "LoadBalancerArn": arn,
            "SecurityGroups": found.get("SecurityGroups", []),
        })

    def update(self, context: Context, made: Made, properties: dict[str, Any], changed: set[str]) -> Made:
        if not changed <= {"LoadBalancerAttributes", "SecurityGroups", "Subnets"}:
            return super().update(context, made, properties, changed)
        client = context.client("elbv2")
        if "LoadBalancerAttributes" in changed:
            self._set(context, made.id, properties)
        if "SecurityGroups" in changed:
            client.set_security_groups(LoadBalancerArn=made.id, SecurityGroups=properties["SecurityGroups"])
        if "Subnets" in changed:
            client.set_subnets(LoadBalancerArn=made.id, Subnets=properties["Subnets"])
        return made

    def delete(self, context: Context, made: Made, properties: dict[str, Any]) -> None:
        context.client("elbv2").delete_load_balancer(LoadBalancerArn=made.id)

    @staticmethod
    def _set(context: Context, arn: str, properties: dict[str, Any]) -> None:
        attributes = _attributes(properties, "LoadBalancerAttributes")
        if attributes:
            context.client("elbv2").modify_load_balancer_attributes(LoadBalancerArn=arn, Attributes=attributes)


@handles("AWS::ElasticLoadBalancingV2::TargetGroup")
class TargetGroup(Handler):
    def create(self, context: Context, properties: dict[str, Any]) -> Made:
        given = {"Name": context.name(32), **properties}
        answer = context.call("elbv2", "create_target_group", given, drop=("TargetGroupAttributes", "Targets", "Tags"))
        found = answer["TargetGroups"][0]
        arn = found["TargetGroupArn"]
        self._set(context, arn, properties)
        return Made(arn, {"TargetGroupFullName": arn.split(":")[-1], "TargetGroupName": found["TargetGroupName"], "TargetGroupArn": arn, "LoadBalancerArns": []})

    def update(self, context: Context, made: Made, properties: dict[str, Any], changed: set[str]) -> Made:
        if "TargetGroupAttributes" in changed:
            self._set(context, made.id, properties)
        others = {key: value for key, value in properties.items() if key in changed - {"TargetGroupAttributes"}}
        if others:
            context.call("elbv2", "modify_target_group", {**others, "TargetGroupArn": made.id})
        return made

    def delete(self, context: Context, made: Made, properties: dict[str, Any]) -> None:
        context.client("elbv2").delete_target_group(TargetGroupArn=made.id)

    @staticmethod
    def _set(context: Context, arn: str, properties: dict[str, Any]) -> None:
        attributes = _attributes(properties, "TargetGroupAttributes")
        if attributes:
            context.client("elbv2").modify_target_group_attributes(TargetGroupArn=arn, Attributes=attributes)


@handles("AWS::ElasticLoadBalancingV2::Listener")
class Listener(Handler):
    def create(self, context: Context, properties: dict[str, Any]) -> Made:
        answer = context.call("elbv2", "create_listener", properties, drop=("ListenerAttributes", "Tags"))
        arn = answer["Listeners"][0]["ListenerArn"]
        attributes = _attributes(properties, "ListenerAttributes")
        if attributes:
            context.client("elbv2").modify_listener_attributes(ListenerArn=arn, Attributes=attributes)
        return Made(arn, {"ListenerArn": arn})

    def update(self, context: Context, made: Made, properties: dict[str, Any], changed: set[str]) -> Made:
        given = {key: value for key, value in properties.items() if key in changed}
        context.call("elbv2", "modify_listener", {**given, "ListenerArn": made.id})
        return made

    def delete(self, context: Context, made: Made, properties: dict[str, Any]) -> None:
        context.client("elbv2").delete_listener(ListenerArn=made.id)


@handles("AWS::ElasticLoadBalancingV2::ListenerRule")
class ListenerRule(Handler):
    def create(self, context: Context, properties: dict[str, Any]) -> Made:
        answer = context.call("elbv2", "create_rule", properties)
        arn = answer["Rules"][0]["RuleArn"]
        return Made(arn, {"RuleArn": arn})

    def update(self, context: Context, made: Made, properties: dict[str, Any], changed: set[str]) -> Made:
        given = {key: properties[key] for key in ("Actions", "Conditions") if key in changed}
        if given:
            context.call("elbv2", "modify_rule", {**given, "RuleArn": made.id})
        if "Priority" in changed:
            context.client("elbv2").set_rule_priorities(RulePriorities=[{"RuleArn": made.id, "Priority": int(properties["Priority"])}])
        return made

    def delete(self, context: Context, made: Made, properties: dict[str, Any]) -> None:
        context.client("elbv2").delete_rule(RuleArn=made.id)
