"""Virtual machines: launch templates and auto-scaling groups."""

from typing import Any

from handler import Context, Handler, Made, handles
from ledger import LEDGER


@handles("AWS::EC2::LaunchTemplate")
class LaunchTemplate(Handler):
    def create(self, context: Context, properties: dict[str, Any]) -> Made:
        given = {"LaunchTemplateName": context.name(120), **properties}
        answer = context.call("ec2", "create_launch_template", given, drop=("TagSpecifications",))
        return self._made(answer["LaunchTemplate"]["LaunchTemplateId"], 1)

    def update(self, context: Context, made: Made, properties: dict[str, Any], changed: set[str]) -> Made:
        if "LaunchTemplateData" not in changed:
            return made
        given = {"LaunchTemplateId": made.id, "LaunchTemplateData": properties["LaunchTemplateData"]}
        answer = context.call("ec2", "create_launch_template_version", given)
        return self._made(made.id, answer["LaunchTemplateVersion"]["VersionNumber"])

    def delete(self, context: Context, made: Made, properties: dict[str, Any]) -> None:
        context.client("ec2").delete_launch_template(LaunchTemplateId=made.id)

    @staticmethod
    def _made(identifier: str, version: int) -> Made:
        return Made(identifier, {"LaunchTemplateId": identifier, "LatestVersionNumber": str(version), "DefaultVersionNumber": "1"})


@handles("AWS::AutoScaling::AutoScalingGroup")
class AutoScalingGroup(Handler):
    """Changed in place by UpdateAutoScalingGroup; rolling replacement and resource signals are not emulated."""

    NAMES = {"VPCZoneIdentifier": "VPCZoneIdentifier", "Cooldown": "DefaultCooldown"}
    ELSEWHERE = ("Tags", "MetricsCollection", "LifecycleHookSpecificationList", "NotificationConfigurations")

    def create(self, context: Context, properties: dict[str, Any]) -> Made:
        LEDGER.note(context.type, "instances never send their signal: CreationPolicy and UpdatePolicy (rolling replacement) are not emulated")
        name = properties.get("AutoScalingGroupName") or context.name()
        given = {"DesiredCapacity": properties["MinSize"], **self._given(properties), "AutoScalingGroupName": name}
        context.call("autoscaling", "create_auto_scaling_group", given, self.NAMES, drop=self.ELSEWHERE)
        self._metrics(context, name, properties)
        return Made(name, {"AutoScalingGroupARN": context.arn("autoscaling", f"autoScalingGroup:*:autoScalingGroupName/{name}")})

    def update(self, context: Context, made: Made, properties: dict[str, Any], changed: set[str]) -> Made:
        given = {key: value for key, value in self._given(properties).items() if key in changed and key != "TargetGroupARNs"}
        if given:
            context.call("autoscaling", "update_auto_scaling_group", {**given, "AutoScalingGroupName": made.id}, self.NAMES, drop=self.ELSEWHERE)
        if "TargetGroupARNs" in changed:
            context.client("autoscaling").attach_load_balancer_target_groups(AutoScalingGroupName=made.id, TargetGroupARNs=properties["TargetGroupARNs"])
        return made

    def delete(self, context: Context, made: Made, properties: dict[str, Any]) -> None:
        context.client("autoscaling").delete_auto_scaling_group(AutoScalingGroupName=made.id, ForceDelete=True)

    @staticmethod
    def _given(properties: dict[str, Any]) -> dict[str, Any]:
        subnets = properties.get("VPCZoneIdentifier")
        return {**properties, "VPCZoneIdentifier": ",".join(subnets)} if subnets else properties

    @staticmethod
    def _metrics(context: Context, name: str, properties: dict[str, Any]) -> None:
        for collection in properties.get("MetricsCollection", []):
            context.call("autoscaling", "enable_metrics_collection", {**collection, "AutoScalingGroupName": name})


@handles("AWS::AutoScaling::ScalingPolicy")
class GroupScalingPolicy(Handler):
    def create(self, context: Context, properties: dict[str, Any]) -> Made:
        answer = context.call("autoscaling", "put_scaling_policy", {**properties, "PolicyName": context.name()})
        return Made(answer["PolicyARN"], {"Arn": answer["PolicyARN"]})

    def update(self, context: Context, made: Made, properties: dict[str, Any], changed: set[str]) -> Made:
        name = made.id.split("policyName/")[1]
        context.call("autoscaling", "put_scaling_policy", {**properties, "PolicyName": name})
        return made

    def delete(self, context: Context, made: Made, properties: dict[str, Any]) -> None:
        context.client("autoscaling").delete_policy(PolicyName=made.id)


@handles("AWS::AutoScaling::LifecycleHook")
class LifecycleHook(Handler):
    def create(self, context: Context, properties: dict[str, Any]) -> Made:
        name = properties.get("LifecycleHookName") or context.name()
        context.call("autoscaling", "put_lifecycle_hook", {**properties, "LifecycleHookName": name})
        return Made(name)

    def update(self, context: Context, made: Made, properties: dict[str, Any], changed: set[str]) -> Made:
        context.call("autoscaling", "put_lifecycle_hook", {**properties, "LifecycleHookName": made.id})
        return made

    def delete(self, context: Context, made: Made, properties: dict[str, Any]) -> None:
        context.client("autoscaling").delete_lifecycle_hook(LifecycleHookName=made.id, AutoScalingGroupName=properties["AutoScalingGroupName"])
