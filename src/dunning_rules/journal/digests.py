"""Canonical bytes and their fingerprints: what the chain of a journal is made of."""

from __future__ import annotations

import json
from hashlib import sha256

START = "0" * 64
"""Stands where the first entry names the one before."""
_SHORT = 16


def canonical(content: object) -> str:
    """The one JSON text of a content."""
    return json.dumps(content, sort_keys=True, ensure_ascii=False, separators=(",", ":"))


def digest_of(text: str) -> str:
    """64 hexadecimal digits of SHA-256."""
    return sha256(text.encode("utf-8", "surrogatepass")).hexdigest()


def short_id(content: object) -> str:
    """An id for a content: the same content has the same id."""
    return digest_of(canonical(content))[:_SHORT]


def linked(previous: str, number: int, kind: str, text: str) -> str:
    """The digest of an entry: of what it holds, of its place, and of the digest before it."""
    return digest_of(f"{previous}\n{number}\n{kind}\n{text}")
