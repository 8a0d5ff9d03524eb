"""Items → ranked stories: what happened, what matters, what is new. Pure.

desk      items and feeds → articles (sections, kinds, damaged, boilerplate)
copies    which articles are one wire text
cluster   articles → stories
rank      stories → best first, each score with its terms
memory    what was printed before, and what is new in it
"""
