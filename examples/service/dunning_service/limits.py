"""How much the service takes on at once."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Limits:
    """Bounds, so that a burst of requests costs the callers a clear refusal, and the service nothing.

    Attributes:
        workers: threads that ask the rules.
        waiting: requests that may wait for one of them; more are refused with 503.
        per_client: requests of one address at once; more are refused with 429. `None` = as many as all together: behind a proxy every
            client has its address.
        reading: requests that may be on their way in; more are refused with 503. With the above it bounds the memory that requests take.
        body_bytes: size of a request; more is refused with 413.
        body_seconds: time to send it in; slower is refused with 408.
        cases: cases of one batch; more are refused with 413.
        retry_seconds: after how long a refused caller may try again.

    Raises:
        ValueError: one of them leaves no room for any request.
    """

    workers: int = 2
    waiting: int = 64
    per_client: int | None = None
    reading: int = 128
    body_bytes: int = 4 * 2**20
    body_seconds: float = 10
    cases: int = 1000
    retry_seconds: int = 1

    def __post_init__(self) -> None:
        """Check that there is room."""
        lowest = {"workers": 1, "waiting": 0, "per_client": 1, "reading": 1, "body_bytes": 1, "cases": 1, "retry_seconds": 1}
        for name, low in lowest.items():
            value = getattr(self, name)
            if value is not None and value < low:
                message = f"`{name}` is less than {low}"
                raise ValueError(message)
        if self.body_seconds <= 0:
            message = "`body_seconds` is not more than 0"
            raise ValueError(message)
