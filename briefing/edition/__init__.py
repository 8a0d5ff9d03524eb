"""Dossiers, best first → one Edition.

compose    the order of things: sections, length, greeting, subject
sections/  one module per section: what goes in
prose      how a sentence becomes a printed line
"""
