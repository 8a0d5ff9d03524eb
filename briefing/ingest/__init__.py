"""Feeds in, items out: fetch, parse, clean, date, identify; and when to ask again."""
