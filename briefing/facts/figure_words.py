"""What stands around numbers in news, per language: hedges, units, what makes them no figure."""

HEDGES = {
    "fr": r"""
        jusqu['’]à|jusqu['’]aux|environ|près\sde|près\sdes|plus\sde|plus\sdes|plus\sd['’]|moins\sde
        |un\speu\splus\sde|un\speu\smoins\sde|pas\smoins\sde|quelque|au\smoins|au\splus|au\smaximum
        |au\smoins\s(?:de\s)?|presque|à\speine|seulement|autour\sde|autour\sdes|de\sl['’]ordre\sde
        |aux\salentours\sde|quasi|quasiment|approximativement|supérieure?s?\sà|inférieure?s?\sà
        |entre\s\d[\d\s.,]*\set|estimée?s?\sà|dépassant|frôlant
    """,
    "en": r"""
        up\sto|about|around|roughly|nearly|almost|more\sthan|over|under|less\sthan|fewer\sthan
        |at\sleast|at\smost|some|only|an\sestimated|approximately|just\sover|just\sunder|as\smany\sas
        |as\smuch\sas|close\sto|well\sover|between\s[$£€]?\d[\d.,]*\s(?:and)
    """,
}

PERCENT = {
    "fr": r"%|pour\scent\b|points?\sde\spourcentage\b",
    "en": r"%|per\s?cent\b|percentage\spoints?\b",
}

# Currency as written → ISO code; the longest form that stands there counts.
CURRENCIES = {
    "fr": {
        r"euros?\b": "EUR", r"€": "EUR", r"EUR\b": "EUR",
        r"dollars?\s(?:américains|US)\b": "USD", r"dollars?\scanadiens?\b": "CAD",
        r"dollars?\saustraliens?\b": "AUD", r"dollars?\b": "USD", r"US\$|\$\s?US|\$": "USD",
        r"livres?\ssterling\b": "GBP", r"£": "GBP", r"francs?\ssuisses?\b": "CHF",
        r"francs?\sCFA\b": "XOF", r"CHF\b": "CHF", r"francs?\b": "CHF",
        r"yens?\b": "JPY", r"yuans?\b": "CNY", r"roubles?\b": "RUB", r"roupies?\b": "INR",
        r"couronnes?\b": "SEK",
    },
    "en": {
        r"euros?\b": "EUR", r"€": "EUR", r"(?:US\s)?dollars?\b": "USD",
        r"pounds?\ssterling\b": "GBP",
        r"pounds?\b": "GBP", r"Swiss\sfrancs?\b": "CHF", r"CHF\b": "CHF", r"yen\b": "JPY",
        r"yuan\b": "CNY", r"rou?bles?\b": "RUB", r"rupees?\b": "INR",
    },
}  # fmt: skip

BEFORE_MONEY = {
    "$": "USD", "US$": "USD", "£": "GBP", "€": "EUR", "A$": "AUD", "AU$": "AUD", "C$": "CAD",
    "CA$": "CAD", "HK$": "HKD", "NZ$": "NZD", "NT$": "TWD", "S$": "SGD", "R$": "BRL",
}  # fmt: skip

MEASURES = {
    "fr": r"""
        °\s?C|°|degrés?|km/h|km²|km2|km|kilomètres?(?:[-\s]heure)?|mètres?(?:\s(?:par\sseconde|carrés|cubes))?
        |m²|m2|m3|m³|m|cm|mm|kg|kilos?|kilogrammes?|grammes?|tonnes?|quintaux|litres?|hectolitres?
        |hectares?|ha|barils?|GW|GWh|MW|MWh|TWh|kWh|gigawatts?|mégawatts?|watts?|gigaoctets?|Go|To
    """,
    "en": r"""
        °\s?[CF]|°|degrees|km/h|mph|m\.p\.h\.|km|kilomet(?:er|re)s?|met(?:er|re)s?|m|cm|mm|kg|kilos?|tons?|tonnes?
        |miles?|feet|ft|pounds|lbs?|acres?|hectares?|barrels?|gallons?|lit(?:er|re)s?|GW|GWh|MW|MWh|TWh|kWh|GB|TB
    """,
}

# Ages, durations and times of day are no figures.
TIMES = {
    "fr": r"ans?|années?|mois|semaines?|jours?|journées?|nuits?|heures?|h|minutes?|min"
    r"|secondes?|siècles?"
    r"|janvier|février|mars|avril|mai|juin|juillet|août|septembre|octobre|novembre|décembre"
    r"|décennies?|trimestres?|week-ends?|matin|soir",
    "en": r"years?|months?|weeks?|days?|nights?|hours?|hrs?|minutes?|mins?|seconds?"
    r"|a\.?m|p\.?m|o['’]clock"
    r"|centur(?:y|ies)|decades?|January|February|March|April|May|June|July|August|September"
    r"|October|November|December|Jan|Feb|Mar|Apr|Aug|Sept?|Oct|Nov|Dec|quarters?|weekends?",
}

# A number after one of these is a name, a rank, a date or a place in a text.
_NAMING_FRENCH = """
n° no nº numero numeros article articles art page pages jour ligne lignes route loi vol saison
episode tome chapitre chaine canal magnitude echelle niveau phase version top groupe agenda
annee annees an en depuis fin debut ete hiver printemps automne sur janvier fevrier mars avril
mai juin juillet aout septembre octobre novembre decembre lundi mardi mercredi jeudi vendredi
samedi dimanche classe taille chambre lot tour acte titre section pointure note
"""
_NAMING_ENGLISH = """
no number numbers article page pages day line route flight season episode volume chapter channel
magnitude level phase version top group agenda year in since late early summer winter spring
autumn january february march april may june july august september october november december
monday tuesday wednesday thursday friday saturday sunday grade class size section rule type tier
q stage round area covid
"""
NAMING = {
    "fr": frozenset(_NAMING_FRENCH.split()),
    "en": frozenset(_NAMING_ENGLISH.split()),
}

# Nouns do not look like these: what may follow a number that stands alone.
_NO_UNIT_FRENCH = """
contre selon places personne fois premiers premieres derniers dernieres prochains prochaines avril
autres x millions milliards plus moins sur dont
"""
NO_UNIT = {
    "fr": frozenset(_NO_UNIT_FRENCH.split()),
    "en": frozenset(("times", "others", "less")),
}

PUBLICATION_NAMES = ("60 millions de consommateurs", "20 minutes", "24 heures")
