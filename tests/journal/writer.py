"""Writes into a journal until it is done or killed; prints the id of each entry once it is confirmed.

Run with: where the journal is, the file of a report, the name of the writer, how many times.
"""

from __future__ import annotations

import sys
from dataclasses import replace
from datetime import timedelta
from pathlib import Path

from dunning_rules.journal import Journal
from dunning_rules.result import Report


def main(where: str, file: str, name: str, times: int) -> None:
    report = Report.from_json(Path(file).read_bytes())
    with Journal.open(where) as journal:
        shared = journal.record(report)
        say("run", shared)
        for number in range(times):
            own = replace(report, as_of=report.as_of + timedelta(days=1 + number, seconds=sum(map(ord, name))))
            say("run", journal.record(own))
            made = journal.decide(f"{shared}.1", decision="done", by=name, at=report.as_of, reason=f"{name} {number}")
            say("decision", made.id)


def say(kind: str, name: str) -> None:
    sys.stdout.write(f"{kind} {name}\n")
    sys.stdout.flush()


main(sys.argv[1], sys.argv[2], sys.argv[3], int(sys.argv[4]))
