"""Odoo: partners, journal entries, lines and reconciliations to cases, and activities back."""
