"""What serves, comments, plays or holds back leads no story."""

import pytest

from briefing.summarize.headlines import only_speaks, tells_no_news

NO_NEWS = [
    ("10 choses à savoir sur le nouveau ministre des ports", "fr"),
    ("Inégalités : 5 clés pour comprendre l'écart de salaires", "fr"),
    ("Hôpitaux, franchises, prévention... Les annonces du ministre sur la santé", "fr"),
    ("Trahi par un ami, ex-policier... Qui était Jean Dupont", "fr"),
    ("Prêts garantis : ces chefs d'entreprise qui se retrouvent coincés", "fr"),
    ("Le Phare veut concurrencer tous avec ce casque haut de gamme", "fr"),
    ("Satellite : on n'avait jamais vu la Terre comme ça", "fr"),
    ("« Faucon express », un pastiche loufoque qui ne reprend jamais son souffle", "fr"),
    ("« Angèle » sur Canal : l'improbable histoire d'une femme qui voulait être une star", "fr"),
    ("Jean Dupont, un ambassadeur à Paris : portrait d'un homme pressé", "fr"),
    ("Jean Dupont : la vie secrète du maire de Lyon", "fr"),
    ('Jean Dupont, sa visite en Chine : "Il doit représenter tout le monde"', "fr"),
    ("Procès de Jean Martin : « Jamais je n'aurais imaginé cela »", "fr"),
    ("Les retraites : il est temps d'agir", "fr"),
    ("Trente pages et un silence : quand la droite réécrit l'histoire", "fr"),
    ("Port : après l'échec, voici comment la marine se prépare", "fr"),
    ("Fuite de données : 5 minutes pour comprendre l'affaire", "fr"),
    ("La gauche doit sortir de l'impasse", "fr"),
    ("Livraisons suspendues : ça tombe bien", "fr"),
    ("On a écouté le nouvel album de Jean Martin", "fr"),
    ("Démographie : le nombre ne fait pas l'Histoire, par Jean Martin", "fr"),
    ("Les femmes sont l'avenir du secteur", "fr"),
    ("Syldavie : le sommet de la dernière chance", "fr"),
    ("La canicule pèse sur le port... et sur la ville", "fr"),
    ("L'appel de Klow vu de l'étranger", "fr"),
    ("Fares RISE again in Port Clair", "en"),
    ("Syldavia OFFICIALLY in recession", "en"),
    ("The burden vice president Jane Martin would bear", "en"),
    ("JANE MARTIN takes a ghost ship tour", "en"),
    ("The California fires in pictures", "en"),
    ("Head to head: the three cheapest cars", "en"),
    ("Jane Martin is a prominent economist", "en"),
    ("Five cool cars for less than $40k", "en"),
    ("Day 2 of the convention: speakers and schedule", "en"),
    ("Tablet interactive: the election of 2020", "en"),
    ("Major reason for the grocer's profit slide", "en"),
    ("The case for a wealth tax", "en"),
    ("Social media in court. Fires. Prepare for Sunday", "en"),
]
NEWS = [
    ("Aux Etats-Unis, l'administration tente d'endiguer la crise à la frontière", "fr"),
    ("Jean Dupont, le maire de Lyon, condamné à trois ans de prison", "fr"),
    ("Grand Paris : trois entreprises sur les rangs pour reprendre le service", "fr"),
    ("« Le Phare », journal satirique, est visé par une plainte", "fr"),
    ("Qatar Airways renonce à deux lignes", "fr"),
    ("Le Sénat doit examiner mardi la réforme", "fr"),
    ("L'accord signé ce mardi entre en vigueur", "fr"),
    ("La SNCF a engrangé de gros bénéfices en 2025", "fr"),
    ("Visitors from Brunei must use the app while in town", "en"),
    ("Kenosha Shootings: Two Killed and One Injured in Chaotic Night", "en"),
]


@pytest.mark.parametrize(("title", "language"), NO_NEWS)
def test_what_serves_comments_or_holds_back_tells_no_news(title: str, language: str) -> None:
    assert tells_no_news(title, language)


@pytest.mark.parametrize(("title", "language"), NEWS)
def test_a_statement_tells_news(title: str, language: str) -> None:
    assert not tells_no_news(title, language)


@pytest.mark.parametrize(
    ("title", "language"),
    [
        ('Didier Martin : "La hausse est aussi suspecte que fragile"', "fr"),
        ('Didier Martin (LR): "On doit être choqué"', "fr"),
        ("Didier Martin, historien : « Le mot “peur” rassemble »", "fr"),
        ("« Si on défait ce qu'on a voté, on déçoit » : Anne Martin", "fr"),
        ('Fraude : "Il faut être prudent", tempère Attac Syldavie', "fr"),
        ("Matthew Martin: October choice masterful by the minister", "en"),
    ],
)
def test_an_interview_or_a_column_is_somebodys_opinion(title: str, language: str) -> None:
    assert only_speaks(title, language)


@pytest.mark.parametrize(
    ("title", "language"),
    [
        ("« Il faut agir » : la banque centrale relève ses taux", "fr"),
        ("Coronavirus France: riot police enforce mask-wearing", "en"),
    ],
)
def test_a_statement_with_a_quotation_is_none(title: str, language: str) -> None:
    assert not only_speaks(title, language)


@pytest.mark.parametrize(
    ("title", "language"),
    [
        ("Alors que les heurts continuent, l'ex-Premier ministre a été emprisonné", "fr"),
        ("L'ancienne maire a été condamnée à trois ans de prison", "fr"),
        ("Condamné à cinq ans de prison, l'ancien président fait appel", "fr"),
        ("Former finance minister jailed for three years", "en"),
        ("Court jails the ex-president after a week of protests", "en"),
    ],
)
def test_a_former_office_holder_without_a_name_is_unclear(title: str, language: str) -> None:
    assert tells_no_news(title, language)


@pytest.mark.parametrize(
    ("title", "language"),
    [
        ("L'ex-Premier ministre Jean Martin a été emprisonné", "fr"),
        ("Syldavie : l'ex-Premier ministre a été emprisonné", "fr"),
        ("Vingt milliards de pertes : Lyre paye les erreurs de son ex-patron", "fr"),
        ("Martin condamné, l'ancien président fait appel", "fr"),
        ("L'ancien président sud-coréen a été arrêté", "fr"),
        ("L'ancien siège du journal a été vendu 20 millions d'euros", "fr"),
        ("Former US president fined $40m by a court", "en"),
        ("Syldavia jails former prime minister", "en"),
    ],
)
def test_a_former_office_holder_with_a_name_or_a_land_is_none(title: str, language: str) -> None:
    assert not tells_no_news(title, language)
