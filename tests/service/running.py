"""The example of a service, as a process of its own."""

from __future__ import annotations

import json
import os
import re
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from threading import Thread
from typing import Any

from dunning_rules import Case, Policy, installed_plugins
from dunning_rules.io.demo_portfolio import demo_portfolio

HOME = Path(__file__).parents[2] / "examples" / "service"
AS_OF = datetime(2026, 7, 15, 18, tzinfo=UTC)
_ADDRESS = re.compile(r"running on (http://\S+)")
_GRACE = 30


@dataclass(slots=True)
class Service:
    """A running service."""

    process: subprocess.Popen[str]
    address: str
    log: list[str]
    reader: Thread

    def stop(self) -> int:
        """Tell it to stop, and wait until it has; its exit code."""
        self.process.terminate()
        code = self.process.wait(_GRACE)
        self.reader.join(_GRACE)
        return code


@contextmanager
def running(*options: object) -> Iterator[Service]:
    """A service on a free port, until the block is left."""
    path = os.pathsep.join(filter(None, (str(HOME), os.environ.get("PYTHONPATH"))))
    command = [sys.executable, "-m", "dunning_service", "--port", "0", *map(str, options)]
    log: list[str] = []
    with subprocess.Popen(command, env={**os.environ, "PYTHONPATH": path}, stderr=subprocess.PIPE, text=True) as process:  # noqa: S603 - our own program
        try:
            assert process.stderr is not None
            address = None
            for line in process.stderr:
                log.append(line)
                address = _ADDRESS.search(line)
                if address is not None:
                    break
            assert address is not None, "".join(log)
            reader = Thread(target=log.extend, args=(process.stderr,), daemon=True)
            reader.start()
            yield Service(process, address[1], log, reader)
        finally:
            process.kill()


def policy() -> Policy:
    """The policy of the service, without options, in this process."""
    return Policy(plugins=installed_plugins())


def cases() -> tuple[Case, ...]:
    """Debtors of several countries; those with money in two currencies have no answer without a rate."""
    return demo_portfolio()


def data_of(case: Case) -> dict[str, Any]:
    """A case as a client sends it."""
    return dict(json.loads(case.model_dump_json()))


def question(case: Case, /, **changed: object) -> dict[str, object]:
    """What is asked of one debtor."""
    return {"as_of": AS_OF.isoformat(), "case": data_of(case)} | changed
