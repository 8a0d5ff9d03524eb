"""Verbs that introduce or follow what somebody said, per language, as patterns."""

# Forms after « a/ont » or in the present, inverted: « a déclaré X », « assure X ».
_FRENCH_STEMS = """
déclar affirm annonc annonç assur expliqu confi indiqu précis soulign estim jug lanc lanç martel
racont témoign alert avou ajout analys regrett déplor dénonc dénonç insist observ not rappel
réclam résum confirm détaill plaid considèr considér critiqu ironis tonn accus suggèr suggér
avanc avanç révèl révél tempêt cit salu balay évoqu tweet murmur pest tranch conseill recommand
préconis clam exhort implor interrog questionn justifi vant fustig étrill rassur constat remarqu
relèv relev confess nuanc tempér tempèr relativis cingl assèn sourit plaisant certifi garanti
demand revendiqu dénombr recens prôn rêv imagin
"""
_FRENCH_OTHERS = r"""
dit|dits|disent|écrit|écrivent|averti|avertit|répond|répondu|répondent|reconnaît|reconnu
|promet|promis|prévient|prévenu|soutient|soutenu|admet|admis|prédit|conclut|conclu|poursuit
|poursuivi|reprend|repris
|s['’]indigne|indigné|s['’]inquiète|inquiété|s['’]agace|agacé|s['’]emporte|emporté|se\sfélicite
|félicité
|s['’]insurge|insurgé|se\sdéfend|défendu|se\sréjouit|réjoui|se\sdésole|craint|menacé|menace
|fait\ssavoir|fait\svaloir|commente|commenté|rapporte|rapporté|maintient|maintenu|décrit|feint
|rétorque|rétorqué|prétend|prétendu|s['’]étonne|étonné|s['’]exclame|exclamé|s['’]alarme|alarmé
|s['’]amuse|amusé|s['’]enthousiasme|enthousiasmé|renchérit|renchéri|s['’]interroge|jure|juré|crie|crié
|hurle|hurlé|souffle|soufflé|se\sconfie|confié|se\sveut|s['’]offusque|s['’]émeut|met\sen\sgarde
|mis\sen\sgarde|tient\sà|fait\sétat|tance|se\svante|se\srassure
|réagit|réagi|martèle|rappelle|appelle|juge|se\ssouvient|espère|espéré|veut\scroire|glisse|glissé
"""
_STEMS = "|".join(_FRENCH_STEMS.split())
_ENGLISH = """
said|says|say|told|tells|wrote|writes|added|adds|warned|warns|asked|asks|explained|explains|tweeted
|announced|announces|claimed|claims|insisted|insists|noted|notes|argued|argues|stated|states|replied
|admitted|admits|recalled|recalls|declared|declares|acknowledged|acknowledges|predicted|predicts
|called
|vowed|vows|pledged|pledges|posted|concluded|continued|testified|stressed|stresses
"""


def _flat(pattern: str) -> str:
    return "".join(pattern.split())


FINITE = {
    "fr": rf"(?:{_STEMS})(?:e|ent|é|ée|és|ait|aient)|{_flat(_FRENCH_OTHERS)}",
    "en": _flat(_ENGLISH),
}

# « …, reconnaissant que « … » »: a participle whose subject is that of the sentence.
PARTICIPLES = {
    "fr": rf"(?:{_STEMS})e?ant|disant|écrivant|avertissant|répondant"
    r"|reconnaissant|promettant|prévenant|soutenant|admettant|concluant|se\sdisant|faisant\sétat"
    r"|faisant\svaloir|voyant|jugeant",
    "en": r"saying|writing|adding|warning|telling|explaining|claiming|insisting|arguing|noting"
    r"|admitting|acknowledging|stressing|vowing",
}
