"""The work behind `check`: which policy is meant, and how what was found is shown."""

from __future__ import annotations

import sys
from dataclasses import dataclass
from pathlib import Path

import typer

from dunning_rules.cli.check_formats import junit_of, sarif_of
from dunning_rules.cli.faults import UsageError
from dunning_rules.cli.files import check_target, write_file, write_or_print
from dunning_rules.cli.parameters import read_parameters
from dunning_rules.cli.policy_path import plugin_at
from dunning_rules.cli.streams import printable
from dunning_rules.cli.which_policy import installed_policy
from dunning_rules.contribution import Plugin, combine
from dunning_rules.policy import Policy
from dunning_rules.tips import standard_book
from dunning_rules.verify import CheckReport, check

FOUND = 4
"""The exit code where something is wrong."""


@dataclass(frozen=True, slots=True)
class Wanted:
    """How what was found is wanted.

    Attributes:
        form: `table`, `json`, `sarif` or `junit`.
        lang: the language of the reasons.
        output: a file for it.
        golden: a file for the cases.
        accepted: whether what is meant is shown in the table, too.
    """

    form: str
    lang: str
    output: Path | None
    golden: Path | None
    accepted: bool


def run_check(path: Path | None, name: str | None, param: tuple[str, ...], wanted: Wanted) -> None:
    """Check the policy that is meant, and show what was found.

    Raises:
        UsageError: it is not said clearly which policy is meant, or a file cannot be written.
        typer.Exit: something is wrong with it.
    """
    for target in (wanted.output, wanted.golden):
        if target is not None:
            check_target(target, inputs=(path,))
    plugins = _plugins(path, name)
    parameters = read_parameters(combine(standard_book(), plugins).book, param)
    report = check(Policy(plugins=plugins, parameters=parameters, lang=wanted.lang))
    if wanted.golden is not None:
        write_file(wanted.golden, _golden(report).encode())
    _deliver(report, wanted)
    if not report.ok:
        raise typer.Exit(FOUND)


def _plugins(path: Path | None, name: str | None) -> tuple[Plugin, ...]:
    if path is not None and name is not None:
        message = "both PATH and `--plugin` name a policy"
        raise UsageError(message, help="give one of them")
    if path is not None:
        return (plugin_at(path, "PATH"),)
    if name is None:
        return ()
    return installed_policy(name, "--plugin")


def _golden(report: CheckReport) -> str:
    from dunning_rules.testing.golden.write import Draft, golden_text  # noqa: PLC0415 - only where it is asked for

    drafts = [
        Draft(f"{each.kind} {number}", each.message, shown.case, shown.as_of, tuple(sorted({line.split(" ")[0] for line in shown.fired})))
        for number, each in enumerate(report.findings, 1)
        for shown in (each.example, each.other)[:1]
        if shown is not None
    ]
    return golden_text("What `dunning-rules check` found.", drafts)


def _deliver(report: CheckReport, wanted: Wanted) -> None:
    texts = {"json": lambda: f"{report.to_json()}\n", "sarif": lambda: sarif_of(report), "junit": lambda: junit_of(report)}
    if wanted.form in texts:
        write_or_print(texts[wanted.form]().encode(), wanted.output)
    else:
        from dunning_rules.cli.check_table import show_findings, text_of_findings  # noqa: PLC0415 - rich only where a table is wanted

        if wanted.output is None:
            show_findings(report, accepted=wanted.accepted)
        else:
            write_file(wanted.output, text_of_findings(report, accepted=wanted.accepted).encode("utf-8", "replace"))
    if wanted.output is not None:
        sys.stderr.write(f"wrote {len(report.findings)} findings to {printable(str(wanted.output))}\n")
