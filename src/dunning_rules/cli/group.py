"""How the command line fails: one form for every error, and an exit code."""

from __future__ import annotations

import sys
from collections.abc import Sequence
from typing import Any

from typer.core import TyperGroup

from dunning_rules.cli.faults import UsageError
from dunning_rules.cli.streams import make_encodable, printable
from dunning_rules.errors import DunningError, did_you_mean

FAILED = 1
WRONG_USAGE = 2
WITH_REJECTS = 3


class Commands(TyperGroup):
    """A group of commands whose errors read alike, whoever raised them."""

    def main(
        self,
        args: Sequence[str] | None = None,
        prog_name: str | None = None,
        complete_var: str | None = None,
        standalone_mode: bool = True,  # noqa: FBT001, FBT002 - as typer declares it
        windows_expand_args: bool = True,  # noqa: FBT001, FBT002 - as typer declares it
        **extra: Any,  # noqa: ANN401 - as typer declares it
    ) -> int:
        """Run; leave the process with the exit code, or give it back where `standalone_mode` is off."""
        for stream in (sys.stdout, sys.stderr):
            make_encodable(stream)
        try:
            code = super().main(args, prog_name, complete_var, False, windows_expand_args, **extra) or 0  # noqa: FBT003 - as above
        except DunningError as error:
            code = _report(error)
        except Exception as error:  # noqa: BLE001 - typer's own errors have no public class; any other goes on
            code = _report(_translated(error))
        if standalone_mode:
            sys.exit(code)
        return code


def _report(error: DunningError) -> int:
    text = printable(str(error), keep="\n")
    sys.stderr.write(f"error: {text}\n")
    return WRONG_USAGE if isinstance(error, UsageError) else FAILED


def _translated(error: Exception) -> UsageError:
    """An error of typer's parser in our form.

    Raises:
        Exception: `error` itself, where it is none.
    """
    if not callable(getattr(error, "format_message", None)):
        raise error
    message = str(getattr(error, "message", "")) if hasattr(error, "option_name") else str(error.format_message())  # type: ignore[attr-defined]
    message = message.replace("Value error, ", "")
    context = getattr(error, "ctx", None)
    help_line = f"see `{context.command_path} --help`" if context is not None else "see `dunning-rules --help`"
    if (option := getattr(error, "option_name", None)) and (near := getattr(error, "possibilities", None)):
        help_line = did_you_mean(str(option), near)
    return UsageError(f"{message[:1].lower()}{message[1:]}".rstrip("."), help=help_line)
