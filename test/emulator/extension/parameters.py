"""Notes which parameters of the extension's calls the emulator's own operations never look at."""

from typing import Any

from ledger import LEDGER, TopLevel
from moto.core.responses import BaseResponse

HEADER = "X-Emulator-Resource-Type"

call_action = BaseResponse.call_action


def noticing(response: BaseResponse) -> Any:
    """Runs an operation; with a resource type in the request's header, its unread parameters go to the ledger."""
    kind = response.headers.get(HEADER) if response.headers else None
    if not kind or not response.automated_parameter_parsing or type(response.params) is not dict:
        return call_action(response)
    response.params = TopLevel(response.params)
    try:
        return call_action(response)
    finally:
        if isinstance(response.params, TopLevel):
            LEDGER.ignore(kind, response.params.unread())


def install() -> None:
    BaseResponse.call_action = noticing
