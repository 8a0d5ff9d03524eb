"""The command line: parse arguments, call the pipeline, print a report.

app        the command tree and its common options; what an error looks like
session    what a command works with: settings, store, clock, output
newsroom   ingest, make, preview, approve, send, status, editions
operator   init, check, run, web, demo
readers    subscribers add | list | remove
"""

from briefing.cli.app import app, main

__all__ = ["app", "main"]
