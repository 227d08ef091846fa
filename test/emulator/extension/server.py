"""The emulator's server: moto with the strict CloudFormation engine. Usage: server.py <port>; the rest comes as EMULATOR_* variables."""

import os
import sys

PORT = int(sys.argv[1])
os.environ["EMULATOR_ENDPOINT"] = f"http://127.0.0.1:{PORT}"

import buckets  # noqa: E402
import cloudformation  # noqa: E402
import parameters  # noqa: E402
import resources  # noqa: E402
from moto.server import main  # noqa: E402

buckets.install()
cloudformation.install()
parameters.install()
resources.register()
main(["-H", "127.0.0.1", "-p", str(PORT)])
