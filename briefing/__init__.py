"""Briefing: news feeds in, a short weekday-morning e-mail out, once to each subscriber."""
