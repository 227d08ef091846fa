"""Application Auto Scaling."""

from typing import Any

from handler import Context, Handler, Made, handles


@handles("AWS::ApplicationAutoScaling::ScalableTarget")
class ScalableTarget(Handler):
    def create(self, context: Context, properties: dict[str, Any]) -> Made:
        self._register(context, properties)
        for action in properties.get("ScheduledActions", []):
            context.call("application-autoscaling", "put_scheduled_action", {**action, **self._identity(properties)})
        return Made("|".join(self._identity(properties)[key] for key in ("ResourceId", "ScalableDimension", "ServiceNamespace")))

    def update(self, context: Context, made: Made, properties: dict[str, Any], changed: set[str]) -> Made:
        client = context.client("application-autoscaling")
        if "ScheduledActions" in changed:
            namespace = properties["ServiceNamespace"]
            for action in client.describe_scheduled_actions(ServiceNamespace=namespace, ResourceId=properties["ResourceId"])["ScheduledActions"]:
                client.delete_scheduled_action(ScheduledActionName=action["ScheduledActionName"], **self._identity(properties))
        return self.create(context, properties)

    def delete(self, context: Context, made: Made, properties: dict[str, Any]) -> None:
        context.client("application-autoscaling").deregister_scalable_target(**self._identity(properties))

    def _register(self, context: Context, properties: dict[str, Any]) -> None:
        context.call("application-autoscaling", "register_scalable_target", properties, drop=("ScheduledActions",))

    @staticmethod
    def _identity(properties: dict[str, Any]) -> dict[str, str]:
        return {key: properties[key] for key in ("ServiceNamespace", "ResourceId", "ScalableDimension")}


@handles("AWS::ApplicationAutoScaling::ScalingPolicy")
class ScalingPolicy(Handler):
    def create(self, context: Context, properties: dict[str, Any]) -> Made:
        identity = self._identity(properties)
        answer = context.call("application-autoscaling", "put_scaling_policy", {**properties, **identity}, drop=("ScalingTargetId",))
        return Made(answer["PolicyARN"], {"Arn": answer["PolicyARN"]})

    def update(self, context: Context, made: Made, properties: dict[str, Any], changed: set[str]) -> Made:
        return self.create(context, properties)

    def delete(self, context: Context, made: Made, properties: dict[str, Any]) -> None:
        context.client("application-autoscaling").delete_scaling_policy(PolicyName=properties["PolicyName"], **self._identity(properties))

    @staticmethod
    def _identity(properties: dict[str, Any]) -> dict[str, str]:
        if "ScalingTargetId" not in properties:
            return {key: properties[key] for key in ("ServiceNamespace", "ResourceId", "ScalableDimension")}
        resource, dimension, namespace = properties["ScalingTargetId"].split("|")
        return {"ServiceNamespace": namespace, "ResourceId": resource, "ScalableDimension": dimension}
