"""Phrases that rule a sentence or a title of news out, or that belong to the page around it."""

import re

from briefing.text import base

_FLAGS = re.IGNORECASE

# Before a title or a sentence: « VIDÉO - », « INFO LE PHARE. », « RÉCIT : ».
_KICKER_WORDS = (
    r"EN\s+DIRECT|DIRECT|LIVE|VID[ÉE]OS?|PHOTOS?|EN\s+IMAGES|IMAGES|INFOS?|EXCLUSIF|EXCLUSIVE"
    r"|EXCLU|DOCUMENT"
    r"|ENTRETIEN|INTERVIEW|R[ÉE]CIT|REPORTAGE|ENQU[ÊE]TE|D[ÉE]CRYPTAGE|ANALYSE|ANALYSIS"
    r"|T[ÉE]MOIGNAGES?"
    r"|PORTRAIT|FACTUEL|VRAI OU FAUX|CARTES?|INFOGRAPHIES?|GRAND FORMAT|SONDAGE|PODCAST|ALERTE"
    r"|URGENT"
    r"|BREAKING(?: NEWS)?|WATCH|UPDATED?|MISE\s+[ÀA]\s+JOUR|COMMENTAIRE|LE\s+CHOIX|AUDIO|REPLAY"
    r"|FOCUS"
    r"|[ÉE]CLAIRAGE|BILAN|CHRONIQUE|OPINION|TRIBUNE|[ÉE]DITO"
)
KICKER = re.compile(
    rf"^\W?\s?(?:{_KICKER_WORDS})(?:[\s'’]+[A-ZÀ-Þ0-9][\w'’-]*){{0,4}}\s*(?:[.|:!]"
    rf"|\s[-–—])\s*(?=\S)"
)
SHOUTED_KICKER = re.compile(
    r"^(?:[A-ZÀ-Þ'’-]{2,}\s){1,4}?[A-ZÀ-Þ'’-]{3,}(?:\.|\s[-–—])\s+(?=[«\"“A-ZÀ-Þ])"
)
BRACKETED = re.compile(
    r"\s?[(\[](?:vid[ée]os?|photos?|en images?|audio|images|infographies?|replay|watch|live|màj"
    r"|abonnés)[)\]]",
    _FLAGS,
)

# A place or agency that opens a report: « PARIS (AFP) — ».
DATELINE = re.compile(
    r"^[A-ZÀ-Þ][\w’' -]{1,30}?(?:,\s[\w .]{2,14})?\s?\((?:AFP|Reuters|AP|Agence)[^)]*\)\s?[-–—]\s"
    r"|^[A-ZÀ-Þ]{3,}(?:[ -][A-ZÀ-Þ]{3,})*(?:,\s\d{1,2}\s\w+)?\s[-–—]\s"
)

_TAILS_FRENCH = r"""
ce\sque\sl['’]on\ssait.*|ce\squ['’]on\ssait.*|ce\squ['’]il\sfaut\s(?:savoir|retenir).*|voici\s.*
|on\svous\s.*
|le\spoint\ssur\s.*|explications|les\sexplications|tout\ssavoir.*|mode\sd['’]emploi|que\ssait-on.*
|les\simages.*|découvrez.*|retour\ssur.*|l['’]essentiel.*|suivez.*|notre\s(?:récit|reportage
|enquête).*
|comment\s.*|pourquoi\s.*|quels?\s.*|quelles?\s.*|faut-il\s.*|ce\squi\s(?:change|attend).*
"""
_TAILS_ENGLISH = r"""
here['’]?s\s.*|what\s(?:we\sknow|you\sneed\sto\sknow|to\sknow).*|everything\s(?:we|you)\s.*
|live\supdates.*
|as\sit\shappened|explained|all\syou\sneed.*|watch\s.*
"""
CLICKBAIT = {
    "fr": re.compile(f"(?:{''.join(_TAILS_FRENCH.split())})$", _FLAGS),
    "en": re.compile(f"(?:{''.join(_TAILS_ENGLISH.split())})$", _FLAGS),
}

_FURNITURE = r"""
lire\saussi|à\slire|lire\sla\ssuite|la\ssuite\saprès|voir\saussi|(?:dés|ré)?abonn(?:ez|é)|inscrivez
|newsletter|infolettre
|cliquez|cookies|crédit\s?(?:photo|s)?\s?:|getty\simages|shutterstock|logo\b
|propos\srecueillis|avec\safp
|publié\sle|mis\sà\sjour|retrouvez|découvrez|suivez|(?:ré)?écoutez|regardez|podcast|téléchargez
|rendez-vous\ssur\snotre
|notre\s(?:journaliste|envoyée?|correspondante?|chroniqueu\w+|rédaction|sélection|dossier|live
|direct|site|briefing)
|nos\s(?:journalistes|abonnés|lecteurs|conseils|experts)|on\svous\s|fait\sle\spoint|reportage\.?$
|entretien\.?$|explications?\.?$
|récit\.?$|décryptage\.?$|analyse\.?$|témoignages?\.?$|interview\.?$|portrait\.?$|en\sdirect
|live\sblog|replay
|unmute|fullscreen|votre\sprogramme\sdans\sun\sinstant|chargement\sen\scours
|appeared\sfirst|continue\sreading|read\s(?:more|also)|sign\sup|subscribe|click\shere|follow\sus
|our\s(?:reporter|live|newsletter)
|https?://|www\.|tous\sdroits\sréservés|all\srights\sreserved|publicité
|partager\ssur
|vidéos?\b.{0,12}$|diaporama|photo\s(?:d['’])?illustration|selon\snos\sinformations
|le\sfigaro\s(?:vous|fait)|quiz|jeu-?concours
|scroll\sdown|courrier\sdes\slecteurs|faites\sle\stest|en\s\w+\squestions|en\sintégralité
|invitée?\s(?:de|du|d['’]|dans|sur)\s|était\sl['’]invitée?|au\smicro\sde
"""
_FURNITURE_SIGNS = r"©|📬|▶|►|→|\[…\]|\[\.\.\.\]|\(avec\s|:\sle\spoint\ssur\s"


class AnyCase:
    """A pattern in small letters, found in letters of any case in a third of IGNORECASE's time."""

    def __init__(self, pattern: str) -> None:
        self._pattern = re.compile(pattern)

    def search(self, text: str) -> re.Match[str] | None:
        """Return the first match in the text in small letters."""
        return self._pattern.search(text.lower())


# Looked for where a word starts only: « four live » is none, and it takes a third of the time.
FURNITURE = AnyCase(rf"\b(?:{''.join(_FURNITURE.split())})|{_FURNITURE_SIGNS}")
BYLINE = re.compile(
    r"^(?:Par|By|De notre)\s[A-ZÀ-Þ]|^[A-ZÀ-Þ][\w-]+ [A-ZÀ-Þ][\w-]+(?:/[A-ZÀ-Þ]|\s?\|)"
)

FIRST_PERSON = {
    "fr": re.compile(
        r"(?<![\w'’-])(?:je|j['’]|nous|notre|nos|mon|ma|mes|moi|vous|votre|vos|-vous)(?![\w-])",
        _FLAGS,
    ),
    "en": re.compile(
        r"(?<![\w'’-])(?:I|I['’]m|we|we['’]re|our|us|my|me|you|your)(?![\w'’-])(?<!US)"
    ),
}

_DANGLING_FRENCH = r"""
(?:ce|cet|cette|ces)(?!\s(?:lundi|mardi|mercredi|jeudi|vendredi|samedi|dimanche|année|semaine
|mois|été|week-end))|
on|l['’]on|ils?|elles?|celui-ci|celle-ci|ceux-ci|celles-ci|cela|ça|c['’]|son|sa|ses|leurs?|lui|eux|mais|et
|or|car|donc
|ainsi|pourtant|cependant|toutefois|néanmoins|par\sailleurs|en\seffet|de\splus|en\soutre
|en\srevanche|puis|ensuite
|enfin|alors(?!\sque?\b)|résultat|voilà|voici|selon\s(?:lui|elle|eux)|d['’]après\s(?:lui|elle
|eux)|à\scette
|pour\s(?:lui|elle|eux|cela)|d['’]autres?|un\sautre|une\sautre|l['’]autre|les\sdeux|tous|toutes
|celui|celle|ceux|y\scompris
|au\sprogramme|là|entre-temps|pendant\sce\stemps|parmi\s(?:eux|elles|ces|les)|dont|qui|que|où
|sauf|même|du\smoins|de\sson\s|pour\ssa\spart|une\ssituation
|un\s(?:score|record|chiffre|geste|choix|pari|projet|constat)|idem
|(?:avec|dans|pour|par|à|lors\sde|malgré|face\sà|après|avant|sur|en|selon|sous|chez|sans
|d['’]après)\s(?:ce|cet|cette|ces|son|sa|ses|leurs?|lui|eux)
|de\squoi|l['’]occasion|à\sl['’]occasion\sde\s(?:ce|cette)|aux?\scôtés
"""
_DANGLING_ENGLISH = r"""
he|she|it|they|this|that|these|those|his|her|its|their|him|them|but|and|so|yet|or|however
|meanwhile|then|also
|there|here|such|another|others|both|instead|still|now|in\saddition|moreover|as\sa\sresult|who
|which|that['’]s|it['’]s|(?:many|some|most|few|several)\s(?:have|has|are|were|say|said|of\sthem)
|because\s(?!of)
"""
DANGLING = {
    "fr": re.compile(rf"(?:{''.join(_DANGLING_FRENCH.split())})(?![\w-])|c['’]", _FLAGS),
    "en": re.compile(rf"(?:{''.join(_DANGLING_ENGLISH.split())})(?![\w-])", _FLAGS),
}

# True on the article's own day only, and within two days of it.
SAME_DAY = {
    "fr": re.compile(
        r"\b(?:hier|avant-hier|aujourd['’]hui|demain|après-demain|ce matin|ce midi|ce soir"
        r"|cet après-midi"
        r"|cette nuit|la nuit dernière|la veille au soir|à l['’]instant|en ce moment même"
        r"|dans la nuit|toute la nuit|jour J|(?:est|sont) (?:toujours |encore )?en cours"
        r"|(?:Bourse|Wall Street|CAC 40|Paris) (?:débute|ouvre|attendue?|vue? en)"
        r")\b",
        _FLAGS,
    ),
    "en": re.compile(
        r"\b(?:yesterday|today|tomorrow|tonight|this (?:morning|afternoon|evening)|last night"
        r"|overnight|all night|D-Day|(?:is|are|remains?) (?:still )?(?:ongoing|under way|underway)"
        r"|(?:ASX|NZX|FTSE|Dow|Nasdaq|Wall Street|shares|stocks)"
        r"(?: set)? to (?:open|slip|rise|fall|drop|gain|climb)"
        r")\b",
        _FLAGS,
    ),
}
NEAR = {
    "fr": re.compile(
        r"\b(?:la semaine (?:dernière|prochaine|passée)|cette semaine|ce week-end"
        r"|le week-end (?:dernier|prochain)"
        r"|(?:lundi|mardi|mercredi|jeudi|vendredi|samedi|dimanche) (?:dernier|prochain)"
        r"|ces derniers jours)\b",
        _FLAGS,
    ),
    "en": re.compile(r"\b(?:(?:last|next|this) (?:week|weekend|\w+day))\b", _FLAGS),
}

OPENS_A_QUESTION = {
    "fr": re.compile(
        r"^(?:pourquoi|comment|que|qui|quels?|quelles?|faut-il|peut-on|combien|où|voici|ce que"
        r"|ce qu['’]|ce qui)\b",
        _FLAGS,
    ),
    "en": re.compile(
        r"^(?:why|how|what|who|which|where|when|should|can|is|are|does|do|here['’]s)\b", _FLAGS
    ),
}


def for_language(table: dict[str, re.Pattern[str]], language: str) -> re.Pattern[str]:
    """Return the pattern of a language, the French one for a language without its own."""
    return table.get(base(language), table["fr"])
