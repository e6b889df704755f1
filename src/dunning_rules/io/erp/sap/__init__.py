"""SAP: flat lists of open items to cases."""
