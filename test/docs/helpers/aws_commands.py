"""Checks command lines of the AWS CLI against the service models of botocore, from which the AWS CLI is made.

Reads a JSON array of [place, command line, whether it is whole] from stdin, and writes the number of commands and their problems to stdout.
A command that is not whole, as in a sentence, may leave out required options.
"""

import json
import shlex
import sys

import botocore.exceptions
import botocore.session
from botocore import xform_name

GLOBAL_OPTIONS = {"region", "query", "output", "profile"}
HIGH_LEVEL = {"s3"}
CUSTOM = {("logs", "tail")}
RENAMED = {"s3api": "s3"}

SESSION = botocore.session.get_session()


def kebab(name):
    return xform_name(name).replace("_", "-")


def inner_commands(line):
    """The command line without substitutions, and those that were substituted into it."""
    found = []
    while "$(aws " in line:
        start = line.index("$(aws ")
        depth, end = 0, start + 1
        while end < len(line):
            depth += {"(": 1, ")": -1}.get(line[end], 0)
            end += 1
            if depth == 0:
                break
        found.append(line[start + 2 : end - 1])
        line = line[:start] + "VALUE" + line[end:]
    return [line] * line.startswith("aws ") + found


def problems_of(line, whole):
    words = shlex.split(line)
    if len(words) < 3:
        return ["needs a service and an operation"]
    _, service, operation, *rest = words
    if service in HIGH_LEVEL or (service, operation) in CUSTOM:
        return []
    name = RENAMED.get(service, service)
    try:
        model = SESSION.get_service_model(name)
    except botocore.exceptions.UnknownServiceError:
        return [f"unknown service {service}"]
    if operation == "wait":
        return problems_of_waiter(name, model, rest, whole)
    operations = {kebab(known): known for known in model.operation_names}
    if operation not in operations:
        return [f"{service} has no operation {operation}"]
    return problems_of_options(model.operation_model(operations[operation]), rest, whole)


def problems_of_waiter(name, model, rest, whole):
    waiters = SESSION.get_waiter_model(name)
    known = {kebab(waiter): waiter for waiter in waiters.waiter_names}
    if not rest or rest[0] not in known:
        return [f"{name} can not wait for {' '.join(rest[:1])}"]
    operation = waiters.get_waiter(known[rest[0]]).operation
    return problems_of_options(model.operation_model(operation), rest[1:], whole)


def problems_of_options(operation, words, whole):
    shape = operation.input_shape
    members = {kebab(name): member for name, member in shape.members.items()} if shape else {}
    given = [word[2:] for word in words if word.startswith("--")]
    names = {option if option in members else option.removeprefix("no-") for option in given}
    unknown = [f"{operation.name} has no option --{name}" for name in sorted(names - members.keys() - GLOBAL_OPTIONS)]
    required = {kebab(name) for name in (shape.required_members if shape else []) if not shape.members[name].metadata.get("idempotencyToken")}
    return unknown + whole * [f"{operation.name} needs --{name}" for name in sorted(required - names)]


def main():
    problems = []
    checked = 0
    for place, line, whole in json.load(sys.stdin):
        for command in inner_commands(line):
            checked += 1
            problems += [f"{place} {problem}" for problem in problems_of(command, whole)]
    json.dump({"checked": checked, "problems": problems}, sys.stdout)


main()
