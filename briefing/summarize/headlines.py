"""A headline → does it tell news? What serves, comments or plays leads nothing."""

import re

from briefing.summarize.happenings import tells_an_event
from briefing.summarize.shape import has_main_verb
from briefing.text import base, count_words

# A programme, a list of reasons, what to remember, what to buy.
_SERVICE = re.compile(
    r"(?i)\bhow\sto\swatch\b|^all\sthe\sreasons\b|\byou\sneed\sto\sknow\b"
    r"|\bthings\sto\s(?:know|do|watch)\b"
    r"|\breasons\s(?:why|to)\b|\b(?:\d+|two|three|four|five|six|seven|ten)\sways\b"
    r"|\badvice\s(?:on|for)\b|^(?:lessons|tips)\s(?:from|for)\b|\binteractive\b"
    r"|\binfographi(?:c|e|es)\b|\bspeakers\sand\sschedule\b|\bschedule\s(?:for|of)\b"
    r"|\bbest\s(?:deals|buys)\b"
    r"|^(?:\w+\s){1,6}(?:for|at)\s(?:less\sthan|under)\s[$£€]|\bà\smoins\sde\s\d+\s(?:€|euros)\.?$"
    r"|\bce\squ['’]il\sfaut\s(?:savoir|retenir)\b|\bchoses\sà\ssavoir\b"
    r"|\braisons\s(?:de|pour|qui)\b"
    r"|\b(?:\d+|deux|trois|quatre|cinq|six|sept|dix)\s(?:clés|astuces|conseils|questions)\b"
    r"|[.…:]\s(?:toutes\s)?les\s(?:principales\s)?(?:annonces\sd(?:e|u|['’])|mesures\sannoncées\s)"
    r"|\bpour\s(?:tout\s)?comprendre\b|\btout\scomprendre\b|\btous\snos\s(?:contenus|articles)\b|\bconseils\spour\b"
    r"|\bnos\sconseils\b"
)
# A page of pictures, a tour, a test, a programme, an advertisement: “Head to head”, « On a testé ».
_FEATURE = re.compile(
    r"(?i)^(?:all\sthe|head\sto\shead|inside\s(?:the|a)|meet\s(?:the|a)|get|hear|see|watch|listen\sto|pictured"
    r"|revealed|explained|explainer|factbox|timeline)\b|\bin\s(?:pictures|photos|charts|graphics)\b"
    r"|\bon\swhy\b|\bstate\sof\splay\b|\boffers?\sa\sglimpse\b|\bshows?\s(?:what|how|why)\b|\bsort\sdu\ssilence\b|\bmea\sculpa\b|\blessons?\s(?:for|from|of)\b|\bleçons?\sd(?:e|u|es|['’])|^from\s[^:]*\sto\s[^:]*:\s(?:the|how|a)\s"
    r"|\b(?:shares?|tells?)\s(?:her|his|their)\s(?:experiences?|story|stories)\b|^(?:this|these)\s\w+['’]s?\s|\bfor\ssale\.?$|\bbidding\s(?:war|frenzy)\b|\s\|\s"
    r"|\ble\stour\sde\sl['’]actu|(?:^|[:,]\s)on\sa\s\w|\bse\s(?:dévoile|confie|livre|raconte|met\sà\snu)\b"
    r"|\breveals?\s(?:why|how|what|his|her|the\s\w+\s\w+\s(?:he|she))\b|\bmaking-of\b|\bdécryptée?s?\b|\bfact-check\w*|\btout\ssavoir\b|\bau\scrible\b|\bretour\ssur\s|\bà\sla\sdécouverte\b|\bsur\sla\sroute\s(?:de|du|des)\b"
    r"|†|(?:^|[:,.]\s)(?!chez|assez)\w+ez\s|^les\simages\sd(?:e|u|es|['’])|\bvue?s?\spar\sla\spresse\b|\bjournal\sde\sbord\b|\bsorties\scinéma\b"
    r"|\bfilms\sà\svoir\b|:\sle\srécit\b|\ble\sbilan\sd[eu]\s.*\bjour\b"
)
# « Pour une … », « Il est temps de … », “It's time to”, “The case for”: somebody's opinion.
_OPINION = {
    "fr": re.compile(
        r"(?i)^(?:il\s(?:faut|est\stemps|est\surgent)|osons|cessons|arrêtons|halte\s|non,|oui,|et\ssi\b)"
        r"|,\s(?:symptôme|symbole|reflet|miroir)s?\s(?:de|du|des|d['’])"
        r"|:\s(?:il\s(?:faut|est\stemps)|l['’](?:édito|éditorial|analyse|avis|humeur|opinion)\b|la\schronique)"
        r"|^(?!.*(?:[:«\"]|\b(?:selon|d['’]après|di(?:t|sent)|lundi|mardi|mercredi|jeudi|vendredi)\b))"
        r".*\b(?:doit|doivent)\s(?!être|examiner|se\s|rendre|présenter|comparaître|payer)\w+(?:er|ir|re)\b"
        r"|\bn['’](?:a|ont)\sjamais\s\w+\s(?:aussi|autant|si)\b"
        r"|\b(?:est|sont|reste|restent)\s(?:une?\s|l[ea]s?\s|l['’])"
        r"|\bn(?:e\s|['’])\w+\stoujours\spas\b|\bn['’](?:a|ont)\spas\sfini\b|\bn(?:e\s|['’])\w+\squ['’]un"
        r"|[.,!?»\"]\s[Pp]ar\s[A-ZÀ-Þ][\w’-]+(?:\s(?:de\s)?[A-ZÀ-Þ][\w’-]+){1,2}\.?$"
    ),
    "en": re.compile(
        r"(?i)^(?:it['’]s\stime|the\scase\s(?:for|against)|let['’]s\b|no,|yes,|please\b|don['’]t\b|stop\s\w+ing\b)"
        r"|\b(?:opinion|editorial|comment|column|letters)\s?[:|]|\bit['’]s\stime\s(?:to|for|we)\b"
        r"|,\swrites\s|^\w+ing\s[^:,]*:|^(?!.*(?:\bsays?\b|:))[^“\"‘']*\b(?:is|are)\s(?:an?|the)\s"
        r"|^(?!.*(?:\bsays?\b|\bsaid\b|:|\burge|\bif\b|\bwarn|\bcall|\bclaim|report|study))[^“\"‘']*\bshould\s(?:be\s|remember\s|not\s|stop\s|have\s|never\s)"
    ),
}
# « Qui était El Mencho. » asks without its mark; « ces chefs d'entreprise qui … » holds back who.
_HOLDS_BACK = re.compile(
    r"[.…!]\s(?:Ce\s(?:que|qui)|Qui|Pourquoi|Comment|Quels?|Quelles?|Why|How|Who|What)\s"
    r"|(?:^|[:,]\s)(?i:ces|cette|cet|ce)\s[^,:.]*\s(?:qui|que|qu['’]|dont|où)\s"
    r"|^(?i:(?:the\s|la\s)?(?:major\s|main\s|real\s|vraie\s)?(?:reasons?|raisons?))\s"
    r"|^(?:Ce|Cet|Cette|Ces)\s(?!lundi|mardi|mercredi|jeudi|vendredi|samedi|dimanche|année|semaine"
    r"|mois|été|hiver|week-end|matin|soir|nuit)"
    r"|[,:]\s(?:d['’]où|derrière\sl|comment|pourquoi|cet|cette|ces|ce)\s(?!lundi|mardi|mercredi|jeudi|vendredi|samedi|dimanche"
    r"|année|semaine|mois|été|hiver|week-end|matin|soir|nuit)"
    r"|[,:]\sles\s(?:raisons|dessous|coulisses)\sd|(?:^|[:,]\s)(?i:quand|voici|voilà)\s(?!même)|^When\s[^,:]+$|(?i:\b(?:only|big|real|seule|vraie)\squestion\b)"
    r"|^C['’]est\s|\bcomme\s(?:ça|cela|ceci)\b|\bjamais\svu\sça\b"
    r"|\b(?:avec|grâce\sà)\s(?:ce|cet|cette|ces)\s"
    r"|(?:^|:\s)(?i:these|this|the)\s[^,:.]*\sthat\s(?i:will|could|made|has)\s"
)
# « Falcon Express », un pastiche loufoque qui …: a work and what a critic thinks of it.
_REVIEW = re.compile(
    r"^[«“\"][^«»“”\"]+[»”\"],?\s(?:(?:sur|à|on)\s[^:,]{2,20}\s?[:,]\s)?"
    r"(?:une?|l[ea]s?|l['’]|an?|the)\s?[\wÀ-ÿ]"
)
# « Charles Kushner, un ambassadeur à Paris : portrait d'un … », « Jean Dupont, l'inflexible ».
_PORTRAIT = re.compile(r"(?i)[:,]\s(?:le\s|un\s)?(?:portrait|profil)\b|^(?:portrait|profile)\b")
_NAMED = re.compile(
    r"(?!(?:Aux?|Dans|En|Sur|Pour|Selon|Après|Avec|Des|Les?|La|Une?|À|Chez|In|At|On|The)\s)"
    r"[A-ZÀ-Þ][\w’-]+(?:\s(?:de\s|d['’]|des\s)?[A-ZÀ-Þ][\w’-]+){1,2}"
    r"(?:,\s(?=l[ea]\s|l['’]|une?\s|the\s|an?\s)"
    r"|\s?:\s(?=la\svie\s|l['’](?:histoire|ascension|itinéraire)\s|le\s(?:parcours|destin)\s"
    r"|la\schute\s|une?\s|père\s|mère\s|fils\s|fille\s))(?P<rest>.+)$"
)
# « X, sa visite en Chine : "Il doit …" »: whose words?
_QUOTES_NOBODY = re.compile(r"^(?P<head>[^:]*?)\s?:\s[«“\"][^«»“”\"]+[»”\"]\.?$")
_NOTHING_ELSE = re.compile(r"(?:«[^«»]*»|“[^“”]*”|\"[^\"]*\"|‘.*’|'.*')\.?$")
# “JANE FRYER takes a ghost ship tour”: a column by her.
_SIGNED = re.compile(r"\b[A-ZÀ-Þ]{3,}\s[A-ZÀ-Þ]{4,}\s(?:[a-z]+s|to)\s[a-z]")
# “Matthew Hooton: October 17 choice masterful by Ardern”: a column of his.
_COLUMN = re.compile(
    r"^(?!Corona|Covid)[A-Z][\w’'-]+\s[A-Z][\w’'-]*[^s\Wg]:\s(?!.*(?:\bsays?\b|[“\"‘]|\s'|:))"
)
# « Didier Borowski : "La hausse est fragile" »: what one outlet heard, and nothing besides.
_ONLY_QUOTED = re.compile(
    r"^(?:(?:L[ea]|Les)\s\w+\s)?[A-ZÀ-Þ][\w’-]+(?:\s(?:de\s|d['’])?[A-ZÀ-Þ][\w’-]+){0,2}"
    r"(?:\s\([^()]*\)|,\s[a-zà-ÿ][\w’-]*(?:\s[\w’-]+){0,4})?\s?:\s?[«“\"][^«»]+[»”\"]\.?$"
    r"|[»”\"],?\s(?:affirme|estime|juge|dénonce|salue|lance|tance|tempère|déplore|s['’]\w+e)\s"
    r"[A-ZÀ-Þ][\w’-]+(?:\s(?:de\s|d['’])?[A-ZÀ-Þ][\w’-]+){1,2}\.?$"
    r"|^[«“\"][^«»“”\"]+[»”\"]\s?:\s[A-ZÀ-Þ][\w’-]+(?:\s(?:de\s|d['’])?[A-ZÀ-Þ][\w’-]+){1,2}\.?$"
)
_JUDGES = {
    "fr": re.compile(
        r"(?i)\b(?:incendiaires?|funestes?|sidérante?s?|affligeante?s?|pathétiques?|grotesques?|désastreu(?:x|ses?)"
        r"|indécente?s?|cyniques?|absurdes?|délirante?s?|honteu(?:x|ses?)|scandaleu(?:x|ses?)"
        r"|hélas|malheureusement|heureusement|à\sjuste\stitre|à\stort\sou\sà\sraison"
        r"|dans\s(?:sa|une|cette)\s(?:chronique|tribune)|dans\s(?:son|un|cet)\s(?:éditorial|édito|billet))\b"
    ),
    "en": re.compile(
        r"(?i)\b(?:beautifully|brilliantly|sadly|shamefully|disgracefully|hopefully|thankfully|rightly"
        r"|we\s(?:must|should|need)|ridiculous|absurd"
        r"|in\s(?:her|his|this)\s(?:column|op-ed)|shows\s(?:what|why|how)"
        r"|should(?:n['’]t|\snot|\sbe)?)\b(?!.*\b(?:said|says|told|report|according))"
    ),
}
_COLLOQUIAL = re.compile(
    r"(?i)\bça\b|\b(?:casque|poiraute|flingue|fracasse|kiffe|dingue|carton|bluff)\w*\b"
)
_QUOTED = re.compile(r"«[^«»]*»|“[^“”]*”|\"[^\"]*\"|‘[^‘’]*’|\s'\w[^']*\w'(?!\w)")
_SPEAKS = re.compile(
    r"(?i)\s?:\s"
    r"|\b(?:says?|said|claims?|warns?|accus\w+|call\w*|according|tells?|told|slams?|urg\w+|selon"
    r"|d['’]après|estim\w+|affirm\w+|dénonc\w+|pour|d[iî]t|assur\w+|annonc\w+|jug\w+|promet\w*"
    r"|préven\w+"
    r"|demand\w+|appell\w+|évoqu\w+|accept\w+|vis[eé]\w*|qualifi\w+|par)\b"
)
# “‘Unacceptable’: department blasts the plan”; not « … » : un cadre d'Orion.
_WORDS_FIRST = re.compile(r"(?:«[^«»]*»|“[^“”]*”|\"[^\"]*\"|‘[^’]*’|'.*?')\s?[:,]\s(?!une?\s)")
_SEVERAL = re.compile(r"[a-zà-ÿ0-9][.!]\s?[A-ZÀ-Þ]")
_PERSON = re.compile(
    r"^(?:[A-ZÀ-Þ][\w’-]+\s(?:(?:de\s|d['’])(?=[\w’-]+$))?[A-ZÀ-Þ]|(?:[Uu]ne?|[Ll][ea])\s|[Ll]['’]|(?:M\.|Mme|Dr)\s)"
)
_SPEAKER = 6  # words of who speaks, at most
_MANY = 3  # sentences in one title: a list of what a video or a programme holds


def tells_no_news(title: str, language: str) -> bool:
    """Say whether it serves, comments, reviews, or keeps back what it is about."""
    opinion = _OPINION.get(base(language), _OPINION["fr"])
    return (
        _SERVICE.search(title) is not None
        or opinion.search(title) is not None
        or _HOLDS_BACK.search(title) is not None
        or _FEATURE.search(title) is not None
        or _SIGNED.search(title) is not None
        or _COLLOQUIAL.search(_QUOTED.sub(" ", title)) is not None
        or _reviews(title, language)
        or _portrays(title, language)
        or _has_no_speaker(title)
        or len(_SEVERAL.findall(title)) >= _MANY - 1
    )


def _reviews(title: str, language: str) -> bool:
    """Say whether it names a work and judges it, and states nothing: « « X », un récit qui … »."""
    return _REVIEW.match(title) is not None and not has_main_verb(title, language)


def _portrays(title: str, language: str) -> bool:
    """Say whether it names a person and says what he is, not what he did."""
    if _PORTRAIT.search(title):
        return True
    named = _NAMED.match(title)
    if named is None or any(c.isdigit() for c in title) or "«" in title or '"' in title:
        return False
    return not tells_an_event(f"· {named.group('rest')}", language)


def judges(text: str, language: str) -> bool:
    """Say whether the writer passes judgement outside quotation marks: “beautifully”, « hélas »."""
    found = _JUDGES.get(base(language), _JUDGES["fr"])
    return found.search(_QUOTED.sub(" ", text)) is not None


def quotes_nobody(text: str) -> bool:
    """Say whether it quotes and nothing in it speaks: “Palmer ‘trying to bankrupt us’”."""
    return _QUOTED.search(text) is not None and _SPEAKS.search(text) is None


def only_speaks(title: str, language: str) -> bool:
    """Say whether it is somebody's words or opinion and nothing besides: an interview, a column."""
    if base(language) == "en" and _COLUMN.match(title):
        return True
    return _ONLY_QUOTED.search(title) is not None


def opens_with_words(title: str) -> bool:
    """Say whether a quotation stands first and something follows: as reports open, not news."""
    return _WORDS_FIRST.match(title) is not None


def _has_no_speaker(title: str) -> bool:
    """Say whether a quotation is all it tells and what stands before it is no person."""
    if _NOTHING_ELSE.match(title):
        return True
    quotes = _QUOTES_NOBODY.match(title)
    if quotes is None:
        return False
    head = quotes.group("head")
    return "," in head or count_words(head) > _SPEAKER or _PERSON.search(head) is None
