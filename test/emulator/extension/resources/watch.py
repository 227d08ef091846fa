"""CloudWatch, and the delivery of logs."""

from typing import Any

from handler import Context, Handler, Made, handles


@handles("AWS::CloudWatch::Alarm")
class Alarm(Handler):
    operation = "put_metric_alarm"

    def create(self, context: Context, properties: dict[str, Any]) -> Made:
        return self._put(context, properties.get("AlarmName") or context.name(), properties)

    def update(self, context: Context, made: Made, properties: dict[str, Any], changed: set[str]) -> Made:
        return self._put(context, made.id, properties)

    def delete(self, context: Context, made: Made, properties: dict[str, Any]) -> None:
        context.client("cloudwatch").delete_alarms(AlarmNames=[made.id])

    def _put(self, context: Context, name: str, properties: dict[str, Any]) -> Made:
        context.call("cloudwatch", self.operation, {**properties, "AlarmName": name}, drop=("Tags",))
        return Made(name, {"Arn": context.arn("cloudwatch", f"alarm:{name}")})


@handles("AWS::CloudWatch::CompositeAlarm")
class CompositeAlarm(Alarm):
    operation = "put_composite_alarm"


@handles("AWS::CloudWatch::Dashboard")
class Dashboard(Handler):
    def create(self, context: Context, properties: dict[str, Any]) -> Made:
        return self._put(context, properties.get("DashboardName") or context.name(), properties)

    def update(self, context: Context, made: Made, properties: dict[str, Any], changed: set[str]) -> Made:
        return self._put(context, made.id, properties)

    def delete(self, context: Context, made: Made, properties: dict[str, Any]) -> None:
        context.client("cloudwatch").delete_dashboards(DashboardNames=[made.id])

    @staticmethod
    def _put(context: Context, name: str, properties: dict[str, Any]) -> Made:
        context.call("cloudwatch", "put_dashboard", {**properties, "DashboardName": name}, drop=("Tags",))
        return Made(name)


@handles("AWS::Logs::LogGroup")
class LogGroup(Handler):
    def create(self, context: Context, properties: dict[str, Any]) -> Made:
        name = properties.get("LogGroupName") or context.name()
        context.call("logs", "create_log_group", {**properties, "LogGroupName": name}, drop=("RetentionInDays", "Tags"))
        self._retain(context, name, properties)
        return Made(name, {"Arn": f"{context.arn('logs', f'log-group:{name}')}:*"})

    def update(self, context: Context, made: Made, properties: dict[str, Any], changed: set[str]) -> Made:
        if changed != {"RetentionInDays"}:
            return super().update(context, made, properties, changed)
        self._retain(context, made.id, properties)
        return made

    def delete(self, context: Context, made: Made, properties: dict[str, Any]) -> None:
        context.client("logs").delete_log_group(logGroupName=made.id)

    @staticmethod
    def _retain(context: Context, name: str, properties: dict[str, Any]) -> None:
        client = context.client("logs")
        if "RetentionInDays" in properties:
            client.put_retention_policy(logGroupName=name, retentionInDays=int(properties["RetentionInDays"]))
        else:
            client.delete_retention_policy(logGroupName=name)


@handles("AWS::Logs::DeliverySource")
class DeliverySource(Handler):
    def create(self, context: Context, properties: dict[str, Any]) -> Made:
        answer = context.call("logs", "put_delivery_source", properties, drop=("Tags",))
        return Made(properties["Name"], {"Arn": answer["deliverySource"]["arn"]})

    def update(self, context: Context, made: Made, properties: dict[str, Any], changed: set[str]) -> Made:
        return self.create(context, properties)

    def delete(self, context: Context, made: Made, properties: dict[str, Any]) -> None:
        context.client("logs").delete_delivery_source(name=made.id)


@handles("AWS::Logs::DeliveryDestination")
class DeliveryDestination(Handler):
    def create(self, context: Context, properties: dict[str, Any]) -> Made:
        given = {**properties, "deliveryDestinationConfiguration": {"destinationResourceArn": properties["DestinationResourceArn"]}}
        answer = context.call("logs", "put_delivery_destination", given, drop=("DestinationResourceArn", "Tags"))
        return Made(properties["Name"], {"Arn": answer["deliveryDestination"]["arn"]})

    def update(self, context: Context, made: Made, properties: dict[str, Any], changed: set[str]) -> Made:
        return self.create(context, properties)

    def delete(self, context: Context, made: Made, properties: dict[str, Any]) -> None:
        context.client("logs").delete_delivery_destination(name=made.id)


@handles("AWS::Logs::Delivery")
class Delivery(Handler):
    def create(self, context: Context, properties: dict[str, Any]) -> Made:
        given = {**properties, **self._s3(properties)}
        answer = context.call("logs", "create_delivery", given, drop=("S3SuffixPath", "S3EnableHiveCompatiblePath", "Tags"))
        return Made(answer["delivery"]["id"], {"Arn": answer["delivery"]["arn"], "DeliveryId": answer["delivery"]["id"]})

    def delete(self, context: Context, made: Made, properties: dict[str, Any]) -> None:
        context.client("logs").delete_delivery(id=made.id)

    @staticmethod
    def _s3(properties: dict[str, Any]) -> dict[str, Any]:
        names = {"S3SuffixPath": "suffixPath", "S3EnableHiveCompatiblePath": "enableHiveCompatiblePath"}
        given = {name: properties[key] for key, name in names.items() if key in properties}
        return {"s3DeliveryConfiguration": given} if given else {}
