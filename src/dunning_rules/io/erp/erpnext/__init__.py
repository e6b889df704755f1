"""ERPNext: customers, sales invoices, payment entries and dunnings to cases, and comments back."""
