"""The tables of sign-ups and consent; store/schema.py makes them."""

SIGN_UPS = """
ALTER TABLE subscriptions ADD COLUMN until INTEGER;

CREATE TABLE sign_ups (             -- asked for, to be confirmed; also what the limits count
  id            INTEGER PRIMARY KEY,
  kind          TEXT NOT NULL,      -- join, move (a new address of subscriber_id)
  email         TEXT NOT NULL,      -- "" once it is confirmed, refused or too old
  newsletters   TEXT NOT NULL,      -- ids, with a blank between
  subscriber_id INTEGER,
  shown         TEXT NOT NULL,      -- the words that were agreed to
  address_hash  TEXT NOT NULL,
  network_hash  TEXT NOT NULL,
  asked_at      INTEGER NOT NULL,
  verdict       TEXT NOT NULL,      -- wanted, mailed, confirmed, expired, or why there is no mail
  token_hash    TEXT UNIQUE,        -- NULL until the mail leaves
  mailed_at     INTEGER,
  tried_at      INTEGER
) STRICT;

CREATE INDEX sign_ups_by_address ON sign_ups (address_hash, asked_at);

CREATE INDEX sign_ups_by_network ON sign_ups (network_hash, asked_at);

CREATE INDEX sign_ups_by_verdict ON sign_ups (verdict, asked_at);

CREATE TABLE consents (             -- the history of each subscription, with its proof
  id            INTEGER PRIMARY KEY,
  subscriber_id INTEGER NOT NULL REFERENCES subscribers (id) ON DELETE CASCADE,
  newsletter    TEXT NOT NULL,
  before        TEXT NOT NULL,
  after         TEXT NOT NULL,
  reason        TEXT NOT NULL,
  shown         TEXT NOT NULL,      -- the words that were agreed to; a reason for leaving
  at            INTEGER NOT NULL
) STRICT;

CREATE INDEX consents_by_reader ON consents (subscriber_id, newsletter, id);

CREATE TABLE suppressed (           -- who was erased; only signing up anew brings them back
  address_hash TEXT PRIMARY KEY,
  at           INTEGER NOT NULL
) STRICT
"""
