"""Tryton: parties, invoices, lines of moves and dunnings to cases, and notes back."""
