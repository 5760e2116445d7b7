"""Runs AWS CLI commands one after the other in one process, for starting it takes longer than a command.

Reads the arguments of each command as a line of JSON, and answers each with a line of JSON: its exit code, and what it wrote
to stderr.
"""

import contextlib
import io
import json
import sys

from awscli.clidriver import create_clidriver


driver = create_clidriver()


def run(args):
    stderr = io.StringIO()
    with contextlib.redirect_stdout(io.StringIO()), contextlib.redirect_stderr(stderr):
        try:
            code = driver.main(args)
        except SystemExit as end:
            code = end.code
    return {"code": code, "stderr": stderr.getvalue()}


for line in sys.stdin:
    print(json.dumps(run(json.loads(line))), flush=True)
