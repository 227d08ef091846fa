"""DynamoDB: tables over several Regions."""

from typing import Any

import sdk
from handler import Context, Handler, Made, handles
from ledger import LEDGER

#: Properties of a replica that have an operation of their own, or none.
OF_A_REPLICA = ("Region", "PointInTimeRecoverySpecification", "Tags")

#: Properties of the whole table that `CreateTable` does not have, or has in another form.
ELSEWHERE = ("Replicas", "TimeToLiveSpecification", "StreamSpecification", "SSESpecification")


@handles("AWS::DynamoDB::GlobalTable")
class GlobalTable(Handler):
    """moto knows no replicas: a table is made in every Region, and no item travels between them."""

    def create(self, context: Context, properties: dict[str, Any]) -> Made:
        LEDGER.note(context.type, "a table is made in each Region, no item is copied between them")
        name = properties.get("TableName") or context.name()
        answers = {replica["Region"]: self._make(context, name, properties, replica) for replica in properties["Replicas"]}
        found = answers[context.region]
        return Made(name, {"Arn": found["TableArn"], "StreamArn": found.get("LatestStreamArn")})

    def update(self, context: Context, made: Made, properties: dict[str, Any], changed: set[str]) -> Made:
        if changed != {"Replicas"}:
            return super().update(context, made, properties, changed)
        for replica in properties["Replicas"]:
            client = context.client("dynamodb", replica["Region"])
            if made.id not in client.list_tables()["TableNames"]:
                self._make(context, made.id, properties, replica)
        return made

    def delete(self, context: Context, made: Made, properties: dict[str, Any]) -> None:
        for replica in properties["Replicas"]:
            context.client("dynamodb", replica["Region"]).delete_table(TableName=made.id)

    @staticmethod
    def _make(context: Context, name: str, properties: dict[str, Any], replica: dict[str, Any]) -> dict[str, Any]:
        client = context.client("dynamodb", replica["Region"])
        own = {key: value for key, value in replica.items() if key not in OF_A_REPLICA}
        stream = {**properties.get("StreamSpecification", {}), "StreamEnabled": "StreamSpecification" in properties}
        encryption = {"Enabled": properties["SSESpecification"]["SSEEnabled"], "SSEType": properties["SSESpecification"]["SSEType"]} if "SSESpecification" in properties else {}
        given = {**{key: value for key, value in properties.items() if key not in ELSEWHERE}, **own, "TableName": name, "StreamSpecification": stream, "SSESpecification": encryption}
        # Without the type in the call: moto reads these parameters where nothing notices it.
        answer, unknown = sdk.call("dynamodb", replica["Region"], "create_table", given)
        LEDGER.ignore(context.type, unknown)
        found = answer["TableDescription"]
        if replica.get("PointInTimeRecoverySpecification"):
            client.update_continuous_backups(TableName=name, PointInTimeRecoverySpecification=replica["PointInTimeRecoverySpecification"])
        if "TimeToLiveSpecification" in properties:
            client.update_time_to_live(TableName=name, TimeToLiveSpecification=properties["TimeToLiveSpecification"])
        client.tag_resource(ResourceArn=found["TableArn"], Tags=replica.get("Tags", []))
        return found
