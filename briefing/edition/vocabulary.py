"""Word lists of the desk, folded as briefing.text.words gives them; extend them freely."""


def _set(listed: str) -> frozenset[str]:
    return frozenset(listed.split())


# A sentence that begins so leans on the one before it, which the reader does not see.
LEANING = _set("""
il elle ils elles celui celle ceux celles cela ca ceci leur lui mais et or donc car ainsi pourtant
cependant toutefois enfin ensuite puis alors aussi outre son sa ses leurs
he she it they them his her their this that these those but and so then however meanwhile moreover
instead also there
""")
# « Cette mobilisation… » was told before; « cette semaine » was not.
POINTING = _set("ce cet cette ces")
TIMES = _set("""
lundi mardi mercredi jeudi vendredi samedi dimanche matin midi soir nuit jour semaine week mois
trimestre annee ete automne hiver printemps fois
""")
LEANING_OPENINGS = frozenset(
    (
        *("en effet", "en outre", "de son", "par ailleurs", "for its", "for his", "for her"),
        # Half a sentence about the one before: « Une décision saluée par… »
        *("une nouvelle", "une decision", "une annonce", "une mesure", "une situation"),
        *("une hausse", "une baisse", "un chiffre", "un record", "un montant", "une premiere"),
    )
)
LEANING_ANYWHERE = (
    *("cela", "celui ci", "celle ci", "ceux ci", "celles ci", "ce dernier", "cette derniere"),
    *("ces derniers", "ces dernieres", "ce chiffre", "the latter"),
)

# « Avec le record des 30 juin et 1er juillet, … » opens a look back.
LOOKING_BACK = _set("avec apres malgre depuis despite after since")

# No agenda for readers of the economy: games, racing, television.
GAMES = _set("""
loto euromillions keno eurodreams tirage jackpot cagnotte quinte tierce quarte pmu hippodrome
horoscope sudoku lottery powerball
""")
TELEVISION = _set("""
tf1 m6 canal tele television tv netflix replay episode saison diffuse diffusee season streaming
""")

# Units that make a date, an age or a length of time, not a number to remember.
TIME_UNITS = _set("""
an ans annee annees mois semaine semaines jour jours heure heures minute minutes seconde secondes
h min siecle siecles fois year years month months week weeks day days hour hours minutes seconds
century times
""")
# How long, fast or warm something is: a rope, a turn of 180 degrees.
LENGTHS = _set("""
m metre metres cm mm km kilometre kilometres km/h ° °c degre degres meter meters mile miles mph feet
ft degrees
""")
MONEY_UNITS = _set("""
euro euros dollar dollars franc francs livre livres yen yens yuan yuans rouble roubles roupie
roupies couronne couronnes centime centimes cent cents pound pounds pence € $ £ ¥ m€ md€ mds€
million millions milliard milliards billion billions
""")

# A light section makes nothing of a tragedy.
TRAGEDY = _set("""
mort morts morte mortes deces decede decedes decedee decedees meurt meurent deuil tue tues tuee
tuees blesse blesses victime victimes disparu disparus
cadavre cadavres viol viols suicide attentat meurtre meurtres assassinat otage otages massacre
dead dies died dying kills killed deaths death injured wounded victims casualties murder rape
hostages
fosse fosses charnier charniers
""")

# One of these in a quotation: it is a clause, not a scrap.
CLAUSE = _set("""
je tu il elle on nous vous ils elles c ca cela qui est sont etait suis sommes etes ai as a avons
avez ont va vont sera seront peut peuvent doit doivent faut veut veulent fait font
i we you he she they it is are was were am have has will would can could must should do does who
""")
SUBJECTS = _set("je j tu il elle on nous vous ils elles c ce ca cela i we you he she they it")
CLAUSE_ENDINGS = ("aient", "ait", "era", "ront", "rait", "ez")
POSSESSIVES = _set("sa son ses leur leurs cette ce cet ces his her its their this that")
ANONYMOUS = _set("un une des certains certaines plusieurs a an some several one source sources")

# A clause that opens so only sets the scene: « Dans les Alpes, … ».
SETTING = _set("""
a au aux dans en sur sous selon apres avant pour par avec sans malgre depuis pendant chez contre
entre face faute si quand lorsque comme alors vers d afin grace suite lors loin hors parmi jusqu
in on at by for with without after before since while when if as amid under over from
""")
# Where these follow, the clause before them claims more than the whole headline does.
HEDGING = _set("""
selon apres affirme affirment assure assurent dit disent estime estiment croit accuse promet
pourrait pourraient mais sauf pas ni
according says say said claims reportedly could may might but unless not
""")
# The outlet speaks of itself.
OWN_VOICE = _set("notre nos nous our we")
# A question explains or teases; it announces nothing.
ASKING = _set("comment pourquoi quand quel quelle quels quelles combien how why what who which")
# They open a headline without being a name: « Deux usines ferment ».
COUNTED = _set("""
deux trois quatre cinq six sept huit neuf dix plusieurs quelques certains certaines
two three four five six seven eight nine ten several some
""")
# « La cérémonie de signature aura lieu ce vendredi »: of what?
UNNAMED = _set("""
ceremonie signature promulgation texte projet proposition mesure mesures decision decisions reunion
reunions rencontre rencontres audience audiences proces vote accord rapport loi decret conference
sommet debat debats seance examen entretien verdict jugement resultat resultats annonce annonces
reponse mobilisation manifestation rassemblement mouvement operation evenement discussion
discussions negociations entree vigueur application suite presse publique premiere deuxieme
prochaine nouvelle
ceremony signing bill text measure measures decision meeting hearing trial vote deal agreement
report law conference summit debate session talks verdict ruling results announcement event move
protest rally next first second
""")
DEFINITE = _set("le la les l the")
AMOUNTS = _set("million millions milliard milliards billion billions trillion trillions mille")
# What is cut off after one of these waits for its noun.
GOVERNING = _set("""
malgre apres avant parmi chez envers lors depuis despite amid among during without against before
after toward towards manque manquent
""")
# Before « et » these hold two names together.
BETWEEN = _set("entre between")
# How a hedge moves its number: beginnings, folded as briefing.text.fold gives them.
HEDGES_LESS = (
    *("jusqu'a", "pres de", "moins de", "un peu moins", "au plus", "au maximum", "presque"),
    *("quasi", "inferieur", "frolant", "up to", "nearly", "almost", "under", "less than"),
    *("fewer than", "at most", "just under", "close to", "as many as", "as much as"),
)
HEDGES_MORE = (
    *("plus de", "plus d'", "un peu plus", "pas moins", "au moins", "superieur", "depassant"),
    *("more than", "over ", "at least", "just over", "well over"),
)
HEDGES_ABOUT = (
    *("environ", "autour de", "de l'ordre", "aux alentours", "approximativement", "estime"),
    *("quelque", "entre", "about", "around", "roughly", "approximately", "an estimated", "some "),
    *("between",),
)

# Somebody sees it otherwise.
DISPUTING = _set("""
denonce denoncent conteste contestent critique critiquent regrette regrettent redoute redoutent
craint craignent accuse accusent refuse refusent reproche reprochent oppose opposent dement
dementent pourtant rejette rejettent fustige fustigent polemique controverse
warns warned criticised criticized denies denied accuses accused opposes opposed fears feared
disputes disputed rejects rejected controversy
""")
# True on the day they were written, and not the morning after.
RELATIVE_DAYS = _set("hier demain aujourd hui apres-demain avant-hier yesterday tomorrow today")
