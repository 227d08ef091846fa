"""The emulator's server: moto with the strict CloudFormation engine. Usage: server.py <port>; the rest comes as EMULATOR_* variables."""

import os
import sys
import threading
import time

PORT = int(sys.argv[1])
PARENT = os.getppid()
os.environ["EMULATOR_ENDPOINT"] = f"http://127.0.0.1:{PORT}"


def end_with_parent() -> None:
    """Ends the server when the test that started it is gone, however it went."""
    while os.getppid() == PARENT:
        time.sleep(1)
    os._exit(0)


threading.Thread(target=end_with_parent, daemon=True).start()

import aurora  # noqa: E402
import cloudformation  # noqa: E402
import corrections  # noqa: E402
import operations  # noqa: E402
import parameters  # noqa: E402
import resources  # noqa: E402
from moto.server import main  # noqa: E402

cloudformation.install()
corrections.install()
aurora.install()
operations.install()
parameters.install()
resources.register()
main(["-H", "127.0.0.1", "-p", str(PORT)])
