"""
CloudFormation for the emulator: one stack's resources, made and changed in the order of their references.

moto's own engine leaves unknown types out, deletes before it creates, ignores deletion policies and forgets resources that
it can not change. This one fails instead, replaces a resource when a create-only property of the official service
specification changes, and deletes at the end, with regard to DeletionPolicy and UpdateReplacePolicy.
"""

import copy
import json
import os
from typing import Any, Callable

import sdk
import tagging
from handler import Context, Handler, Made, Unsupported, handler_of
from intrinsics import Scope, dynamic, references, resolve
from ledger import LEDGER

#: Create-only properties by resource type, written by the test from the official service specification.
with open(os.environ["EMULATOR_CREATE_ONLY"], encoding="utf-8") as file:
    CREATE_ONLY: dict[str, set[str]] = {name: set(properties) for name, properties in json.load(file).items()}

KEPT = ("Retain", "RetainExceptOnCreate")

Listener = Callable[[str, str, str, str, str | None], None]


class Deployed:
    """A resource that exists. The attribute names are those that moto's answers read."""

    def __init__(self, context: Context, handler: Handler, made: Made, raw: dict[str, Any], properties: dict[str, Any]) -> None:
        self.logical_resource_id = context.logical_id
        self.cf_resource_type = context.type
        self.context = context
        self.handler = handler
        self.made = made
        self.raw = raw
        self.properties = properties

    @property
    def physical_resource_id(self) -> str:
        return self.made.id

    def attribute(self, name: str) -> Any:
        if name in self.made.attributes:
            return self.made.attributes[name]
        if name in ("Id", f"{self.cf_resource_type.split('::')[-1]}Id"):
            return self.made.id
        if hasattr(self.made.model, "get_cfn_attribute"):
            value = self.made.model.get_cfn_attribute(name)
            if value is not None:
                return value
        raise Unsupported(f"{self.cf_resource_type} {self.logical_resource_id} has no attribute {name} in the emulator")


class Output:
    def __init__(self, key: str, value: str, description: str | None, export: str | None) -> None:
        self.key = key
        self.value = value
        self.description = description
        self.export = export


class StackResources:
    """The resources and outputs of one stack; takes the place of moto's ResourceMap."""

    def __init__(self, stack_id: str, stack_name: str, parameters: dict[str, Any], tags: Any, region_name: str, account_id: str, template: dict[str, Any], cross_stack_resources: Any) -> None:
        self.stack_id = stack_id
        self.stack_name = stack_name
        self.region = region_name
        self.account = account_id
        self.input_parameters = parameters or {}
        self.given_parameters: dict[str, Any] = {}
        self.resolved_parameters: dict[str, Any] = {}
        self.no_echo_parameter_keys: list[str] = []
        self.template: dict[str, Any] = template or {}
        self.deployed: dict[str, Deployed] = {}
        self.outputs: list[Output] = []
        self.listener: Listener = lambda *_: None

    def load(self) -> None:
        """moto's hook after construction; everything is read when a change is applied."""

    def values(self) -> list[Deployed]:
        return list(self.deployed.values())

    def creation_complete(self) -> bool:
        return True

    def create(self, template: dict[str, Any]) -> bool:
        self.update(template, self.input_parameters)
        return True

    def build_change_set_actions(self, template: dict[str, Any]) -> dict[str, dict[str, dict[str, str]]]:
        """The changes by template alone, as a change set shows them."""
        new = template.get("Resources", {})
        old = {name: deployed.raw for name, deployed in self.deployed.items()}
        entry = lambda name, raw: {"LogicalResourceId": name, "ResourceType": raw["Type"]}  # noqa: E731
        return {
            "Add": {name: entry(name, raw) for name, raw in new.items() if name not in old},
            "Modify": {name: entry(name, raw) for name, raw in new.items() if name in old and old[name] != raw},
            "Remove": {name: entry(name, raw) for name, raw in old.items() if name not in new},
        }

    def update(self, template: dict[str, Any], parameters: dict[str, Any] | None = None) -> None:
        """Makes the stack what the template says, then deletes what it no longer names."""
        self.template = template
        self.input_parameters = parameters or {}
        scope = self._scope()
        try:
            discarded = []
            for name in self._in_order(scope):
                discarded.extend(self._apply(name, template["Resources"][name], scope))
            wanted = {name for name, raw in template["Resources"].items() if self._wanted(raw, scope)}
            removed = [deployed for name, deployed in self.deployed.items() if name not in wanted]
            for deployed in [*discarded, *reversed(removed)]:
                self._discard(deployed, replaced=deployed in discarded)
            self.outputs = self._outputs(scope)
        finally:
            LEDGER.save()

    def delete(self) -> None:
        for deployed in reversed(list(self.deployed.values())):
            self._discard(deployed, replaced=False)
        LEDGER.save()

    def _scope(self) -> Scope:
        slots = self.template.get("Parameters", {})
        values = {name: self.input_parameters.get(name, slot.get("Default")) for name, slot in slots.items()}
        self.given_parameters = values
        missing = [name for name, value in values.items() if value is None]
        if missing:
            raise Unsupported(f"no value for the parameters {', '.join(missing)}")
        self.resolved_parameters = {name: self._parameter(slots[name]["Type"], value) for name, value in values.items()}
        pseudo = {
            "AWS::AccountId": self.account,
            "AWS::Region": self.region,
            "AWS::StackId": self.stack_id,
            "AWS::StackName": self.stack_name,
            "AWS::URLSuffix": "amazonaws.com",
            "AWS::Partition": "aws",
            "AWS::NotificationARNs": [],
        }
        return Scope(pseudo, self.resolved_parameters, self.template, self.deployed)

    def _parameter(self, kind: str, value: Any) -> Any:
        if kind.startswith("AWS::SSM::Parameter::Value"):
            value = sdk.client("ssm", self.region).get_parameter(Name=value)["Parameter"]["Value"]
        if kind == "CommaDelimitedList" or kind.startswith("List"):
            return [part.strip() for part in value.split(",")]
        return value

    @staticmethod
    def _wanted(raw: dict[str, Any], scope: Scope) -> bool:
        return "Condition" not in raw or scope.condition(raw["Condition"])

    def _in_order(self, scope: Scope) -> list[str]:
        """Every resource after those that it refers to or depends on; a circle is an error."""
        resources = self.template["Resources"]
        order: list[str] = []
        open_names: list[str] = []

        def visit(name: str) -> None:
            if name in order:
                return
            if name in open_names:
                raise Unsupported(f"circular dependency between resources: {' -> '.join([*open_names, name])}")
            open_names.append(name)
            raw = resources[name]
            depends = raw.get("DependsOn", [])
            needed = references(raw.get("Properties", {})) | set([depends] if isinstance(depends, str) else depends)
            for other in sorted(needed & set(resources)):
                visit(other)
            open_names.pop()
            order.append(name)

        for name in resources:
            visit(name)
        return [name for name in order if self._wanted(resources[name], scope)]

    def _apply(self, name: str, raw: dict[str, Any], scope: Scope) -> list[Deployed]:
        """Creates, changes, replaces or leaves one resource; returns what a replacement left behind."""
        context = Context(self.account, self.region, self.stack_name, self.stack_id, name, raw["Type"], raw.get("UpdatePolicy", {}))
        before = self.deployed.get(name)
        action = "UPDATE" if before else "CREATE"
        try:
            handler = handler_of(context.type)
            properties = resolve(raw.get("Properties", {}), scope)
            if before is None:
                self.deployed[name] = self._create(context, handler, raw, properties)
                return []
            return self._change(before, context, raw, properties)
        except Exception as error:
            self.listener(name, "", context.type, f"{action}_FAILED", f"{type(error).__name__}: {error}")
            raise

    def _create(self, context: Context, handler: Handler, raw: dict[str, Any], properties: dict[str, Any]) -> Deployed:
        made = handler.create(context, dynamic(copy.deepcopy(properties), self.region))
        tagging.apply(context, made, properties, {})
        self.listener(context.logical_id, made.id, context.type, "CREATE_COMPLETE", None)
        return Deployed(context, handler, made, raw, properties)

    def _change(self, before: Deployed, context: Context, raw: dict[str, Any], properties: dict[str, Any]) -> list[Deployed]:
        if before.cf_resource_type != context.type:
            raise Unsupported(f"the type changes from {before.cf_resource_type}")
        old = before.properties
        changed = {key for key in old.keys() | properties.keys() if old.get(key) != properties.get(key)}
        if not changed:
            before.raw = raw
            return []
        if before.handler.replaces(context, properties, changed, CREATE_ONLY.get(context.type, set())):
            self.deployed[context.logical_id] = self._create(context, before.handler, raw, properties)
            before.raw = {**before.raw, "UpdateReplacePolicy": raw.get("UpdateReplacePolicy", "Delete")}
            return [before]
        others = changed - tagging.tag_properties(context.type)
        made = before.made
        if others:
            made = before.handler.update(context, made, dynamic(copy.deepcopy(properties), self.region), others)
        if changed - others:
            tagging.apply(context, made, properties, old)
        before.made, before.raw, before.properties = made, raw, properties
        self.listener(context.logical_id, made.id, context.type, "UPDATE_COMPLETE", None)
        return []

    def _discard(self, deployed: Deployed, replaced: bool) -> None:
        default = deployed.handler.deletion_policy(deployed.properties)
        policy = deployed.raw.get("UpdateReplacePolicy" if replaced else "DeletionPolicy", default)
        name = deployed.logical_resource_id
        if not replaced:
            del self.deployed[name]
        if policy in KEPT:
            self.listener(name, deployed.physical_resource_id, deployed.cf_resource_type, "DELETE_SKIPPED", None)
            return
        reason = None
        if policy == "Snapshot":
            reason = f"the last snapshot is {deployed.handler.delete_with_snapshot(deployed.context, deployed.made, deployed.properties)}"
        else:
            deployed.handler.delete(deployed.context, deployed.made, deployed.properties)
        self.listener(name, deployed.physical_resource_id, deployed.cf_resource_type, "DELETE_COMPLETE", reason)

    def _outputs(self, scope: Scope) -> list[Output]:
        found = []
        for key, raw in (self.template.get("Outputs") or {}).items():
            if self._wanted(raw, scope):
                export = resolve(raw["Export"]["Name"], scope) if "Export" in raw else None
                found.append(Output(key, resolve(raw["Value"], scope), raw.get("Description"), export))
        return found
