"""A policy that is not installed: the folder of its package, or a Python file. It is code, and it is imported."""

from __future__ import annotations

import sys
import tomllib
from importlib import import_module
from importlib.util import module_from_spec, spec_from_file_location
from pathlib import Path

from dunning_rules.cli.faults import UsageError
from dunning_rules.contribution import Plugin
from dunning_rules.errors import PluginError, quote
from dunning_rules.plugins.collect import read_plugin
from dunning_rules.plugins.hooks import PROJECT

_WHERE = "PATH"
_PROJECT_FILE = "pyproject.toml"


def plugin_at(path: Path) -> Plugin:
    """The policy that lies at `path`.

    Raises:
        UsageError: no policy lies there.
        PluginError: it cannot be imported, or it is broken.
    """
    if path.is_file() and path.suffix == ".py":
        return read_plugin(_module_of(path), path.stem)
    if (path / _PROJECT_FILE).is_file():
        name, module = _entry_point(path / _PROJECT_FILE)
        for folder in (path / "src", path):
            if folder.is_dir() and str(folder) not in sys.path:
                sys.path.insert(0, str(folder))
        return read_plugin(_imported(module), name)
    message = f"no policy lies at {quote(str(path))}"
    raise UsageError(message, where=_WHERE, help="name the folder of its `pyproject.toml`, or a Python file with its hooks")


def _entry_point(path: Path) -> tuple[str, str]:
    try:
        project = tomllib.loads(path.read_text(encoding="utf-8")).get("project", {})
    except (OSError, ValueError) as error:
        message = f"{quote(str(path))} cannot be read"
        raise UsageError(message, where=_WHERE, help="mend the file: see `dunning-rules new-policy` for a good one") from error
    points = project.get("entry-points", {}).get(PROJECT, {})
    if len(points) != 1:
        message = f"{quote(str(path))} declares {len(points)} policies"
        raise UsageError(message, where=_WHERE, help=f"declare one entry point of the group {quote(PROJECT)}")
    (name, module) = next(iter(points.items()))
    return str(name), str(module)


def _module_of(path: Path) -> object:
    spec = spec_from_file_location(path.stem, path)
    assert spec is not None  # noqa: S101 - a file of Python always has one
    assert spec.loader is not None  # noqa: S101 - as above
    module = module_from_spec(spec)
    sys.modules[path.stem] = module
    try:
        spec.loader.exec_module(module)
    except Exception as error:
        raise _broken(path.stem, error) from error
    return module


def _imported(name: str) -> object:
    try:
        return import_module(name)
    except Exception as error:
        raise _broken(name, error) from error


def _broken(name: str, error: Exception) -> PluginError:
    message = f"{quote(name)} cannot be imported: {type(error).__name__}: {' '.join(str(error).split())[:300]}"
    return PluginError(message, help="mend it, or install what it needs")
