"""The programme as it is stored: its versions, its sealed addresses, and the audit log."""
