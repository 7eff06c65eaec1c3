"""A playbook as values: validated, applied, compared with the programme, and exported."""
