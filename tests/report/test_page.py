"""The page as a text: safe, the same each time, complete, and saying what the report says."""

from __future__ import annotations

import json
import re
from base64 import b64encode
from hashlib import sha256
from html.parser import HTMLParser

import pytest

from dunning_rules import Report
from dunning_rules.io.demo_portfolio import demo_portfolio
from dunning_rules.report.page import FIRST_ROWS
from tests.report.portfolios import AS_OF, HOSTILE, demo_policy, hostile, page_of


class Parts(HTMLParser):
    """Elements with their attributes, and the text of scripts and styles."""

    def __init__(self, page: str) -> None:
        super().__init__()
        self.elements: list[tuple[str, dict[str, str | None]]] = []
        self.texts: dict[str, list[tuple[dict[str, str | None], str]]] = {"script": [], "style": []}
        self._inside = ""
        self.feed(page)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.elements.append((tag, dict(attrs)))
        self._inside = tag if tag in self.texts else ""
        if self._inside:
            self.texts[tag].append((dict(attrs), ""))

    def handle_endtag(self, tag: str) -> None:
        self._inside = "" if tag == self._inside else self._inside

    def handle_data(self, data: str) -> None:
        if self._inside:
            attributes, text = self.texts[self._inside].pop()
            self.texts[self._inside].append((attributes, text + data))


@pytest.fixture(scope="module", params=["en", "zh"])
def lang(request: pytest.FixtureRequest) -> str:
    return str(request.param)


@pytest.fixture(scope="module")
def page(lang: str) -> str:
    return page_of(demo_portfolio(), lang)


@pytest.fixture(scope="module")
def report(lang: str) -> Report:
    return demo_policy(lang).evaluate_all(demo_portfolio(), as_of=AS_OF)


def _hash(text: str) -> str:
    return f"'sha256-{b64encode(sha256(text.encode()).digest()).decode()}'"


def test_only_its_own_style_and_script_may_run(page: str) -> None:
    parts = Parts(page)
    policy = next(str(each["content"]) for tag, each in parts.elements if tag == "meta" and each.get("http-equiv"))
    rules = dict(part.strip().partition(" ")[::2] for part in policy.split(";"))
    runs = [text for attributes, text in parts.texts["script"] if attributes.get("type") != "application/json"]
    assert rules["default-src"] == "'none'"
    assert [rules["script-src"]] == [_hash(text) for text in runs]
    assert [rules["style-src"]] == [_hash(text) for _, text in parts.texts["style"]]
    assert "unsafe" not in policy


def test_nothing_of_a_network_and_no_style_or_handler_in_an_element(page: str) -> None:
    for tag, attributes in Parts(page).elements:
        assert "style" not in attributes, tag
        assert not any(name.startswith("on") for name in attributes), tag
        assert "src" not in attributes, tag
        assert tag not in {"link", "iframe", "object", "embed", "img", "base"}
        assert (attributes.get("href") or "#").startswith("#")


def test_the_same_bytes(page: str, lang: str) -> None:
    assert page_of(demo_portfolio(), lang) == page


def test_a_hostile_name_stays_a_name() -> None:
    plain, found = Parts(page_of(demo_portfolio())), Parts(page_of(hostile()))
    assert [tag for tag, _ in found.elements] == [tag for tag, _ in plain.elements]
    data = json.loads(found.texts["script"][0][1])
    assert all(each["name"].startswith(HOSTILE) for each in data["debtors"])


def test_each_name_is_isolated_from_the_direction_of_its_line() -> None:
    page = page_of(hostile())
    assert page.count('<bdi data-slot="name">&lt;script&gt;') == FIRST_ROWS
    assert "<script>alert" not in page


def test_every_recommendation_is_there_in_the_order_of_doing(page: str, report: Report) -> None:
    data = json.loads(Parts(page).texts["script"][0][1])
    rows = [(data["debtors"][each["debtor"]]["id"], each["task"], each["reason"]) for each in data["rows"]]
    assert rows == [(each.debtor_id, each.task, each.reason) for each in report.recommendations]


def test_each_step_has_its_rule_verdict_and_sources(page: str, report: Report) -> None:
    scripts = {attributes.get("id"): text for attributes, text in Parts(page).texts["script"]}
    data = json.loads(scripts["data"])
    for row, advice in zip(data["rows"], report.recommendations, strict=True):
        step = json.loads(scripts[f"debtor-{row['debtor']}"])["steps"][row["nth"]]
        assert step["rule"].split(", ")[0] == advice.rule_id
        assert row["verdict"] == advice.verdict
        assert [each["source"] for each in step["findings"]] == [f"{each.source} ({each.confidence})" for each in advice.findings]
        assert len(step["because"]) == len(advice.facts)


def test_the_first_lines_stand_there_without_a_script(page: str) -> None:
    lines = [each for tag, each in Parts(page).elements if tag == "tr" and each.get("class") == "step"]
    assert len(lines) == FIRST_ROWS + 1  # and the pattern of a line
    assert "<noscript>" in page


def test_the_language_of_the_page(page: str, lang: str) -> None:
    assert f'<html lang="{ {"en": "en", "zh": "zh-Hans"}[lang] }">' in page
    assert ("催收工作清单" in page) == (lang == "zh")


def test_no_case_at_all() -> None:
    page = page_of(())
    assert "Nothing is to be done." in page
    assert not re.search(r'id="debtor-\d', page)
