import hmac

from hypothesis import given
from hypothesis import strategies as st

from briefing.keyed import keyed


@given(
    key=st.binary(max_size=300),
    prefix=st.binary(max_size=80),
    texts=st.lists(st.binary(max_size=200), max_size=4),
    algorithm=st.sampled_from(["sha256", "sha512"]),
)
def test_each_text_gets_its_hmac_whatever_came_before(
    key: bytes, prefix: bytes, texts: list[bytes], algorithm: str
) -> None:
    digest = keyed(key, prefix, algorithm)
    assert [digest(one) for one in texts] == [
        hmac.digest(key, prefix + one, algorithm) for one in texts
    ]
