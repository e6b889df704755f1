"""The worklist as a page for a browser: one file, which asks nothing of a network."""

from dunning_rules.report.page import worklist_page

__all__ = ["worklist_page"]
