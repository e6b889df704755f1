"""Records: fields are read when they are first asked for, and kept."""

from __future__ import annotations

from dunning_rules.language.record import Record, children


def test_what_is_not_there_is_missing() -> None:
    assert Record({"a": 1})["a"] == 1
    assert Record()["a"] is None


def test_a_field_is_read_once_and_only_when_it_is_asked_for() -> None:
    asked: list[str] = []

    def read(record: Record) -> int:
        asked.append("b")
        return int(record["a"]) + 1

    record = Record({"a": 1}, fields={"b": read})
    assert asked == []
    assert [record["b"], record["b"]] == [2, 2]
    assert asked == ["b"]


def test_a_value_that_is_there_is_not_read() -> None:
    record = Record({"a": 1}, fields={"a": lambda _record: 2})
    assert record["a"] == 1


def test_a_released_record_holds_nothing() -> None:
    parent = Record()
    record = Record({"a": 1}, parent=parent, source="model")
    record.release()
    assert (dict(record), record.parent, record.source, record.asking) == ({}, None, None, None)


def test_children_are_known_by_scope_and_link() -> None:
    assert len({children("event"), children("visit"), children("event", "invoice_id"), children("event", "refers_to")}) == 4
