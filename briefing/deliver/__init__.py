"""How mail leaves: Settings → the Transport they name."""

from briefing.config.settings import Settings
from briefing.deliver.files import FilesTransport
from briefing.deliver.transport import Transport


def transport_for(settings: Settings) -> Transport:
    """Return the transport of `[transport]`. Nothing is opened or connected yet."""
    if settings.transport.kind == "files":
        return FilesTransport(settings.transport.folder)
    # Imported here: sockets and threads are not needed to write files.
    from briefing.deliver.smtp import SmtpTransport

    return SmtpTransport(settings.smtp, settings.delivery)
