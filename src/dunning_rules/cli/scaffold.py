"""Writes the package of a new policy from the templates beside this file."""

from __future__ import annotations

import keyword
import re
import sys
from dataclasses import dataclass
from importlib.resources import files
from pathlib import Path
from string import Template

from dunning_rules.cli.faults import OutputError, UsageError
from dunning_rules.errors import quote

_NAME = re.compile(r"[a-z][a-z0-9]*(-[a-z0-9]+)*")
_LONGEST = 50
_TEMPLATES = {
    "pyproject.toml": "pyproject.toml.txt",
    "README.md": "readme.md.txt",
    "src/{package}/__init__.py": "init.py.txt",
    "src/{package}/policy.py": "policy.py.txt",
    "src/{package}/py.typed": None,
    "tests/test_policy.py": "test_policy.py.txt",
    "tests/golden/{package}.yaml": "golden.yaml.txt",
}


@dataclass(frozen=True, slots=True)
class Written:
    """What was written.

    Attributes:
        folder: the folder of the package.
        files: paths in it.
    """

    folder: Path
    files: tuple[str, ...]


def write_package(name: str, directory: Path) -> Written:
    """Write the package of a policy into a new folder of `directory`. Nothing that is there is changed.

    Raises:
        UsageError: the name cannot be that of a package.
        OutputError: the folder is there already, or cannot be written.
    """
    package = check_name(name)
    folder = directory / name
    texts = {"name": name, "package": package, "constant": package.upper()}
    source = files("dunning_rules.cli") / "templates"
    written = []
    try:
        folder.mkdir(parents=True)
        for place, template in _TEMPLATES.items():
            path = folder / place.format(package=package)
            path.parent.mkdir(parents=True, exist_ok=True)
            text = "" if template is None else Template((source / template).read_text(encoding="utf-8")).substitute(texts)
            path.write_text(text, encoding="utf-8", newline="\n")
            written.append(path.relative_to(folder).as_posix())
    except FileExistsError:
        raise OutputError(f"{quote(str(folder))} is there already", help="choose another name, or another `--directory`") from None
    except OSError as error:
        raise OutputError(f"{quote(str(folder))} cannot be written: {error.strerror}", help="choose another `--directory`") from None
    return Written(folder, tuple(written))


def check_name(name: str) -> str:
    """The name of the Python package of a policy.

    Raises:
        UsageError: the policy cannot have that name.
    """
    package = name.replace("-", "_")
    if not _NAME.fullmatch(name) or len(name) > _LONGEST:
        message = f"{quote(name)} cannot be the name of a policy"
        raise UsageError(message, where="NAME", help=f"lower-case letters, digits and single dashes, at most {_LONGEST}: `our-dealers`")
    if keyword.iskeyword(package) or package in {*sys.stdlib_module_names, "dunning_rules"}:
        raise UsageError(f"{quote(name)} is a name of Python itself", where="NAME", help="choose another one, such as `our-dealers`")
    return package
