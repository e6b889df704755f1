"""Policies made for one test, and packages that look as if they were installed."""

from __future__ import annotations

import sys
from collections.abc import Callable
from pathlib import Path
from types import SimpleNamespace
from typing import Any

from dunning_rules.contribution import Plugin
from dunning_rules.errors import PluginError
from dunning_rules.plugins import hookimpl, read_plugin


def a_source(**hooks: Callable[..., Any]) -> SimpleNamespace:
    """An object with these functions as hooks, each named `dunning_…`."""
    return SimpleNamespace(**{f"dunning_{name}": hookimpl(function) for name, function in hooks.items()})


def a_plugin(name: str = "ours", **values: Any) -> Plugin:  # noqa: ANN401 - what hooks return
    """A policy whose hooks return these values; read as an installed one would be."""

    def returning(value: Any) -> Callable[[], Any]:  # noqa: ANN401 - as above
        return lambda: value

    return read_plugin(a_source(**{hook: returning(value) for hook, value in values.items()}), name, "1.0")


def nothing() -> list[object]:
    """A hook that returns no value."""
    return []


def told(error: PluginError) -> str:
    """All that an error tells, on one line."""
    return f"{error.message} | {error.where} | {error.help}"


def install(folder: Path, name: str, code: str, *, version: str = "1.0", point: str | None = None) -> None:
    """Put a package into `folder` that names its module as a policy."""
    module = name.replace("-", "_")
    sys.modules.pop(module, None)  # of another test
    (folder / f"{module}.py").write_text(code, encoding="utf-8")
    info = folder / f"{module}-{version}.dist-info"
    info.mkdir()
    (info / "METADATA").write_text(f"Metadata-Version: 2.1\nName: {name}\nVersion: {version}\n", encoding="utf-8")
    (info / "entry_points.txt").write_text(f"[dunning_rules]\n{name if point is None else point} = {module}\n", encoding="utf-8")
