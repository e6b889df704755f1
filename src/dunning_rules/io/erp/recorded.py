"""Records of another system that were saved as JSON: what its interface answered, model by model."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from pathlib import Path

from dunning_rules.errors import LedgerError, quote
from dunning_rules.io.erp.field_map import Given
from dunning_rules.io.lines import unreadable
from dunning_rules.rows.json_text import parse_json
from dunning_rules.rows.row_error import RowError

_SUFFIX = ".json"
_WRAPPED_IN = ("result", "data")
"""What Odoo's JSON-RPC and ERPNext's REST put around the records."""


def read_recorded(path: Path | str) -> dict[str, Sequence[Given]]:
    """Read records that were saved.

    Args:
        path: a `.json` file with the records of each model by its name, or a folder with a file for each model, such as
            `account.move.json`. The records are a list, or one record; the response around them may be there, too.

    Raises:
        LedgerError: it cannot be read, is not such JSON, or holds no records.
    """
    path = Path(path)
    if path.is_dir():
        files = sorted(each for each in path.iterdir() if each.is_file() and each.suffix == _SUFFIX)
        if not files:
            raise LedgerError(f"{quote(str(path))} has no records", help="save those of each model as `MODEL.json`")
        return {each.stem: _records(_parsed(each), each.name) for each in files}
    if path.suffix.lower() != _SUFFIX:
        raise LedgerError(f"{quote(str(path))} is no JSON file", help="give a `.json` file, or a folder with `MODEL.json` for each model")
    found = _parsed(path)
    if not isinstance(found, Mapping):
        raise LedgerError(f"{quote(path.name)} does not say of which model its records are", help='write `{"MODEL": [records], …}`')
    return {model: _records(each, f"{path.name}: {model}") for model, each in found.items()}


def _parsed(path: Path) -> object:
    try:
        return parse_json(path.read_bytes().decode("utf-8-sig"), exact=False)
    except OSError as error:
        raise unreadable(path, error) from error
    except UnicodeDecodeError:
        raise LedgerError(f"{quote(path.name)} is not UTF-8", help="save the file as UTF-8") from None
    except RowError as error:
        raise LedgerError(error.message, where=path.name, help=error.help) from None


def _records(found: object, where: str) -> list[Given]:
    if isinstance(found, Mapping):
        found = next((found[name] for name in _WRAPPED_IN if isinstance(found.get(name), (list, dict))), found)
    if isinstance(found, Mapping):
        return [found]
    if isinstance(found, list):
        return found
    raise LedgerError("there are no records", where=where, help="give a list of records, as the system's interface does")
