"""Portfolios that are larger than memory: one row a debtor, part by part."""
