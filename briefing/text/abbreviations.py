"""Words whose full stop does not end a sentence: folded, without that stop."""

_TITLES = """
m mm mme mmes mlle mlles dr drs pr prof me mgr st ste sts gal gen col cdt lt capt sgt adj
mr mrs ms messrs rev hon sen rep gov pres amb maj cmdr supt det insp mt ft adm brig cpl pvt atty
"""

_POINTERS = """
p pp ed cf chap env approx av apr bd boul fg tel p.ex i.e e.g viz vs al cie co
bros dept
"""

_DAYS_AND_MONTHS = """
lun jeu ven dim janv fevr avr juil sept oct nov dec jan feb aug mon tue tues wed thu thur thurs fri
"""

NEVER_LAST = frozenset((_TITLES + _POINTERS).split())

# « vol. 3 », "No. 1": before a number only, for they are words too.
BEFORE_NUMBERS = frozenset(("vol", "art", "no", "nos", "ch", "fig"))

# A word that may follow these in their own sentence: « 9 a.m. Monday », « Mon. Oct. 5 ».
HOURS = frozenset(("a.m", "p.m"))
DAYS_AND_MONTHS = frozenset(_DAYS_AND_MONTHS.split())
_AFTER_A_TIME = """
monday tuesday wednesday thursday friday saturday sunday january february march april may june july
august september october november december eastern pacific central mountain local et est edt pt pst
pdt ct cst mt gmt bst utc cet cest aest nzst
"""
AFTER_A_TIME = frozenset(_AFTER_A_TIME.split()) | DAYS_AND_MONTHS

_ENDINGS = "etc inc ltd corp llc plc jr sr a.m p.m u.s u.k u.n e.u d.c s.a"

# These end a sentence when a word follows that usually opens one.
MAY_BE_LAST = frozenset(_ENDINGS.split()) | DAYS_AND_MONTHS
