import pytest

from briefing.model import Kind
from briefing.newsroom.kinds import kind_of
from tests.builders import item


@pytest.mark.parametrize(
    ("kind", "title"),
    [
        (Kind.LIVE, "DIRECT. Canicule : près de 1 350 écoles fermées"),
        (Kind.LIVE, "EN DIRECT - Wimbledon : la belle journée française"),
        (Kind.LIVE, "En direct, guerre en Ukraine : Kiev dément toute percée"),
        (Kind.LIVE, "Champions Cup : suivez La Rochelle - Sale commenté en direct"),
        (Kind.LIVE, "Covid live updates: cases rise"),
        (Kind.DIGEST, "Guerre en Ukraine, jour 1223 : ce qu’il faut retenir de la journée"),
        (Kind.DIGEST, "Guerre Israël-Hamas, jour 104 : livraison de médicaments"),
        (Kind.DIGEST, "Guerre Israël-Hamas : le point sur la situation du 17 janvier"),
        (Kind.DIGEST, "Ukraine war: what we know on day 104 of the invasion"),
        (Kind.OPINION, "Notre confrère Jean Duval doit être libéré"),
        (Kind.DIGEST, "21 h 40 : écoles fermées, droits de douane… L'actu du jour en bref"),
        (Kind.DIGEST, "Cinq infos à connaître ce matin"),
        (Kind.DIGEST, "Incendie dans l'Aude, écoles... retour sur un lundi caniculaire"),
        (Kind.DIGEST, "Your Thursday Briefing"),
        (Kind.DIGEST, "Newspaper headlines: results pulled amid fiasco"),
        (Kind.DIGEST, "Five things to know for Tuesday"),
        (Kind.GAME, "Résultats Loto FDJ : le tirage du lundi 30 juin 2025"),
        (Kind.GAME, "Quinté du mardi 1er juillet à Vichy"),
        (Kind.GAME, "L'horoscope du 28 juin au 4 juillet"),
        (Kind.PODCAST, "PODCAST. La grande coalition contre la maire"),
        (Kind.PODCAST, "Le journal de 20h - 30/06/2025"),
        (Kind.PODCAST, "L'actu à La Loupe : l'Europe, grande absente"),
        (Kind.PODCAST, "Claire Martin et vous - «Où est l'argent ?»"),
        (Kind.PODCAST, "Eliot Duval et vous – Faut-il taxer les riches ?"),
        (Kind.OPINION, "LE CHOIX D'ELSA - Encore un appel entre deux présidents"),
        (Kind.PROMO, "Bon plan : cette télévision à prix cassé"),
        (Kind.PROMO, "Soldes : ce casque passe à moins de 50 € chez un marchand"),
        (Kind.PROMO, "Best deals on laptops: 40% off today"),
        (Kind.OPINION, "Édito : le prix de la dette"),
        (Kind.OPINION, "Tribune | Pour un impôt mondial"),
        (Kind.OPINION, "Ce que ce vol dit de notre époque, par Gérald Bronneau"),
        (Kind.NEWS, "Direct Énergie relève ses prix"),
        (Kind.NEWS, "La sonde envoyée en direct de Mars se pose"),
        (Kind.NEWS, "Dix francs au lieu du jackpot : les joueurs de loto dépités"),
        (Kind.NEWS, "Le nucléaire relancé par le gouvernement"),
        (Kind.NEWS, "La tribune du stade s'effondre"),
        (Kind.NEWS, "Ruée sur les soldes : le commerce respire"),
        (Kind.NEWS, "A loi votée par les députés, par les sénateurs aussi"),
    ],
)
def test_titles_tell_the_kind(kind: Kind, title: str) -> None:
    assert kind_of(item(title)) is kind


@pytest.mark.parametrize(
    ("kind", "path"),
    [
        (Kind.LIVE, "international/live/2025/06/30/guerre_1.html"),
        (Kind.OPINION, "idees-et-debats/un-titre-1.html"),
        (Kind.PODCAST, "economie/replay-emissions/tech-1.html"),
        (Kind.GAME, "sports/hippisme/arrivee-1.php"),
        (Kind.PROMO, "bons-plans/une-offre-1.html"),
        (Kind.DIGEST, "actu-du-jour/lundi-1.html"),
        (Kind.NEWS, "economie/la-bourse-en-direct-1.html"),
    ],
)
def test_folders_tell_the_kind(kind: Kind, path: str) -> None:
    assert kind_of(item("Un titre sans indice", url=f"https://a.example/{path}")) is kind


def test_a_whole_category_tells_the_kind() -> None:
    assert kind_of(item("Un titre sans indice", categories=("Op-Ed",))) is Kind.OPINION
    assert kind_of(item("Un titre sans indice", categories=("Opinion publique",))) is Kind.NEWS


def test_a_live_podcast_is_a_podcast() -> None:
    assert kind_of(item("Podcast : la campagne, en direct")) is Kind.PODCAST
