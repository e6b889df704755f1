"""A script: one line that stands for the reports on some cases. Run in a process of its own, with another environment."""

from __future__ import annotations

import hashlib
import sys

from dunning_rules.policy import Policy
from dunning_rules.rules.book import RuleBook
from dunning_rules.testing import AS_OF, sample_books, sample_cases
from dunning_rules.tips import standard_book


def digest_of_reports(book: RuleBook | None = None) -> str:
    """A digest of what the plain engine reports on some cases under one book, or under several."""
    found = hashlib.sha256()
    for each in (standard_book(), *sample_books(1, 5)) if book is None else (book,):
        policy = Policy(each, engine="plain")
        found.update(policy.book.digest.encode())
        for case in sample_cases(7, 40):
            found.update(policy.evaluate(case, as_of=AS_OF).to_json().encode())
    return found.hexdigest()


if __name__ == "__main__":
    sys.stdout.write(digest_of_reports())
