"""SQS, SNS, and EventBridge Scheduler."""

import json
from typing import Any

from handler import Context, Handler, Made, handles


@handles("AWS::SQS::Queue")
class Queue(Handler):
    """Properties are attributes of the queue; documents among them are written as text."""

    def create(self, context: Context, properties: dict[str, Any]) -> Made:
        end = ".fifo" if str(properties.get("FifoQueue", "")).lower() == "true" else ""
        name = properties.get("QueueName") or f"{context.name(75)}{end}"
        answer = context.call("sqs", "create_queue", {"QueueName": name, "Attributes": self._attributes(properties)})
        return Made(answer["QueueUrl"], {"Arn": context.arn("sqs", name), "QueueName": name, "QueueUrl": answer["QueueUrl"]})

    def update(self, context: Context, made: Made, properties: dict[str, Any], changed: set[str]) -> Made:
        given = {key: value for key, value in properties.items() if key in changed}
        context.call("sqs", "set_queue_attributes", {"QueueUrl": made.id, "Attributes": self._attributes(given)})
        return made

    def delete(self, context: Context, made: Made, properties: dict[str, Any]) -> None:
        context.client("sqs").delete_queue(QueueUrl=made.id)

    @staticmethod
    def _attributes(properties: dict[str, Any]) -> dict[str, Any]:
        return {key: value for key, value in properties.items() if key not in ("QueueName", "Tags")}


@handles("AWS::SNS::Topic")
class Topic(Handler):
    def create(self, context: Context, properties: dict[str, Any]) -> Made:
        name = properties.get("TopicName") or context.name()
        answer = context.call("sns", "create_topic", {"Name": name, "Attributes": self._attributes(properties)})
        for subscription in properties.get("Subscription", []):
            context.call("sns", "subscribe", {**subscription, "TopicArn": answer["TopicArn"]})
        return Made(answer["TopicArn"], {"TopicArn": answer["TopicArn"], "TopicName": name})

    def update(self, context: Context, made: Made, properties: dict[str, Any], changed: set[str]) -> Made:
        for key, value in self._attributes({name: properties.get(name, "") for name in changed}).items():
            context.call("sns", "set_topic_attributes", {"TopicArn": made.id, "AttributeName": key, "AttributeValue": value})
        return made

    def delete(self, context: Context, made: Made, properties: dict[str, Any]) -> None:
        context.client("sns").delete_topic(TopicArn=made.id)

    @staticmethod
    def _attributes(properties: dict[str, Any]) -> dict[str, Any]:
        return {key: value for key, value in properties.items() if key not in ("TopicName", "Tags", "Subscription")}


@handles("AWS::SQS::QueuePolicy")
class QueuePolicy(Handler):
    def create(self, context: Context, properties: dict[str, Any]) -> Made:
        self._set(context, properties, json.dumps(properties["PolicyDocument"]))
        return Made(context.name())

    def update(self, context: Context, made: Made, properties: dict[str, Any], changed: set[str]) -> Made:
        self._set(context, properties, json.dumps(properties["PolicyDocument"]))
        return made

    def delete(self, context: Context, made: Made, properties: dict[str, Any]) -> None:
        self._set(context, properties, "")

    @staticmethod
    def _set(context: Context, properties: dict[str, Any], policy: str) -> None:
        for queue in properties["Queues"]:
            context.client("sqs").set_queue_attributes(QueueUrl=queue, Attributes={"Policy": policy})


@handles("AWS::SNS::TopicPolicy")
class TopicPolicy(Handler):
    def create(self, context: Context, properties: dict[str, Any]) -> Made:
        for topic in properties["Topics"]:
            context.client("sns").set_topic_attributes(TopicArn=topic, AttributeName="Policy", AttributeValue=json.dumps(properties["PolicyDocument"]))
        return Made(context.name())

    def update(self, context: Context, made: Made, properties: dict[str, Any], changed: set[str]) -> Made:
        self.create(context, properties)
        return made

    def delete(self, context: Context, made: Made, properties: dict[str, Any]) -> None:
        return None


@handles("AWS::SNS::Subscription")
class Subscription(Handler):
    def create(self, context: Context, properties: dict[str, Any]) -> Made:
        answer = context.call("sns", "subscribe", {**properties, "ReturnSubscriptionArn": True})
        return Made(answer["SubscriptionArn"], {"Arn": answer["SubscriptionArn"]})

    def delete(self, context: Context, made: Made, properties: dict[str, Any]) -> None:
        context.client("sns").unsubscribe(SubscriptionArn=made.id)


@handles("AWS::Scheduler::ScheduleGroup")
class ScheduleGroup(Handler):
    def create(self, context: Context, properties: dict[str, Any]) -> Made:
        name = properties.get("Name") or context.name(64)
        answer = context.call("scheduler", "create_schedule_group", {**properties, "Name": name}, drop=("Tags",))
        return Made(name, {"Arn": answer["ScheduleGroupArn"]})

    def delete(self, context: Context, made: Made, properties: dict[str, Any]) -> None:
        context.client("scheduler").delete_schedule_group(Name=made.id)


@handles("AWS::Scheduler::Schedule")
class Schedule(Handler):
    def create(self, context: Context, properties: dict[str, Any]) -> Made:
        name = properties.get("Name") or context.name(64)
        answer = context.call("scheduler", "create_schedule", {**properties, "Name": name})
        return Made(name, {"Arn": answer["ScheduleArn"]})

    def update(self, context: Context, made: Made, properties: dict[str, Any], changed: set[str]) -> Made:
        context.call("scheduler", "update_schedule", {**properties, "Name": made.id})
        return made

    def delete(self, context: Context, made: Made, properties: dict[str, Any]) -> None:
        group = {"GroupName": properties["GroupName"]} if "GroupName" in properties else {}
        context.client("scheduler").delete_schedule(Name=made.id, **group)
