"""Ledgers of ERP systems to cases, and what is advised back to them as notes.

Nothing is fetched or written unless functions of the caller do it.
"""
