"""The playbook as a text: read, checked with line and remedy, and written."""
