"""`python -m dunning_service`: the service on this machine, with the built-in rules and those of installed policies."""

from __future__ import annotations

import argparse

import uvicorn

from dunning_rules import Policy, installed_plugins
from dunning_service.app import make_app
from dunning_service.limits import Limits


def main() -> None:
    """Read the options and serve until told to stop."""
    defaults = Limits()
    parser = argparse.ArgumentParser(prog="dunning_service", description="Rules for collecting receivables, over HTTP.")
    parser.add_argument("--host", default="127.0.0.1", help="address to listen on (%(default)s)")
    parser.add_argument("--port", type=int, default=8000, help="port to listen on; 0 takes a free one (%(default)s)")
    parser.add_argument("--lang", choices=("en", "zh"), default="en", help="language of the reports (%(default)s)")
    parser.add_argument("--currency", help="reporting currency; each creditor's own where absent")
    parser.add_argument("--workers", type=int, default=defaults.workers, help="threads that ask the rules (%(default)s)")
    parser.add_argument("--waiting", type=int, default=defaults.waiting, help="requests that may wait (%(default)s)")
    parser.add_argument("--per-client", type=int, default=defaults.per_client, help="requests of one address at once (as many as all)")
    parser.add_argument("--reading", type=int, default=defaults.reading, help="requests that may be on their way in (%(default)s)")
    parser.add_argument("--body-bytes", type=int, default=defaults.body_bytes, help="size of a request (%(default)s)")
    parser.add_argument("--body-seconds", type=float, default=defaults.body_seconds, help="time to send it in (%(default)s)")
    parser.add_argument("--cases", type=int, default=defaults.cases, help="cases of one batch (%(default)s)")
    given = parser.parse_args()
    try:
        limits = Limits(
            workers=given.workers,
            waiting=given.waiting,
            per_client=given.per_client,
            reading=given.reading,
            body_bytes=given.body_bytes,
            body_seconds=given.body_seconds,
            cases=given.cases,
        )
    except ValueError as error:
        parser.error(str(error))
    policy = Policy(lang=given.lang, currency=given.currency, plugins=installed_plugins())
    # the access log would hold addresses of clients
    uvicorn.run(make_app(policy, limits), host=given.host, port=given.port, access_log=False, timeout_graceful_shutdown=10)


if __name__ == "__main__":
    main()
