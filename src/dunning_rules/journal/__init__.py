"""A memory: runs, what they recommended, what people decided, and what came of it. Needs the extra `journal`.

It is append-only, may be written by many at once, and gives back events, so that a reminder is not repeated and a level follows the one
before.

Raises:
    ExtraError: SQLAlchemy is not installed.
"""

from dunning_rules.extras import need

need("sqlalchemy", extra="journal", what="the journal")

from dunning_rules.journal.check_file import Checked, verify_export  # noqa: E402 - what they need is checked before
from dunning_rules.journal.entries import Decided, Followed, Recommended, Run  # noqa: E402 - as above
from dunning_rules.journal.journal import Journal  # noqa: E402 - as above
from dunning_rules.journal.standing import Held, Standing  # noqa: E402 - as above

__all__ = ["Checked", "Decided", "Followed", "Held", "Journal", "Recommended", "Run", "Standing", "verify_export"]
