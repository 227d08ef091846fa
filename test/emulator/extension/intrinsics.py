"""The intrinsic functions of CloudFormation, strictly: whatever can not be resolved is an error, never an empty value."""

import base64
import json
import re
from typing import Any, Callable

import sdk


class Unresolvable(Exception):
    """A reference of a template that leads nowhere."""


NO_VALUE = object()


class Scope:
    """What references of one stack may lead to."""

    def __init__(self, pseudo: dict[str, Any], parameters: dict[str, Any], template: dict[str, Any], resources: dict[str, Any]) -> None:
        self.pseudo = pseudo
        self.parameters = parameters
        self.template = template
        self.resources = resources
        self._conditions: dict[str, bool] = {}

    def ref(self, name: str) -> Any:
        if name == "AWS::NoValue":
            return NO_VALUE
        if name in self.pseudo:
            return self.pseudo[name]
        if name in self.parameters:
            return self.parameters[name]
        if name in self.resources:
            return self.resources[name].physical_resource_id
        raise Unresolvable(f"Ref to {name}, which is neither a parameter nor a resource that exists")

    def attribute(self, name: str, attribute: str) -> Any:
        if name not in self.resources:
            raise Unresolvable(f"Fn::GetAtt of {name}, which is no resource that exists")
        return self.resources[name].attribute(attribute)

    def condition(self, name: str) -> bool:
        if name not in self._conditions:
            self._conditions[name] = bool(resolve(self.template["Conditions"][name], self))
        return self._conditions[name]


def resolve(node: Any, scope: Scope) -> Any:
    """A node of a template with every function applied."""
    if isinstance(node, list):
        return [item for item in (resolve(entry, scope) for entry in node) if item is not NO_VALUE]
    if not isinstance(node, dict):
        return node
    if len(node) == 1:
        name, argument = next(iter(node.items()))
        if name in FUNCTIONS:
            return FUNCTIONS[name](argument, scope)
        if name.startswith("Fn::"):
            raise Unresolvable(f"{name} is unknown to the extension of the emulator")
    resolved = {key: resolve(value, scope) for key, value in node.items()}
    return {key: value for key, value in resolved.items() if value is not NO_VALUE}


def _get_att(argument: Any, scope: Scope) -> Any:
    name, attribute = argument.split(".", 1) if isinstance(argument, str) else argument
    return scope.attribute(name, resolve(attribute, scope))


def _join(argument: Any, scope: Scope) -> str:
    return argument[0].join(_text(item) for item in resolve(argument[1], scope))


def _split(argument: Any, scope: Scope) -> list[str]:
    return resolve(argument[1], scope).split(argument[0])


def _select(argument: Any, scope: Scope) -> Any:
    return resolve(argument[1], scope)[int(resolve(argument[0], scope))]


def _sub(argument: Any, scope: Scope) -> str:
    text, values = argument if isinstance(argument, list) else (argument, {})
    values = resolve(values, scope)

    def value_of(match: re.Match[str]) -> str:
        name = match.group(1)
        if name.startswith("!"):
            return "${" + name[1:] + "}"
        if name in values:
            return _text(values[name])
        return _text(_get_att(name, scope) if "." in name else scope.ref(name))

    return re.sub(r"\$\{([^}]+)\}", value_of, text)


def _if(argument: Any, scope: Scope) -> Any:
    name, yes, no = argument
    return resolve(yes if scope.condition(name) else no, scope)


def _find_in_map(argument: Any, scope: Scope) -> Any:
    name, first, second = (resolve(part, scope) for part in argument)
    return scope.template["Mappings"][name][first][second]


def _stack_output(argument: Any, scope: Scope) -> Any:
    """A weak reference, which may cross Regions: the output of another stack as it is now."""
    given = resolve(argument, scope)
    stack, output = given["StackName"], given["OutputName"]
    region = given.get("Region", scope.pseudo["AWS::Region"])
    found = sdk.client("cloudformation", region).describe_stacks(StackName=stack)["Stacks"][0]
    for entry in found.get("Outputs", []):
        if entry["OutputKey"] == output:
            return entry["OutputValue"]
    raise Unresolvable(f"Fn::GetStackOutput: stack {stack} in {region} has no output {output}")


def _import_value(argument: Any, scope: Scope) -> Any:
    name = resolve(argument, scope)
    for page in sdk.client("cloudformation", scope.pseudo["AWS::Region"]).get_paginator("list_exports").paginate():
        for export in page["Exports"]:
            if export["Name"] == name:
                return export["Value"]
    raise Unresolvable(f"Fn::ImportValue: no stack exports {name}")


def _text(value: Any) -> str:
    if isinstance(value, bool):
        return "true" if value else "false"
    return str(value)


FUNCTIONS: dict[str, Callable[[Any, Scope], Any]] = {
    "Ref": lambda name, scope: scope.ref(name),
    "Condition": lambda name, scope: scope.condition(name),
    "Fn::GetAtt": _get_att,
    "Fn::Join": _join,
    "Fn::Split": _split,
    "Fn::Select": _select,
    "Fn::Sub": _sub,
    "Fn::If": _if,
    "Fn::FindInMap": _find_in_map,
    "Fn::GetStackOutput": _stack_output,
    "Fn::ImportValue": _import_value,
    "Fn::Base64": lambda text, scope: base64.b64encode(_text(resolve(text, scope)).encode()).decode(),
    "Fn::ToJsonString": lambda value, scope: json.dumps(resolve(value, scope)),
    "Fn::GetAZs": lambda region, scope: [f"{resolve(region, scope) or scope.pseudo['AWS::Region']}{zone}" for zone in "abc"],
    "Fn::Equals": lambda pair, scope: _text(resolve(pair[0], scope)) == _text(resolve(pair[1], scope)),
    "Fn::Not": lambda items, scope: not resolve(items[0], scope),
    "Fn::And": lambda items, scope: all(resolve(item, scope) for item in items),
    "Fn::Or": lambda items, scope: any(resolve(item, scope) for item in items),
}

DYNAMIC = re.compile(r"\{\{resolve:(secretsmanager|ssm|ssm-secure):([^}]+)\}\}")


def dynamic(value: Any, region: str) -> Any:
    """Dynamic references (`{{resolve:...}}`), which CloudFormation reads at the last moment and never shows."""
    if isinstance(value, dict):
        return {key: dynamic(item, region) for key, item in value.items()}
    if isinstance(value, list):
        return [dynamic(item, region) for item in value]
    if isinstance(value, str) and "{{resolve:" in value:
        return DYNAMIC.sub(lambda match: _dynamic_value(match.group(1), match.group(2), region), value)
    return value


def _dynamic_value(service: str, argument: str, region: str) -> str:
    if service != "secretsmanager":
        return sdk.client("ssm", region).get_parameter(Name=argument.split(":")[0], WithDecryption=True)["Parameter"]["Value"]
    head, _, tail = argument.partition(":SecretString")
    text = sdk.client("secretsmanager", region).get_secret_value(SecretId=head)["SecretString"]
    field = tail.split(":")[1] if ":" in tail else ""
    return json.loads(text)[field] if field else text


def references(node: Any) -> set[str]:
    """The names of the resources (and parameters) that a node refers to."""
    if isinstance(node, list):
        return set().union(*(references(item) for item in node)) if node else set()
    if not isinstance(node, dict):
        return set()
    if "Ref" in node and isinstance(node["Ref"], str):
        return {node["Ref"]}
    found: set[str] = set()
    if "Fn::GetAtt" in node:
        argument = node["Fn::GetAtt"]
        found.add(argument.split(".", 1)[0] if isinstance(argument, str) else argument[0])
    if "Fn::Sub" in node:
        argument = node["Fn::Sub"]
        text = argument if isinstance(argument, str) else argument[0]
        found.update(name.split(".")[0] for name in re.findall(r"\$\{([^!}]+)\}", text))
    return found.union(*(references(value) for value in node.values())) if node else found
