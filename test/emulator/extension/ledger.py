"""What the emulator does not prove, written down while it happens: nothing is left out silently."""

import json
import os
import threading
from collections import defaultdict
from typing import Any


class Ledger:
    """Collects, by resource type, what was only pretended and which properties nothing read."""

    def __init__(self, path: str) -> None:
        self._path = path
        self._lock = threading.Lock()
        self._pretended: dict[str, str] = {}
        self._ignored: dict[str, set[str]] = defaultdict(set)
        self._notes: dict[str, str] = {}

    def pretend(self, resource_type: str, reason: str) -> None:
        """The type has no service behind it: properties are kept, nothing is created."""
        self._pretended[resource_type] = reason

    def ignore(self, resource_type: str, paths: Any) -> None:
        """Properties of a template that no service call received."""
        self._ignored[resource_type].update(paths)

    def note(self, subject: str, text: str) -> None:
        self._notes[subject] = text

    def save(self) -> None:
        with self._lock:
            content = {
                "pretended": dict(sorted(self._pretended.items())),
                "ignored": {key: sorted(value) for key, value in sorted(self._ignored.items()) if value},
                "notes": dict(sorted(self._notes.items())),
            }
            temporary = f"{self._path}.new"
            with open(temporary, "w", encoding="utf-8") as file:
                json.dump(content, file, indent=2)
            os.replace(temporary, self._path)


LEDGER = Ledger(os.environ.get("EMULATOR_LEDGER", "ledger.json"))


class TopLevel(dict):  # type: ignore[type-arg]
    """A dictionary that remembers which of its keys were read. Deeper down, a value may be kept as it is, and read later."""

    def __init__(self, content: dict[str, Any]) -> None:
        super().__init__(content)
        self._read: set[str] = set()

    def __getitem__(self, key: str) -> Any:
        self._read.add(key)
        return super().__getitem__(key)

    def get(self, key: str, default: Any = None) -> Any:
        self._read.add(key)
        return super().get(key, default)

    def pop(self, key: str, *default: Any) -> Any:
        self._read.add(key)
        return super().pop(key, *default)

    def items(self) -> Any:
        self._read.update(super().keys())
        return super().items()

    def values(self) -> Any:
        self._read.update(super().keys())
        return super().values()

    def __iter__(self) -> Any:
        self._read.update(super().keys())
        return super().__iter__()

    def keys(self) -> Any:
        self._read.update(super().keys())
        return super().keys()

    def __deepcopy__(self, memo: Any) -> dict[str, Any]:
        return dict(self.items())

    def unread(self) -> set[str]:
        """The keys that nothing asked for."""
        return set(super().keys()) - self._read
