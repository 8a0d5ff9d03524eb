"""One parameter of an address → does it only track who came from where? Pure.

Some names track everywhere, some on one site, and some track on most sites and name the article
on a few: those are judged by their value, and by whether the path names the article already.
"""

import re

# A name that begins so tracks, unless the rest of it says that it is a number of something.
_PREFIXES = (
    "utm_", "at_", "mc_", "ns_", "mtm_", "pk_", "piwik_", "hsa_", "matomo_", "stm_", "guce_",
    "__twitter", "_hs", "__hs", "oly_", "vero_", "wt_", "wt.", "sc_", "trk_", "soc_", "fb_",
    "ref_", "ga_", "gaa_", "gad_", "amp_", "lmd_", "cm_", "cx_", "sfmc_", "elq", "adobe_mc",
    "_bta_", "irclick", "ob_", "mkt_", "wickeds", "optimizely", "ss_campaign", "ss_email",
    "itm_", "int_", "xtor", "_branch_", "rtb_", "dm_i", "dm_t", "newsletter_", "spmailing",
    "sprefer", "spuser", "spjob", "spreport", "bt_", "ranmid", "raneaid", "ransite", "et_rid",
    "et_cid", "tt_medium", "tt_content", "li_", "ttclid", "icn_", "igsh", "pi_list", "zanpid",
    "intcmp", "cto_pld", "attribution_", "mkevt", "mkcid", "mkrid", "linkid_",
)  # fmt: skip
_NUMBERED = re.compile(r"(?:id|no|nr|num|number|page)")
_NAMES = frozenset({
    "fbclid", "gclid", "gclsrc", "dclid", "gbraid", "wbraid", "srsltid", "msclkid", "yclid",
    "ysclid", "ymclid", "_openstat", "twclid", "epik", "sccid", "rdt_cid", "igshid", "mibextid",
    "xtref", "xtmc", "xts", "xtcr", "xtnp", "xtrq", "cmp", "cmpid", "emc", "icid", "ncid", "ocid",
    "s_cid", "s_kwcid", "ef_id", "mbid", "ito", "dgcid", "traffic_source", "_ga", "_gl", "_gac",
    "ftcamp", "taid", "smid", "smtyp", "guccounter", "srnd", "sref", "spm", "scm", "leadsource",
    "echobox", "wickedid", "m_i", "rb_clickid", "fromrss", "from_rss", "rsstoken", "oc", "rss",
    "cvid", "trk", "trkcampaign", "trkinfo", "trackingid", "lipi", "midtoken", "midsig", "trkemail",
    "hsctatracking", "_kx", "awc", "irgwc", "dicbo", "oborigurl", "outbrainclickid", "tblci",
    "vgo_ee", "ck_subscriber_id", "fsrc", "wpisrc", "wpmm", "intlink_from_url", "link_location",
    "pinned_post_locator", "pinned_post_asset_id", "eref", "__source", "soc_src", "tsrc", ".tsrc",
    "usqp", "unlocked_article_code", "gift_token", "accesstoken", "sharetoken", "giftarticle",
    "een", "nlid", "emailid", "bxid", "esrc", "fref", "hc_ref", "__tn__", "__cft__[0]", "share_id",
    "is_from_webapp", "sender_device", "_bhlid", "omnisendcontactid", "mpid_source", "bd_vid",
    "replytocom", "triedredirect", "showwelcome", "isfreemail", "publication_id", "google_editors_picks",
    "sharetype", "shareid", "sharesource", "linksource", "rssfeed", "feedname", "feed_source",
    "partnerid_source", "utm", "actid", "actcampaigntype", "nl_id", "e_id", "recip_id", "user_email",
    "phpsessid", "jsessionid", "aspsessionid", "sessionid", "session_id", "cfid", "cftoken",
})  # fmt: skip
_ON_SITES = {  # on this site and its subdomains
    "nytimes.com": {"action", "module", "pgtype", "region", "rref", "hp", "clicksource", "te", "nl",
                    "contentcollection", "mtrref", "assettype", "auth", "referringsource", "em_pos",
                    "instance_id", "segment_id", "user_id", "regi_id", "login", "searchresultposition",
                    "campaign_id", "smprod", "context"},
    "wsj.com": {"mod", "reflink", "st", "siteid", "page_source"},
    "marketwatch.com": {"mod", "reflink", "siteid"},
    "barrons.com": {"mod", "reflink", "st", "siteid"},
    "washingtonpost.com": {"tid", "itid", "hpid", "pwapi_token", "carta-url", "nid", "noredirect"},
    "cnn.com": {"cid", "iid", "hpt", "sr"},
    "ft.com": {"segmentid", "siteedition", "sharetype"},
    "economist.com": {"bclid", "cid"},
    "twitter.com": {"s", "t", "cxt", "lang"},
    "x.com": {"s", "t", "cxt", "lang"},
    "tiktok.com": {"_t", "_r", "lang"},
    "msn.com": {"ei", "pc", "form", "apiversion", "noservercache", "domshim", "renderwebcomponents"},
    "news.google.com": {"hl", "gl", "ceid"},
    "medium.com": {"source", "sk", "gi"},
    "substack.com": {"r", "s", "post_id", "just_subscribed"},
    "reddit.com": {"share", "rdt", "context"},
    "linkedin.com": {"originalsubdomain", "refid", "original_referer", "rcm", "eid"},
    "spiegel.de": {"d", "sara_ref"},
    "blogspot.com": {"m"},
}  # fmt: skip
# Words that track on most sites and name the article on some.
_DOUBTFUL = frozenset({
    "ref", "source", "src", "partner", "sh", "share", "shared", "from", "via", "origin", "medium",
    "campaign", "campaign_id", "feed", "referrer", "referer", "tag", "mode", "cid", "mod", "nb",
    "mobile", "print", "printable", "redirected", "newsletter", "nl", "track", "channel", "app",
    "platform", "sender", "trigger", "entry",
})  # fmt: skip
_ONLY_CHANNELS = frozenset({"tag", "mode", "from", "feed", "channel", "app", "entry", "newsletter"})
_SWITCHES = frozenset({"share", "shared", "mobile", "print", "printable", "redirected", "nb", "sh"})
_ON = re.compile(r"(?:1|0|on|true|yes|y)?", re.IGNORECASE)
_CHANNEL = re.compile(
    r"(rss|feed|atom|flux|news-?letters?|e-?mail|mail|twitter|tw|x|facebook|fb|whatsapp|telegram"
    r"|linkedin|social|bluesky|mastodon|reddit|pocket|flipboard|google|googlenews|homepage|home"
    r"|app|share|article|push|alert|notification|applenews|msn|yahoo|nl|sm|hp|web|mobile)"
    r"([-_.:].*)?",
    re.IGNORECASE,
)
_SESSION = re.compile(r"[0-9a-f]{24,64}", re.IGNORECASE)
_BUST = re.compile(r"\d{10,}")
_SPRINKLR = re.compile(r"sf\d{5,}")
# A path that names an article: a number of four digits, or words joined by two hyphens.
_NAMES_ARTICLE = re.compile(r"\d{4}|[^/-]+-[^/-]+-[^/-]+|[^/_]+_[^/_]+_[^/_]+")


def tracks(part: str, *, host: str, path: str) -> bool:
    """Tell whether « name=value » tracks, on this host and behind this path."""
    name, _, value = part.partition("=")
    name = name.lower()
    if name in _NAMES or _SPRINKLR.fullmatch(name):
        return True
    prefix = next((one for one in _PREFIXES if name.startswith(one)), None)
    if prefix is not None:
        return prefix == "utm_" or _NUMBERED.fullmatch(name.removeprefix(prefix)) is None
    if _on_site(name, host):
        return True
    if name in {"_", "sid", "s", "nocache"}:
        return (_BUST if name == "_" else _SESSION).fullmatch(value) is not None
    return name in _DOUBTFUL and _doubtful_tracks(name, value, path=path)


def _on_site(name: str, host: str) -> bool:
    labels = host.split(".")
    sites = (".".join(labels[start:]) for start in range(len(labels) - 1))
    return any(name in _ON_SITES.get(site, ()) for site in sites)


def _doubtful_tracks(name: str, value: str, *, path: str) -> bool:
    if _CHANNEL.fullmatch(value) or (name in _SWITCHES and _ON.fullmatch(value)):
        return True
    if name in _ONLY_CHANNELS or re.fullmatch(r"\d{3,}", value):
        return False
    return _NAMES_ARTICLE.search(path) is not None
