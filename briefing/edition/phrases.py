"""Greetings and sign-offs by language; weekday pools from Monday to Sunday, at least five each."""

GREETINGS: dict[str, tuple[tuple[str, ...], ...]] = {
    "fr": (
        (
            "Bonjour et bon début de semaine !",
            "Bonjour, c'est reparti pour une semaine.",
            "Bonjour ! Nouvelle semaine, café frais.",
            "Bonjour, et bienvenue dans cette nouvelle semaine.",
            "Bonjour ! Le week-end est fini, les nouvelles sont fraîches.",
            "Bonjour : lundi, page blanche.",
        ),
        (
            "Bonjour !",
            "Bonjour et bon mardi !",
            "Bonjour, la semaine prend son rythme.",
            "Bonjour ! Un café, et l'essentiel.",
            "Bonjour, voici votre mardi en bref.",
            "Bonjour : lundi est derrière nous.",
        ),
        (
            "Bonjour, c'est déjà mercredi.",
            "Bonjour et bon mercredi !",
            "Bonjour ! Nous voici au milieu du gué.",
            "Bonjour, la semaine bascule.",
            "Bonjour ! Mercredi, on garde le cap.",
            "Bonjour ! Déjà la moitié de la semaine.",
        ),
        (
            "Bonjour, courage : c'est jeudi.",
            "Bonjour et bon jeudi !",
            "Bonjour ! Jeudi, presque vendredi.",
            "Bonjour, le week-end est en vue.",
            "Bonjour : encore deux matins.",
            "Bonjour, c'est jeudi, on tient bon.",
        ),
        (
            "Bonjour, c'est vendredi !",
            "Bonjour et bon vendredi !",
            "Bonjour ! Dernière ligne droite.",
            "Bonjour, plus qu'un jour.",
            "Bonjour : vendredi, enfin.",
            "Bonjour ! La semaine s'achève, voici l'essentiel.",
        ),
        (
            "Bonjour et bon samedi !",
            "Bonjour ! Grasse matinée permise.",
            "Bonjour, c'est samedi, prenez votre temps.",
            "Bonjour : samedi, rien ne presse.",
            "Bonjour ! Le week-end commence ici.",
        ),
        (
            "Bonjour et bon dimanche !",
            "Bonjour, c'est dimanche : croissants ?",
            "Bonjour ! Un dimanche, sans se presser.",
            "Bonjour : dimanche, au calme.",
            "Bonjour, les nouvelles du dimanche sont là.",
        ),
    ),
    "en": (
        (
            "Good morning! New week, fresh coffee.",
            "Good morning, and welcome to a new week.",
            "Good morning! The weekend is over, the news is not.",
            "Good morning. Monday, and a blank page.",
            "Good morning, and a good start to your week.",
        ),
        (
            "Good morning!",
            "Good morning, and happy Tuesday!",
            "Good morning. Monday is behind us.",
            "Good morning! Coffee first, then the news.",
            "Good morning, here is your Tuesday in brief.",
        ),
        (
            "Good morning! It's Wednesday already.",
            "Good morning, and happy Wednesday!",
            "Good morning. Halfway there.",
            "Good morning! Midweek, mid-coffee.",
            "Good morning, the week is turning.",
        ),
        (
            "Good morning! Hang on, it's Thursday.",
            "Good morning, and happy Thursday!",
            "Good morning. Almost Friday.",
            "Good morning! The weekend is in sight.",
            "Good morning, two mornings to go.",
        ),
        (
            "Good morning, it's Friday!",
            "Good morning, and happy Friday!",
            "Good morning. The home stretch.",
            "Good morning! One last brief this week.",
            "Good morning, one more day to go.",
        ),
        (
            "Good morning, and happy Saturday!",
            "Good morning! No alarm today, we hope.",
            "Good morning. Saturday, no rush.",
            "Good morning, take your time.",
            "Good morning! The weekend starts here.",
        ),
        (
            "Good morning, and happy Sunday!",
            "Good morning. Sunday, and all is calm.",
            "Good morning! A short read, then back to bed.",
            "Good morning, your Sunday brief is here.",
            "Good morning! News, then pancakes.",
        ),
    ),
}

HOLIDAYS = {
    "fr": {
        "01-01": "Bonne année !",
        "05-01": "Bonjour et bon 1er Mai !",
        "05-08": "Bonjour et bon 8 Mai !",
        "07-14": "Bonjour et bon 14 Juillet !",
        "11-11": "Bonjour et bon 11 Novembre !",
        "12-24": "Bonjour et bon réveillon !",
        "12-25": "Joyeux Noël !",
        "12-31": "Bonjour et bon réveillon !",
    },
    "en": {
        "01-01": "Happy New Year!",
        "12-24": "Good morning, it's Christmas Eve!",
        "12-25": "Merry Christmas!",
        "12-31": "Good morning, it's New Year's Eve!",
    },
}

FEASTS_EVERYWHERE = frozenset({"01-01", "12-24", "12-25", "12-31"})

# By the name that a calendar gives the day; what has no greeting here or above gets a neutral one.
HOLIDAYS_BY_NAME = {
    "fr": {
        "Lundi de Pâques": "Bonjour et bon lundi de Pâques !",
        "Ascension": "Bonjour et bon jeudi de l'Ascension !",
        "Lundi de Pentecôte": "Bonjour et bon lundi de Pentecôte !",
        "Assomption": "Bonjour et bon 15 Août !",
        "Toussaint": "Bonjour, c'est la Toussaint.",
    },
    "en": {
        "Thanksgiving Day": "Good morning, and happy Thanksgiving!",
    },
}

# Neutral: on some of these days people mourn.
HOLIDAY_GREETING = {
    "fr": "Bonjour ! Jour férié : {holiday}.",
    "en": "Good morning. It's a holiday: {holiday}.",
}

SHORT = {
    "fr": "Matinée calme : édition courte.",
    "en": "A quiet morning: a short edition.",
}
SHORT_HOLIDAY = {"fr": "{festive} Édition courte.", "en": "{festive} A short edition."}

SIGN_OFFS = {
    "fr": (
        "Bonne journée ! Remarques, découvertes et recettes : répondez à ce courriel.",
        "Bonne journée ! Une erreur, une trouvaille ? Répondez à ce courriel.",
        "Belle journée ! Vos remarques nous sont précieuses : répondez à ce courriel.",
        "Bonne journée ! Un mot, une idée ? Une réponse à ce courriel nous fera plaisir.",
        "Bonne journée ! Vos découvertes surprenantes sont les bienvenues en réponse.",
    ),
    "en": (
        "Our best wishes for a productive day. Send news, comments and recipes by replying.",
        "Have a good day! Spotted a mistake, or an oddity? Just reply.",
        "Have a fine day. Your comments are welcome: just reply to this e-mail.",
        "Thank you for reading. A reply will make our day.",
        "Have a good day! Surprising discoveries are welcome by reply.",
    ),
}

WEEKEND_SIGN_OFFS = {
    "fr": (
        "Bon week-end ! Remarques et découvertes : répondez à ce courriel.",
        "Bon week-end ! Une trouvaille à partager ? Répondez à ce courriel.",
        "Bon week-end ! Le nôtre sera meilleur avec vos remarques : répondez à ce courriel.",
        "Bon week-end ! Une erreur cette semaine ? Répondez à ce courriel.",
        "Bon week-end, bien mérité. Vos découvertes sont les bienvenues en réponse.",
    ),
    "en": (
        "Have a good weekend! Send comments and discoveries by replying.",
        "Have a good weekend! Found an oddity? Just reply.",
        "Have a fine weekend! Ours gets better with your comments: just reply.",
        "Have a good weekend! Spotted a mistake this week? Just reply.",
        "Have a well-earned weekend. Surprising discoveries are welcome by reply.",
    ),
}
