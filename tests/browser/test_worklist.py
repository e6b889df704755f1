"""The page as a person uses it: open, filter, sort, unfold, read about a debtor, with the keyboard, on a phone, on paper."""

from __future__ import annotations

import base64
import io
import time
from pathlib import Path
from typing import Any

import pytest

from tests.browser.pages import Browser
from tests.report.portfolios import HOSTILE


def test_it_opens_without_a_fault_and_nothing_of_a_name_runs(browser: Browser, page: Path) -> None:
    browser.faults()
    browser.open(page)
    assert len(browser.all("tr.step")) == 50
    assert browser.faults() == []
    # a line separator is folded by nobody on the way through JSON
    assert HOSTILE in browser.texts("tr.step bdi[data-slot=name]")[0]
    assert not browser.ask("return [...document.scripts].some((each) => each.textContent.startsWith('alert'))")


def test_the_policy_of_the_page_stops_a_foreign_script_and_style(browser: Browser, page: Path) -> None:
    browser.open(page)
    browser.ask(
        "const box = document.createElement('p'); box.id = 'foreign'; box.setAttribute('style', 'color: red'); document.body.append(box);"
        "const style = document.createElement('style'); style.textContent = 'body { display: none }'; document.head.append(style);"
    )
    assert browser.ask("return getComputedStyle(document.getElementById('foreign')).color") != "rgb(255, 0, 0)"
    assert browser.ask("return getComputedStyle(document.body).display") == "block"
    assert any("Content Security Policy" in each for each in browser.faults())


def test_filters(browser: Browser, page: Path) -> None:
    browser.open(page)
    browser.choose("#filter-verdict", "vetoed")
    assert {each.get_attribute("data-verdict") for each in browser.all("tr.step")} == {"vetoed"}
    browser.one("#filters button[type=reset]").click()
    time.sleep(0.1)
    assert len(browser.all("tr.step")) == 50
    browser.one("#search").send_keys("DE-08")
    time.sleep(0.3)
    assert set(browser.texts("tr.step bdi[data-slot=id]")) == {"DE-08"}
    browser.one("#search").send_keys(" there is no such word")
    time.sleep(0.3)
    assert browser.all("tr.step") == []
    assert browser.one("#status").text


def test_sorting_by_a_head_and_by_the_list(browser: Browser, page: Path) -> None:
    browser.open(page)
    head = browser.one("th[data-sort=urgency]")
    head.find_element("css selector", "button").click()
    first = [int(each) for each in browser.texts("[data-slot=urgency]")]
    assert first == sorted(first, reverse=True)
    assert head.get_attribute("aria-sort") == "descending"
    head.find_element("css selector", "button").click()
    assert int(browser.texts("[data-slot=urgency]")[0]) < first[0]
    assert head.get_attribute("aria-sort") == "ascending"
    browser.choose("#sort", "number")
    assert browser.texts("tr.step [data-slot=number]")[:3] == ["1", "2", "3"]


def test_more_lines(browser: Browser, page: Path) -> None:
    browser.open(page)
    browser.one("#more").click()
    assert len(browser.all("tr.step")) == 100
    assert browser.ask("return document.activeElement.closest('tr').querySelector('[data-slot=number]').textContent") == "51"


def test_a_line_unfolds_by_the_keyboard(browser: Browser, page: Path) -> None:
    browser.open(page)
    button = browser.one("tr.step [data-slot=unfold]")
    button.send_keys("\ue007")
    assert button.get_attribute("aria-expanded") == "true"
    assert "tip-02.evasions" in browser.one("tr.unfolded").text
    assert browser.all("tr.unfolded .findings li")
    assert browser.all("tr.unfolded .chain li")
    button.send_keys(" ")
    assert browser.all("tr.unfolded") == []


def test_the_first_stop_of_the_keyboard_leads_to_the_worklist(browser: Browser, page: Path) -> None:
    browser.open(page)
    browser.one("body").send_keys("\ue004")
    assert browser.ask("return document.activeElement.className") == "skip"


def test_the_page_of_a_debtor_and_back(browser: Browser, page: Path) -> None:
    browser.open(page)
    name = browser.texts("tr.step bdi[data-slot=name]")[0]
    browser.one("tr.step a").click()
    time.sleep(0.2)
    assert browser.texts("#debtor-title") == [name]
    assert browser.ask("return document.activeElement.id") == "debtor-title"
    assert not browser.one("#worklist").is_displayed()
    assert {each.get_attribute("data-kind") for each in browser.all(".timeline li")} >= {"due", "payment"}
    assert browser.all("#debtor .columns .chain .chain li")
    browser.one(".back").click()
    time.sleep(0.2)
    assert browser.one("#worklist").is_displayed()
    assert not browser.one("#debtor").is_displayed()


def test_a_debtor_that_is_not_there(browser: Browser, page: Path) -> None:
    browser.open(page)
    browser.ask("location.hash = '#debtor=%E0%A4%A'")
    time.sleep(0.2)
    assert browser.one("#debtor-title").text
    assert not [each for each in browser.faults() if "Uncaught" in each]


def test_light_and_dark(browser: Browser, page: Path) -> None:
    def ground() -> str:
        return str(browser.ask("return getComputedStyle(document.body).backgroundColor"))

    browser.open(page)
    light = ground()
    browser.one("#theme").click()
    assert ground() != light
    browser.ask("localStorage.clear()")
    browser.open(page, dark=True)
    assert ground() != light
    browser.one("#theme").click()
    assert ground() == light
    browser.ask("localStorage.clear()")


@pytest.mark.parametrize("width", [320, 390, 768])
def test_nothing_hangs_over_the_edge_of_a_phone(browser: Browser, page: Path, width: int) -> None:
    browser.open(page, width=width, height=844)
    assert browser.ask("return document.documentElement.scrollWidth") <= width
    browser.one("tr.step [data-slot=unfold]").click()
    assert browser.ask("return document.documentElement.scrollWidth") <= width
    browser.ask("location.hash = '#debtor=DE-08'")
    time.sleep(0.2)
    assert browser.ask("return document.documentElement.scrollWidth") <= width


def test_on_paper(browser: Browser, page: Path) -> None:
    pypdf = pytest.importorskip("pypdf")
    browser.open(page)
    printed = base64.b64decode(browser.driver.execute_cdp_cmd("Page.printToPDF", {"printBackground": False})["data"])
    sheets = pypdf.PdfReader(io.BytesIO(printed)).pages
    text = "".join(sheet.extract_text() for sheet in sheets)
    assert len(sheets) > 1
    assert "DE-08" in sheets[0].extract_text()  # the list begins on the first sheet
    assert "290,430.13" in text
    assert "DE-08" in text


@pytest.mark.parametrize("place", ["", "unfolded", "#debtor=DE-08"])
@pytest.mark.parametrize(("width", "dark"), [(1280, False), (1280, True), (390, False), (390, True)])
def test_accessibility(browser: Browser, page: Path, axe: str, place: str, width: int, *, dark: bool) -> None:
    browser.open(page, width=width, dark=dark)
    if place == "unfolded":
        browser.one("tr.step [data-slot=unfold]").click()
    else:
        browser.ask("location.hash = arguments[0]", place)
    time.sleep(0.2)
    # the page admits no other script; one that a debugger brings runs beside its policy
    browser.driver.execute_cdp_cmd("Runtime.evaluate", {"expression": axe})
    run = "const done = arguments[0]; axe.run().then(done, (fault) => done({fault: String(fault)}))"
    found: dict[str, Any] = browser.driver.execute_async_script(run)
    assert "fault" not in found
    grave = [each for each in found["violations"] if each["impact"] in {"serious", "critical"}]
    assert [(each["id"], each["nodes"][0]["target"], each["nodes"][0]["failureSummary"]) for each in grave] == []
    assert found["passes"]


def test_ten_thousand_debtors(browser: Browser, large_page: Path) -> None:
    browser.open(large_page)
    timing = browser.ask("return performance.getEntriesByType('navigation')[0].toJSON()")
    began = time.perf_counter()
    browser.choose("#filter-verdict", "vetoed")
    filtered = time.perf_counter() - began
    print(  # noqa: T201 - a figure to read; no test hangs on it
        f"\n10,000 debtors: {large_page.stat().st_size / 1e6:.0f} MB, ready after {timing['domContentLoadedEventEnd'] / 1000:.2f} s,"
        f" loaded after {timing['loadEventEnd'] / 1000:.2f} s, filtered in {filtered:.2f} s"
    )
    assert len(browser.all("tr.step")) == 50
    browser.ask("location.hash = '#debtor=DE-08-9967'")
    time.sleep(0.5)
    assert not [each for each in browser.faults() if "Uncaught" in each]
