"""Puts the strict engine behind moto's CloudFormation API: change sets, outputs, events, errors, termination protection."""

import json
import traceback
from typing import Any

import yaml
from moto.cloudformation import models, responses
from moto.cloudformation.exceptions import CloudFormationError
from moto.cloudformation.parsing import Export
from moto.cloudformation.utils import yaml_tag_constructor
from moto.core.responses import ActionResult, EmptyResult

from engine import StackResources


class StackOutputs:
    """The outputs of the last deployment; takes the place of moto's OutputMap."""

    def __init__(self, resources: StackResources, template: dict[str, Any], stack_id: str) -> None:
        self._resources = resources
        self._stack_id = stack_id

    def values(self) -> list[Any]:
        return self._resources.outputs

    @property
    def exports(self) -> list[Export]:
        return [Export(self._stack_id, output.export, output.value) for output in self._resources.outputs if output.export]


def parse(template: Any) -> dict[str, Any]:
    """Templates of CDK are JSON, which is read a hundred times faster as JSON than as YAML."""
    if isinstance(template, dict):
        return template
    try:
        return json.loads(template)
    except ValueError:
        yaml.add_multi_constructor("", yaml_tag_constructor)
        return yaml.load(template, Loader=yaml.Loader)


class ChangeSetNotFound(CloudFormationError):
    code = "ChangeSetNotFound"


def change_set_of(response: responses.CloudFormationResponse) -> models.ChangeSet:
    """The change set that a request means: moto looks at its name only, which is the same for every stack that the CDK CLI deploys."""
    name, stack = response._get_param("ChangeSetName"), response._get_param("StackName")
    for identifier, change_set in response.cloudformation_backend.change_sets.items():
        if name == identifier or (name == change_set.change_set_name and stack in (change_set.stack_id, change_set.stack_name)):
            return change_set
    raise ChangeSetNotFound(f"ChangeSet [{name}] does not exist")


def describe_change_set(response: responses.CloudFormationResponse) -> ActionResult:
    return ActionResult(change_set_of(response))


def delete_change_set(response: responses.CloudFormationResponse) -> ActionResult:
    try:
        del response.cloudformation_backend.change_sets[change_set_of(response).change_set_id]
    except ChangeSetNotFound:
        pass
    return EmptyResult()


def execute_change_set(response: responses.CloudFormationResponse) -> ActionResult:
    backend = response.cloudformation_backend
    change_set = change_set_of(response)
    _execute(change_set, backend.stacks[change_set.stack_id])
    return EmptyResult()


def _execute(change_set: models.ChangeSet, stack: models.Stack) -> None:
    """Applies a change set; a failure becomes the state of the stack, with events that say why, as in AWS. There is no rollback."""
    kind = change_set.change_set_type
    stack._add_stack_event(f"{kind}_IN_PROGRESS", resource_status_reason="User Initiated")
    stack.resource_map.listener = lambda *event: _add_event(stack, *event)
    stack.parameters = change_set.parameters
    change_set.execution_status = "EXECUTE_IN_PROGRESS"
    try:
        stack.resource_map.update(change_set.template_dict, change_set.parameters)
    except Exception as error:  # noqa: BLE001 - whatever fails, fails the stack
        traceback.print_exc()
        change_set.execution_status = "EXECUTE_FAILED"
        stack.status = f"{kind}_FAILED"
        stack._add_stack_event(stack.status, resource_status_reason=f"{type(error).__name__}: {error}")
        return
    change_set.execution_status = "EXECUTE_COMPLETE"
    stack.template = change_set.template
    stack._parse_template()
    stack.description = stack.template_dict.get("Description")
    stack.tags = change_set.tags or {}
    stack.status = f"{kind}_COMPLETE"
    stack._add_stack_event(stack.status)


def _add_event(stack: models.Stack, logical: str, physical: str, kind: str, status: str, reason: str | None) -> None:
    stack.events.append(models.Event(stack.stack_id, stack.name, logical, physical, kind, status, reason, None))


def update_termination_protection(response: responses.CloudFormationResponse) -> ActionResult:
    """An operation that moto lacks and the CDK CLI needs."""
    stack = response.cloudformation_backend.get_stack(response._get_param("StackName"))
    stack.enable_termination_protection = response._get_bool_param("EnableTerminationProtection")
    return ActionResult({"StackId": stack.stack_id})


def install() -> None:
    models.ResourceMap = StackResources
    models.OutputMap = StackOutputs
    models.Stack.parse_template = staticmethod(parse)
    models.Stack.stack_parameters = property(lambda stack: stack.resource_map.given_parameters)
    models.ChangeSet._parse_template = lambda change_set: setattr(change_set, "template_dict", parse(change_set.template))
    for operation in (describe_change_set, delete_change_set, execute_change_set, update_termination_protection):
        setattr(responses.CloudFormationResponse, operation.__name__, operation)
