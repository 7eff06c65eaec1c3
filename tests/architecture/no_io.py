"""The import rule that keeps vendors and I/O out of a package."""

import sys

from grimp import ImportGraph
from importlinter import Contract, ContractCheck, fields, output

IO = frozenset(
    {
        # files
        *("dbm", "fcntl", "fileinput", "glob", "linecache", "lzma", "mmap", "os", "pathlib"),
        *("bz2", "gzip", "shelve", "shutil", "sqlite3", "tarfile", "tempfile", "zipfile"),
        # network
        *("ftplib", "http", "imaplib", "poplib", "select", "selectors", "smtplib", "socket"),
        *("socketserver", "ssl", "urllib", "webbrowser", "wsgiref", "xmlrpc"),
        # processes and terminals
        *("ctypes", "curses", "getpass", "multiprocessing", "pty", "readline", "signal"),
        *("subprocess", "sys", "termios", "tty"),
    }
)
"""Modules of the standard library that touch the world.

An import says no more than the module: ``asyncio`` is allowed for its tasks and time limits,
although it could open connections as well, and ``urllib`` is not, although it also parses.
"""


class NoVendorNoIo(Contract):
    """A package imports itself, the standard library without I/O, and ``value_libraries``.

    Value libraries compute and keep values; they touch neither files, network, nor processes.
    """

    # The library puts the parsed value where the field is declared.
    package: str = fields.StringField()  # type: ignore[assignment]
    value_libraries: list[str] = fields.ListField(fields.StringField())  # type: ignore[assignment]

    def check(self, graph: ImportGraph, verbose: bool) -> ContractCheck:  # noqa: FBT001 the library's signature
        allowed = {self.package, *self.value_libraries, *(sys.stdlib_module_names - IO)}
        broken = sorted(
            (importer, imported)
            for importer in graph.modules
            if _root(importer) == self.package
            for imported in graph.find_modules_directly_imported_by(importer)
            if _root(imported) not in allowed
        )
        return ContractCheck(kept=not broken, metadata={"broken": broken})

    def render_broken_contract(self, check: ContractCheck) -> None:
        for importer, imported in check.metadata["broken"]:
            why = "does I/O" if _root(imported) in IO else "is no value library"
            output.print_error(f"{importer} imports {imported}, which {why}")


def _root(module: str) -> str:
    return module.partition(".")[0]
