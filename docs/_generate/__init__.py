"""Pages that are made from the rules themselves while the documentation is built."""
