"""One parameter of an address → does it only track who came from where? Pure.

Some names track everywhere, some on one site, and some track on most sites and name the article
on a few: those are judged by their value, and by whether the path names the article already.
"""

import re

# A name that begins so tracks.
_PREFIXES = (
    "utm_", "mc_", "mtm_", "piwik_", "hsa_", "matomo_", "stm_", "guce_", "__twitter", "_hs", "__hs",
    "oly_", "vero_", "wt.", "fb_", "gaa_", "gad_", "amp_", "lmd_", "sfmc_", "elq", "adobe_mc",
    "_bta_", "irclick", "mkt_", "wickeds", "optimizely", "ss_campaign", "ss_email", "xtor",
    "_branch_", "dm_i", "dm_t", "spmailing", "spuser", "spjob", "spreport", "ranmid", "raneaid",
    "ransite", "et_rid", "et_cid", "igsh", "pi_list", "zanpid", "intcmp", "cto_pld", "mkevt",
    "mkcid", "mkrid", "attribution_",
)  # fmt: skip
# These too, unless the rest of the name says that it is the number of something: ref_id.
_PREFIXES_BUT_IDS = (
    "at_", "ns_", "pk_", "wt_", "sc_", "trk_", "soc_", "ref_", "ga_", "cm_", "cx_", "ob_", "itm_",
    "tt_", "li_", "icn_", "newsletter_", "int_",
)  # fmt: skip
_IDS = re.compile(r"(?:id|no|nr|num|number|page)")
_NAMES = frozenset({
    "fbclid", "gclid", "gclsrc", "dclid", "gbraid", "wbraid", "srsltid", "msclkid", "yclid",
    "ysclid", "ymclid", "_openstat", "twclid", "epik", "sccid", "rdt_cid", "igshid", "mibextid",
    "xtref", "xtmc", "xts", "xtcr", "xtnp", "xtrq", "cmp", "cmpid", "emc", "icid", "ncid", "ocid",
    "s_cid", "s_kwcid", "ef_id", "mbid", "ito", "dgcid", "traffic_source", "_ga", "_gl", "_gac",
    "ftcamp", "taid", "smid", "smtyp", "guccounter", "srnd", "sref", "spm", "scm", "leadsource",
    "echobox", "wickedid", "m_i", "rb_clickid", "fromrss", "from_rss", "rsstoken", "oc", "rss",
    "cvid", "trk", "trkcampaign", "trkinfo", "trackingid", "lipi", "midtoken", "midsig",
    "trkemail", "hsctatracking", "_kx", "awc", "irgwc", "dicbo", "oborigurl", "outbrainclickid",
    "tblci", "vgo_ee", "ck_subscriber_id", "fsrc", "wpisrc", "wpmm", "intlink_from_url",
    "link_location", "pinned_post_locator", "pinned_post_asset_id", "eref", "__source", "soc_src",
    "tsrc", ".tsrc", "usqp", "unlocked_article_code", "gift_token", "accesstoken", "sharetoken",
    "giftarticle", "een", "nlid", "emailid", "bxid", "esrc", "fref", "hc_ref", "__tn__",
    "__cft__[0]", "share_id", "is_from_webapp", "sender_device", "_bhlid", "omnisendcontactid",
    "bd_vid", "replytocom", "triedredirect", "showwelcome", "isfreemail", "google_editors_picks",
    "sharetype", "shareid", "sharesource", "linksource", "rssfeed", "feedname", "feed_source",
    "utm", "nl_id", "recip_id", "user_email", "phpsessid", "jsessionid", "aspsessionid", "cfid",
    "cftoken", "m_bt", "bt_ee", "bt_ts", "ttclid", "spref", "cndid", "hasha", "hashb", "hashc",
    "scrolla", "wprov", "ex_cid", "link_source", "hootpostid", "buffer_share", "tpcc",
    "xing_share", "actcampaigntype",
})  # fmt: skip
_ON_SITES = {  # on this site and its subdomains
    "nytimes.com": frozenset({"action", "module", "pgtype", "region", "rref", "hp",
        "clicksource", "te", "nl", "contentcollection", "mtrref", "assettype", "auth",
        "referringsource", "em_pos", "instance_id", "segment_id", "user_id", "regi_id",
        "login", "searchresultposition", "campaign_id", "smprod", "context"}),
    "wsj.com": frozenset({"mod", "reflink", "st", "siteid", "page_source"}),
    "marketwatch.com": frozenset({"mod", "reflink", "siteid"}),
    "barrons.com": frozenset({"mod", "reflink", "st", "siteid"}),
    "washingtonpost.com": frozenset({"tid", "itid", "hpid", "pwapi_token", "carta-url", "nid",
        "noredirect"}),
    "cnn.com": frozenset({"cid", "iid", "hpt", "sr"}),
    "ft.com": frozenset({"segmentid", "siteedition", "sharetype"}),
    "economist.com": frozenset({"bclid", "cid"}),
    "twitter.com": frozenset({"s", "t", "cxt", "lang"}),
    "x.com": frozenset({"s", "t", "cxt", "lang"}),
    "tiktok.com": frozenset({"_t", "_r", "lang"}),
    "msn.com": frozenset({"ei", "pc", "form", "apiversion", "noservercache", "domshim",
        "renderwebcomponents"}),
    "news.google.com": frozenset({"hl", "gl", "ceid"}),
    "medium.com": frozenset({"source", "sk", "gi"}),
    "substack.com": frozenset({"publication_id", "r", "s", "post_id", "just_subscribed"}),
    "reddit.com": frozenset({"share", "rdt", "context"}),
    "linkedin.com": frozenset({"originalsubdomain", "refid", "original_referer", "rcm", "eid"}),
    "blogspot.com": frozenset({"m"}),
}  # fmt: skip
# Words that track on most sites and name the article on some.
_DOUBTFUL = frozenset({
    "ref", "source", "src", "partner", "sh", "share", "shared", "from", "via", "origin", "medium",
    "campaign", "campaign_id", "feed", "referrer", "referer", "tag", "mode", "cid", "mod", "nb",
    "mobile", "print", "printable", "redirected", "newsletter", "nl", "track", "channel", "app",
    "platform", "sender", "trigger", "entry", "iid",
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
_SESSION = re.compile(r"(?=.*[a-z])(?=.*\d)[0-9a-z]{16,64}", re.IGNORECASE)
_SESSIONS = frozenset({"_", "sid", "s", "nocache", "sessionid", "session_id", "session"})
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
    if name.startswith(_PREFIXES) or _on_site(name, host):
        return True
    if name.startswith(_PREFIXES_BUT_IDS):
        return _IDS.fullmatch(name.partition("_")[2]) is None
    if name in _SESSIONS:
        return (_BUST if name == "_" else _SESSION).fullmatch(value) is not None
    return name in _DOUBTFUL and _doubtful_tracks(name, value, path=path)


def _on_site(name: str, host: str) -> bool:
    labels = host.split(".")
    sites = (".".join(labels[start:]) for start in range(len(labels) - 1))
    return any(name in _ON_SITES.get(site, frozenset()) for site in sites)


def _doubtful_tracks(name: str, value: str, *, path: str) -> bool:
    if _CHANNEL.fullmatch(value) or (name in _SWITCHES and _ON.fullmatch(value)):
        return True
    if name in _ONLY_CHANNELS or re.fullmatch(r"\d{3,}", value):
        return False
    return _NAMES_ARTICLE.search(path) is not None
