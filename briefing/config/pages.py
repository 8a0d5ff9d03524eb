"""What config.toml says of the web pages and of who answers for them."""

from ipaddress import ip_network

from pydantic import Field, field_validator

from briefing.config.table import Table
from briefing.config.values import Mailbox


class Web(Table):
    host: str = Field("127.0.0.1", description="Address to listen on.")
    port: int = Field(8080, ge=0, le=65535, description="Port to listen on; 0 = any free one.")
    index: bool = Field(
        False, description="Whether search engines may list the editions; off: pages say noindex."
    )
    trusted_proxies: tuple[str, ...] = Field(
        (),
        description="Addresses or networks of your reverse proxies, whose X-Forwarded-For is"
        ' believed: ["127.0.0.1"]; empty = nobody\'s.',
    )
    sign_ups_per_network: int = Field(
        20,
        ge=1,
        description="Most sign-ups an hour from one network (IPv4 /24, IPv6 /56); what is beyond"
        " gets no mail.",
    )
    sign_ups_per_hour: int = Field(
        1_000, ge=1, description="Most confirmation mails an hour in all."
    )

    @field_validator("trusted_proxies")
    @classmethod
    def _are_networks(cls, value: tuple[str, ...]) -> tuple[str, ...]:
        for one in value:
            try:
                ip_network(one, strict=False)
            except ValueError as error:
                raise ValueError(
                    f'{one!r} is no address. Write "127.0.0.1" or "10.0.0.0/8".'
                ) from error
        return value


class Imprint(Table):
    publisher: str = Field(
        "", description="Who publishes, with legal form; empty = the sender's name and address."
    )
    director: str = Field("", description="Who answers for what is printed.")
    hosting: str = Field("", description="Who hosts the pages, with address.")
    contact: Mailbox = Field("", description="For questions and rights; empty = the sender's.")
    backups: str = Field(
        "30 days",
        description="How long your backups are kept; readers are told when they have"
        " themselves erased.",
    )
