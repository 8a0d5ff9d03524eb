"""The command line: parse arguments, call the pipeline, print a report.

app        the command tree and its common options; what an error looks like
session    what a command works with: settings, store, clock, output
newsroom   ingest, make, preview, approve, send, status, editions
operator   run, web, demo
backtest   the edition of any past morning
init, checks   the first file, and what is wrong with it
readers, arrivals        subscribers add | list | remove, import | export
feeds, feed_changes, trial   feeds list | show | test, and what changes config.toml
stories, looks           explain, stories list | show
report     tables and lines for people
"""

from briefing.cli.app import app, main

__all__ = ["app", "main"]
