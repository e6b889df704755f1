"""What the tests do with a page in a browser."""

from __future__ import annotations

from pathlib import Path
from typing import Any


class Browser:
    """A browser with what the tests ask of it in a few words."""

    def __init__(self, driver: Any) -> None:  # noqa: ANN401 - selenium is only there where these tests run
        self.driver = driver

    def open(self, page: Path, *, width: int = 1280, height: int = 900, dark: bool = False) -> None:
        """Load the page afresh."""
        size = {"width": width, "height": height, "deviceScaleFactor": 1, "mobile": False}
        scheme = [{"name": "prefers-color-scheme", "value": "dark" if dark else "light"}]
        self.driver.execute_cdp_cmd("Emulation.setDeviceMetricsOverride", size)
        self.driver.execute_cdp_cmd("Emulation.setEmulatedMedia", {"features": scheme})
        self.driver.get("about:blank")
        self.driver.get(page.as_uri())
        self.ask("try { localStorage.clear(); } catch {}")

    def ask(self, script: str, *given: object) -> Any:  # noqa: ANN401 - what a script gives back
        """What a script gives back."""
        return self.driver.execute_script(script, *given)

    def all(self, selector: str) -> list[Any]:
        """The elements that a selector finds."""
        found: list[Any] = self.driver.find_elements("css selector", selector)
        return found

    def one(self, selector: str) -> Any:  # noqa: ANN401 - an element
        """The element that a selector finds."""
        return self.driver.find_element("css selector", selector)

    def choose(self, selector: str, value: str) -> None:
        """Choose a value of a list, as a person does."""
        self.one(f'{selector} option[value="{value}"]').click()

    def texts(self, selector: str) -> list[str]:
        """The texts of the elements."""
        found: list[str] = self.ask("return [...document.querySelectorAll(arguments[0])].map((each) => each.textContent)", selector)
        return found

    def faults(self) -> list[str]:
        """What the console was told since it was last asked."""
        return [each["message"] for each in self.driver.get_log("browser")]
