"""Calls to the emulator's own service APIs, with the parameters of a template turned into those of the SDK."""

import json
import os
import threading
from functools import lru_cache
from typing import Any

import boto3
from botocore.config import Config

CONFIG = Config(retries={"max_attempts": 0}, read_timeout=120, max_pool_connections=20)
CREDENTIALS = {"aws_access_key_id": os.environ.get("EMULATOR_ACCOUNT", "123456789012"), "aws_secret_access_key": "emulator"}

CURRENT = threading.local()


@lru_cache(maxsize=None)
def client(service: str, region: str) -> Any:
    """A client of the emulator itself; the validation of parameters is that of the real SDK."""
    endpoint = os.environ["EMULATOR_ENDPOINT"]
    made = boto3.client(service, region_name=region, endpoint_url=endpoint, config=CONFIG, **CREDENTIALS)
    made.meta.events.register("before-call", _name_the_type)
    return made


def _name_the_type(params: dict[str, Any], **_: Any) -> None:
    """Tells the server which resource type a call is for."""
    kind = getattr(CURRENT, "resource_type", None)
    if kind:
        params["headers"]["X-Emulator-Resource-Type"] = kind


def call(service: str, region: str, operation: str, properties: dict[str, Any], rename: dict[str, str] | None = None, resource_type: str | None = None) -> tuple[dict[str, Any], list[str]]:
    """
    Calls an operation with the properties that it knows, under its own spelling.

    Returns the answer and the paths of the properties that the operation does not have.
    """
    api = client(service, region)
    names = {method: name for method, name in api.meta.method_to_api_mapping.items()}
    shape = api.meta.service_model.operation_model(names[operation]).input_shape
    unknown: list[str] = []
    renamed = {(rename or {}).get(key, key): value for key, value in properties.items()}
    parameters = convert(renamed, shape, "", unknown)
    CURRENT.resource_type = resource_type
    try:
        return getattr(api, operation)(**parameters), unknown
    finally:
        CURRENT.resource_type = None


def convert(value: Any, shape: Any, path: str, unknown: list[str]) -> Any:
    """A value of a template in the form of an SDK shape: spelling, types, `{Quantity, Items}` lists and tag maps."""
    converter = CONVERTERS.get(shape.type_name)
    return converter(value, shape, path, unknown) if converter else value


def _structure(value: Any, shape: Any, path: str, unknown: list[str]) -> Any:
    if isinstance(value, list) and {"Quantity", "Items"} <= set(shape.members):
        items = [convert(item, shape.members["Items"].member, f"{path}[]", unknown) for item in value]
        return {"Quantity": len(items), "Items": items} if items else {"Quantity": 0}
    if isinstance(value, str):
        value = json.loads(value)
    known = {name.lower(): name for name in shape.members}
    result = {}
    for key, item in value.items():
        name = known.get(key.lower())
        inner = f"{path}.{key}" if path else key
        if name is None:
            unknown.append(inner)
        elif item is not None:
            result[name] = convert(item, shape.members[name], inner, unknown)
    return result


def _list(value: Any, shape: Any, path: str, unknown: list[str]) -> Any:
    if isinstance(value, dict):
        value = [{"Key": key, "Value": item} for key, item in value.items()]
    return [convert(item, shape.member, f"{path}[]", unknown) for item in value]


def _map(value: Any, shape: Any, path: str, unknown: list[str]) -> Any:
    if isinstance(value, list):
        value = {item["Key"]: item["Value"] for item in value}
    return {key: convert(item, shape.value, f"{path}.{key}", unknown) for key, item in value.items()}


def _string(value: Any, *_: Any) -> str:
    if isinstance(value, bool):
        return "true" if value else "false"
    return json.dumps(value) if isinstance(value, (dict, list)) else str(value)


CONVERTERS: dict[str, Any] = {
    "structure": _structure,
    "list": _list,
    "map": _map,
    "string": _string,
    "integer": lambda value, *_: int(value),
    "long": lambda value, *_: int(value),
    "float": lambda value, *_: float(value),
    "double": lambda value, *_: float(value),
    "boolean": lambda value, *_: value if isinstance(value, bool) else str(value).lower() == "true",
    "blob": lambda value, *_: value.encode() if isinstance(value, str) else value,
}
