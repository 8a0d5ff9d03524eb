"""The demo: fictional newspapers, a web and a mail server on loopback, one morning in full."""
