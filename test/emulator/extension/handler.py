"""How resource types are made: a registry of handlers, and the adapter for the types that moto itself knows."""

import uuid
from dataclasses import dataclass, field
from typing import Any

from moto.cloudformation import parsing

import sdk
from ledger import LEDGER, TopLevel


class Unsupported(Exception):
    """Something the emulator can not do. It fails the deployment: skipping it would look like success."""


@dataclass
class Context:
    """The resource that is being made, and where."""

    account: str
    region: str
    stack_name: str
    stack_id: str
    logical_id: str
    type: str
    update_policy: dict[str, Any] = field(default_factory=dict)

    def client(self, service: str, region: str | None = None) -> Any:
        return sdk.client(service, region or self.region)

    def call(self, service: str, operation: str, properties: dict[str, Any], rename: dict[str, str] | None = None, drop: tuple[str, ...] = (), region: str | None = None) -> dict[str, Any]:
        """Calls a service, in another Region where one is given; what the operation does not know goes to the ledger, unless the handler says that it sees to it itself (`drop`)."""
        given = {key: value for key, value in properties.items() if key not in drop}
        answer, unknown = sdk.call(service, region or self.region, operation, given, rename, self.type)
        LEDGER.ignore(self.type, unknown)
        return answer

    def name(self, longest: int = 255, lower: bool = False) -> str:
        """A physical name as CloudFormation makes them: stack, logical id, random end."""
        end = uuid.uuid4().hex[:12]
        start = f"{self.stack_name}-{self.logical_id}"[: longest - 13].rstrip("-")
        return f"{start}-{end}".lower() if lower else f"{start}-{end}"

    def arn(self, service: str, resource: str, region: str | None = None) -> str:
        return f"arn:aws:{service}:{self.region if region is None else region}:{self.account}:{resource}"


@dataclass
class Made:
    """What is known of a resource that exists: its physical id and its attributes."""

    id: str
    attributes: dict[str, Any] = field(default_factory=dict)
    model: Any = None


class Handler:
    """Makes, changes and deletes the resources of one type."""

    #: Properties that CloudFormation changes in place although the service specification calls them create-only.
    in_place: tuple[str, ...] = ()

    def create(self, context: Context, properties: dict[str, Any]) -> Made:
        raise NotImplementedError

    def update(self, context: Context, made: Made, properties: dict[str, Any], changed: set[str]) -> Made:
        raise Unsupported(f"{context.type}: the extension can not change {', '.join(sorted(changed))} in place")

    def delete(self, context: Context, made: Made, properties: dict[str, Any]) -> None:
        raise Unsupported(f"{context.type}: the extension can not delete this type")

    def deletion_policy(self, properties: dict[str, Any]) -> str:
        """What CloudFormation does with a resource whose template says nothing about it."""
        return "Delete"

    def delete_with_snapshot(self, context: Context, made: Made, properties: dict[str, Any]) -> str:
        """Deletes the resource after its last snapshot; returns the name of that."""
        raise Unsupported(f"{context.type}: the extension makes no snapshots of this type")

    def replaces(self, context: Context, properties: dict[str, Any], changed: set[str], create_only: set[str]) -> bool:
        """Whether a change of these properties makes a new resource."""
        return bool((changed & create_only) - set(self.in_place))


class Pretended(Handler):
    """
    A type without any API in the emulator: the values are kept, and the ledger says so.

    `unique` leads to a name that the account may have only once, in any Region.
    """

    def __init__(self, reason: str, attributes: tuple[str, ...] = (), name_property: str = "", unique: tuple[str, ...] = ()) -> None:
        self._reason = reason
        self._attributes = attributes
        self._name_property = name_property
        self._unique = unique
        self._names: dict[str, str] = {}

    def create(self, context: Context, properties: dict[str, Any]) -> Made:
        LEDGER.pretend(context.type, self._reason)
        name = properties.get(self._name_property) or context.name(60)
        self._take(context, properties, name)
        return Made(name, {attribute: f"{name}-{attribute}" for attribute in self._attributes})

    def _take(self, context: Context, properties: dict[str, Any], holder: str) -> None:
        value: Any = properties
        for key in self._unique:
            value = value[key]
        if self._unique and self._names.setdefault(value, holder) != holder:
            raise Unsupported(f"{context.type}: the account already has one by the name {value}")

    def update(self, context: Context, made: Made, properties: dict[str, Any], changed: set[str]) -> Made:
        return made

    def delete(self, context: Context, made: Made, properties: dict[str, Any]) -> None:
        self._names = {value: holder for value, holder in self._names.items() if holder != made.id}


HANDLERS: dict[str, Handler] = {}


def handles(*types: str) -> Any:
    """Registers a handler class for resource types."""

    def register(cls: type[Handler]) -> type[Handler]:
        for name in types:
            HANDLERS[name] = cls()
        return cls

    return register


class MotoModel(Handler):
    """A type that moto's CloudFormation makes itself. Properties that its code never reads go to the ledger."""

    def __init__(self, resource_type: str, seen_to: tuple[str, ...] = ()) -> None:
        self._seen_to = seen_to
        self._model = parsing.get_model_map()[resource_type]
        self._name_property = self._model.cloudformation_name_type()

    def create(self, context: Context, properties: dict[str, Any]) -> Made:
        kept = TopLevel(properties)
        name = kept.get(self._name_property) if self._name_property in properties else None
        name = name or context.name(64)
        document = {"Type": context.type, "Properties": kept}
        model = self._model.create_from_cloudformation_json(
            name, document, context.account, context.region, LogicalId=context.logical_id, StackId=context.stack_id, ResourceType=context.type
        )
        missing = {name for name in kept.unread() if not name.endswith("Tags")}
        LEDGER.ignore(context.type, missing - set(self._seen_to))
        return Made(model.physical_resource_id, model=model)

    def delete(self, context: Context, made: Made, properties: dict[str, Any]) -> None:
        document = {"Type": context.type, "Properties": properties}
        model = self._model
        try:
            made.model.delete(context.account, context.region)
        except (TypeError, AttributeError):
            if hasattr(model.delete_from_cloudformation_json, "__isabstractmethod__"):
                raise Unsupported(f"{context.type}: moto's CloudFormation can not delete this type") from None
            model.delete_from_cloudformation_json(made.id, document, context.account, context.region)


def handler_of(resource_type: str) -> Handler:
    """The handler of a type; an unknown type is an error, where moto would leave the resource out."""
    if resource_type not in HANDLERS:
        if resource_type.startswith("Custom::"):
            return HANDLERS["AWS::CloudFormation::CustomResource"]
        if resource_type not in parsing.get_model_map():
            raise Unsupported(f"{resource_type} is known neither to the emulator nor to its extension; add it in test/emulator/extension")
        HANDLERS[resource_type] = MotoModel(resource_type)
    return HANDLERS[resource_type]
