"""Errors a reader of the course can do something about."""


class WorkbookError(Exception):
    """Something expected went wrong; the message says what, where, and what to do about it.

    The `workbook` command prints the message alone, without a traceback, and exits with status 1.
    """
