import pytest

from briefing.ingest.walls import wall

JUST = b"<!DOCTYPE html><html><head><title>Just a moment...</title></head></html>"


@pytest.mark.parametrize(
    ("status", "headers", "page", "name"),
    [
        (403, {"cf-mitigated": "challenge"}, b"", "Cloudflare"),
        (200, {"cf-mitigated": "challenge"}, b"", "Cloudflare"),
        (503, {}, JUST, "Cloudflare"),
        (200, {}, JUST, "Cloudflare"),
        (403, {"x-datadome": "protected"}, b"", "DataDome"),
        (405, {"x-amzn-waf-action": "captcha"}, b"", "AWS WAF"),
        (403, {}, b"<html><iframe src='/_Incapsula_Resource?x'></html>", "Imperva"),
        (429, {}, b"<div class='g-recaptcha'></div>", "a captcha"),
    ],
)
def test_a_bot_wall_is_known(status: int, headers: dict[str, str], page: bytes, name: str) -> None:
    assert wall(status, headers=headers, page=page) == name


@pytest.mark.parametrize(
    ("status", "headers", "page"),
    [
        (403, {}, b"<html><title>Forbidden</title></html>"),
        (200, {"x-datadome": "protected"}, b"<rss></rss>"),
        (200, {}, b"<rss><title>Just a moment... g-recaptcha explained</title></rss>"),
        (404, {"server": "cloudflare"}, b""),
    ],
)
def test_other_answers_are_none(status: int, headers: dict[str, str], page: bytes) -> None:
    assert wall(status, headers=headers, page=page) == ""
