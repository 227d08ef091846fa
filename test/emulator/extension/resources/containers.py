"""ECS."""

from typing import Any

from handler import Context, Handler, Made, handles

SERVICE_NAMES = {"ServiceName": "serviceName", "ServiceConnectConfiguration": "serviceConnectConfiguration"}


@handles("AWS::ECS::Cluster")
class Cluster(Handler):
    def create(self, context: Context, properties: dict[str, Any]) -> Made:
        name = properties.get("ClusterName") or context.name()
        answer = context.call("ecs", "create_cluster", {**properties, "ClusterName": name}, {"ClusterSettings": "settings"}, drop=("Tags",))
        return Made(name, {"Arn": answer["cluster"]["clusterArn"]})

    def delete(self, context: Context, made: Made, properties: dict[str, Any]) -> None:
        context.client("ecs").delete_cluster(cluster=made.id)


@handles("AWS::ECS::TaskDefinition")
class TaskDefinition(Handler):
    def create(self, context: Context, properties: dict[str, Any]) -> Made:
        family = properties.get("Family") or context.name()
        answer = context.call("ecs", "register_task_definition", {**properties, "Family": family}, drop=("Tags",))
        arn = answer["taskDefinition"]["taskDefinitionArn"]
        return Made(arn, {"TaskDefinitionArn": arn})

    def delete(self, context: Context, made: Made, properties: dict[str, Any]) -> None:
        context.client("ecs").deregister_task_definition(taskDefinition=made.id)


@handles("AWS::ECS::Service")
class Service(Handler):
    """Tasks are never started: the emulator has no containers."""

    def create(self, context: Context, properties: dict[str, Any]) -> Made:
        name = properties.get("ServiceName") or context.name()
        given = {"DesiredCount": 1, **properties, "ServiceName": name}
        answer = context.call("ecs", "create_service", given, drop=("Tags", "DeploymentConfiguration"))
        if "DeploymentConfiguration" in properties:
            # moto forgets it when a service is made, and keeps it when one is changed.
            change = {"DeploymentConfiguration": properties["DeploymentConfiguration"], "Cluster": properties["Cluster"], "Service": name}
            context.call("ecs", "update_service", change)
        return Made(answer["service"]["serviceArn"], {"Name": name, "ServiceArn": answer["service"]["serviceArn"]})

    def update(self, context: Context, made: Made, properties: dict[str, Any], changed: set[str]) -> Made:
        given = {key: value for key, value in properties.items() if key in changed}
        context.call("ecs", "update_service", {**given, "Cluster": properties["Cluster"], "Service": made.id})
        return made

    def delete(self, context: Context, made: Made, properties: dict[str, Any]) -> None:
        context.client("ecs").delete_service(cluster=properties["Cluster"], service=made.id, force=True)
