"""An item → its kind: news, or one of the things that are no story of their own."""

import re
from collections.abc import Sequence

from briefing.model import Item, Kind
from briefing.newsroom.sections import url_folders

_DAYS = "lundi|mardi|mercredi|jeudi|vendredi|samedi|dimanche|week-end"
_BRIEFINGS = "morning|evening|daily|monday|tuesday|wednesday|thursday|friday|weekend"
_LOTTERIES = r"(super )?(loto|euro ?millions|euro ?dreams|keno|powerball|lotto|quint[ée]|tierc[ée])"
_TALK = "The|How|Why|What|It['’]s|A|My|Our|We|Is|Are|Don['’]t"  # after a columnist's name
_COLUMNS = r"[ée]dito(rial)?|tribune|chronique|billet"

# Parts of a title in lower case. Order matters: a live podcast is a podcast, not a live. One
# alternative a line, so that what opens a title is tried once, and a word only where one starts.
_IN_TITLES: dict[Kind, tuple[str, ...]] = {
    Kind.GAME: (
        rf"^\W*{_LOTTERIES}\b",
        rf"\b(résultats?|tirage|numéros gagnants|pronostics?)\b.*\b{_LOTTERIES}\b",
        r"\b(horoscope|sudoku|crossword|wordle|sutom|mots? (croisé|fléché|mêlé)s?)\b",
        r"^gagne(z)? (tes|vos|des)\b",
        r"^\W*quiz\b",
        r"\bjeu[- ]concours\b",
        r"\bconcours\s*:",
        r"\bquiz\s*[:.!?|]",
        r"\bnews quiz\b",
    ),
    Kind.PODCAST: (
        r"^\W*(full video|watch|listen)\s*[:|–—]",
        r"^\W*(podcasts?|replay|(à )?écouter|listen)\b",
        r"\bpodcast\s*[:.|)\]]",
        r"\b(journal|jt) (de|du) \d+ ?h",
        r"\ble \d+h\d* (franceinfo|inter|rtl)\b",
        r"^l['’]actu à la loupe",
        r"^\W*(l['’]intégrale|l['’]émission) d[eu]\b",
        r"\bprogrammes? tv\b",
        r"\baudiences tv\b",
        r"\btv tonight\b",
        r"\bet vous\s*[-–] ?[«\"]",
        r"^([^\W\d_][\w.'’-]* ){1,4}et vous\s*[-–—:]",
    ),
    Kind.DIGEST: (
        r"ce qu['’]il faut retenir",
        r"ce qu['’]il faut savoir (de|ce|du) (l['’]actu|la nuit|matin)",
        r"\bl['’]actu(alité)?s? (du jour|de la (semaine|nuit|journée)|en bref)\b",
        r"\b(en bref|les titres d[eu]|revue de presse|le récap(itulatif)?)\b",
        r"^[^:]{4,40}, (jour|day) \d+\b",
        r"\ble (point sur la situation|bilan du \d+e jour)\b",
        r"\bwhat we know on day \d+\b",
        r"^\W*(l['’]essentiel d|le point sur|les infos d|à la une\b)",
        r"^(les )?(\d+|deux|trois|quatre|cinq|six|sept|dix) (infos|actus|actualités)\b",
        rf"\bretour sur (la|une|un|le|ce|cette) (journée|semaine|{_DAYS})\b",
        rf"\b({_BRIEFINGS}) briefing\b",
        r"\bnews (round-?up|in brief)\b",
        r"^(\d+|three|four|five|six|seven|ten) things (to|you need to) know\b",
        r"\b(today|yesterday)['’]s (headlines|top stories)\b",
        r"^(newspaper headlines|the papers)\b",
        r"^(the )?(week|day) in (review|brief)\b",
        r"^what (you )?(need )?to know (today|this)\b",
    ),
    Kind.LIVE: (
        r"^\W*direct\s*([.:,|–—-]|$)",
        r"^\W*(en direct|regardez)\b",
        r"\ben direct\s*[:.|»–-]",
        r"\ben (direct|live)$",
        r"[:,.] (vivez|suivez)\b",
        r"\bminute par minute\b",
        r"\bsuivez (en (direct|live)|notre (direct|live)|le (direct|match|live))\b",
        r"\b(commenté|à suivre|regardez) en direct\b",
        r"^\W*live\s*[:.|–-]",
        r"\blive (updates?|blog|coverage|score)\b",
        r"[-–—|:] live\b",
        r"\bas it happened\b",
    ),
    Kind.PROMO: (
        r"\b(bons? plans?|codes? promo|promos?|french days|black friday deals|prime day)\b",
        r"\b(prix (cassé|mini|fou|imbattable|choc)s?|à prix réduit|ventes? flash)\b",
        r"\b(abonnez-vous|offre spéciale|publi-?(communiqué|reportage|rédactionnel))\b",
        r"\b(contenu (sponsorisé|partenaire)|sponsored|advertorial|best deals?|deal alert)\b",
        r"\d ?% off\b",
        r"\bfor just [$£€]\d",
        r"\bsave [$£€]\d+",
        r"\d ?(€|euros) de réduction\b",
        r"-\s?\d+ ?%.*(€|euros)",
        r"\bà (seulement|moins de) \d+ ?€",
    ),
    Kind.OPINION: (
        rf"^\W*(le )?({_COLUMNS}|opinion|parti pris|point de vue|humeur)\s*[.:|–—]",
        r"^\W*(comment|letters?|le bloc-notes de [^:]+)\s*[.:|–—]",
        rf"[«\"”»:.?!,] ?(le |la |l['’])?({_COLUMNS})( de\b| d['’]|$)",
        r"\bnotre (confrère|consœur|collègue)\b",
        r"^(faut|doit|peut|devrait|pourrait|va)-(t-)?(il|on|elle)\b[^:«]*\?$",
        r"^(should|must|can|could|is it|do we|are we)\b[^:]*\?$",
    ),
}

# … and those where the case matters: a signature, a columnist's name, a programme in capitals.
_CASED = re.compile(
    r"[,:–—] [Pp]ar [A-ZÉ]\S+( (de |d['’])?[A-ZÉÈÀ]\S+)+$"
    rf"|^[A-Z][\w'’-]+ [A-Z][\w'’-]+: ({_TALK}) "
    r"|^(LE|LA|LES|L['’]) ?[A-ZÀ-Ý][A-ZÀ-Ý'’ ]+ D([EU] |['’] ?)[A-ZÀ-Ý'’ ]+ [-–—] "
)

# Folders of the address.
_IN_ADDRESSES: dict[Kind, str] = {
    Kind.GAME: """loto jeux-de-hasard hippisme quinte turf horoscope astrologie jeux crosswords quiz
        puzzles-games mots-croises horse-racing racing""",
    Kind.PODCAST: """podcast podcasts replay replays emissions emission replay-emissions
        replay-radio replay-jt replay-magazine programme-tv audio programmes stuff-to-watch""",
    Kind.LIVE: "live direct en-direct live-news liveblog live-blog livestory",
    Kind.PROMO: """bons-plans bon-plan shopping guide-d-achat guides-d-achat code-promo deals
        sponsored brandvoice partenaires partner-content publi-redactionnel publireportage
        services escape coupons""",
    Kind.OPINION: """opinion opinions idees idees-et-debats debats debat edito editos editorial
        editoriaux editorials editos-du-point tribune tribunes chronique chroniques vox blogs blog
        commentisfree comment columnists columns invites-du-point postillon a-vif points-de-vue
        le-cercle letters""",
    Kind.DIGEST: "actu-du-jour en-bref newsletters revue-de-presse briefing",
}

# Whole categories of the feed, in any case.
_AS_CATEGORIES: dict[Kind, str] = {
    Kind.GAME: "horoscope|jeux|loto|crosswords?|quiz",
    Kind.PODCAST: "podcasts?|émissions?|replay",
    Kind.LIVE: "live|live ?blog|en direct|direct",
    Kind.PROMO: "sponsored|bons? plans?|shopping|promo|partenaires?|deals",
    Kind.OPINION: "op-?ed|opinions?|tribunes?|éditos?|editorials?|débats?|idées|chroniques?",
}


def _pattern(parts: Sequence[str]) -> re.Pattern[str]:
    """Return one pattern of all parts; `\\b` is taken out of them, so it is tried once a letter."""
    split = [part.removeprefix(r"\b") for part in parts if part.startswith(r"\b")]
    others = [part for part in parts if not part.startswith((r"\b", "^"))]
    openings = "|".join(part[1:] for part in parts if part[0] == "^") or "(?!)"
    return re.compile("|".join((rf"\A(?:{openings})", rf"\b(?:{'|'.join(split)})", *others)))


_ANY = _pattern([part for parts in _IN_TITLES.values() for part in parts])  # most titles: no kind
_TITLES = [(kind, _pattern(parts)) for kind, parts in _IN_TITLES.items()]
_FOLDERS = [(kind, frozenset(names.split())) for kind, names in _IN_ADDRESSES.items()]
_CATEGORIES = [(kind, re.compile(names, re.I)) for kind, names in _AS_CATEGORIES.items()]


def kind_of(item: Item) -> Kind:
    """Return the kind by title, else by address, else by category; NEWS when none says it."""
    return _of_title(item.title) or _of_url(item.url) or _of_categories(item) or Kind.NEWS


def _of_title(title: str) -> Kind | None:
    lower = title.lower()
    if _ANY.search(lower):
        return next(kind for kind, pattern in _TITLES if pattern.search(lower))
    return Kind.OPINION if _CASED.search(title) else None


def _of_url(url: str | None) -> Kind | None:
    parts = frozenset(url_folders(url))
    return next((kind for kind, names in _FOLDERS if parts & names), None)


def _of_categories(item: Item) -> Kind | None:
    labels = [category.strip() for category in item.categories]
    return next(
        (kind for kind, pattern in _CATEGORIES if any(map(pattern.fullmatch, labels))), None
    )
