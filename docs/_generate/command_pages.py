"""The command line as a page: commands, arguments, options and exit codes, made from the program itself."""

from __future__ import annotations

import inspect
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any, Literal, get_args, get_origin, get_type_hints

import typer
from typer.models import ArgumentInfo, OptionInfo

from docs._generate.write import heads, row, write
from dunning_rules.cli.app import EPILOG, app


def write_command_page(folder: Path) -> None:
    """Write the page into `folder`."""
    write(folder / "commands.md", _page())


def _page() -> Iterator[str]:
    yield "# The command line"
    yield ""
    yield "`dunning-rules COMMAND --help` says the same. `python -m dunning_rules` is the same program."
    yield ""
    yield EPILOG.strip()
    yield from _commands(app, "dunning-rules")


def _commands(of: typer.Typer, name: str) -> Iterator[str]:
    for command in of.registered_commands:
        if command.callback is not None and not command.hidden:
            own = command.name or command.callback.__name__.replace("_", "-")
            yield from _command(command.callback, f"{name} {own}", command.help)
    for group in of.registered_groups:
        if group.typer_instance is not None:
            yield from _commands(group.typer_instance, f"{name} {group.name or group.typer_instance.info.name}")


def _command(callback: Callable[..., Any], name: str, help_text: str | None) -> Iterator[str]:
    yield ""
    yield f"## {name}"
    yield ""
    yield inspect.cleandoc(help_text or callback.__doc__ or "").partition("\n\nArgs:")[0]
    hints = get_type_hints(callback, include_extras=True)
    parameters = [each for each in inspect.signature(callback).parameters.values() if each.annotation is not typer.Context]
    found = [line for each in parameters if (line := _parameter(each, hints[each.name])) is not None]
    if found:
        yield ""
        yield from heads("argument or option", "value", "meaning", "where absent")
        yield from found


def _parameter(parameter: inspect.Parameter, hint: object) -> str | None:
    kind, *rest = get_args(hint)
    info = next((each for each in rest if isinstance(each, OptionInfo | ArgumentInfo)), None)
    if info is None or info.hidden:
        return None
    dashed = parameter.name.replace("_", "-")
    if isinstance(info, ArgumentInfo):
        names, value = f"`{info.metavar or dashed.upper()}`", ""
    else:
        # where it stands in `Annotated`, typer keeps the first name as the default
        declared = [each for each in (info.default, *(info.param_decls or ())) if isinstance(each, str) and each.startswith("-")]
        names = ", ".join(f"`{each}`" for each in declared or [f"--{dashed}"])
        value = info.metavar or _choices(kind)
    default = parameter.default
    shown = info.show_default if isinstance(info.show_default, str) else default
    absent = "required" if default is inspect.Parameter.empty else "" if shown in {None, False, ()} else f"`{shown}`"
    return row(names, value, info.help or "", absent)


def _choices(kind: object) -> str:
    """The words that may be given, where only some may."""
    for each in (kind, *get_args(kind)):
        if get_origin(each) is Literal:
            return " or ".join(f"`{word}`" for word in get_args(each))
    return ""
