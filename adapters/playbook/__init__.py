"""The playbook as TOML: reads it, reports faults with line and remedy, and writes it."""

from adapters.playbook.check import check
from adapters.playbook.export import write
from adapters.playbook.export_with_comments import without_names, write_onto
from adapters.playbook.own_words import as_tables
from adapters.playbook.tables import remedy_for

__all__ = ["as_tables", "check", "remedy_for", "without_names", "write", "write_onto"]
