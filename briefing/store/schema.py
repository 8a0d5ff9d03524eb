"""The tables, as migrations: a change is a new function at the end, never an edit of an old one.

Times are integer seconds UTC, days are ISO text, flags 0 or 1, lists JSON text that only Python
reads: what is here runs on PostgreSQL too.
"""

from sqlite_utils import Database, Migrations

migrations = Migrations("briefing")


@migrations()
def first_tables(db: Database) -> None:
    """The daily run: feeds, items, editions, subscribers, deliveries."""
    for statement in _FIRST_TABLES.split(";\n\n"):
        db.execute(statement)


_FIRST_TABLES = """
CREATE TABLE feeds (                -- what we remember between two fetches
  id            TEXT PRIMARY KEY,
  etag          TEXT NOT NULL,
  last_modified TEXT NOT NULL,
  body_hash     TEXT NOT NULL,
  next_fetch_at INTEGER,            -- NULL = due now
  failures      INTEGER NOT NULL,   -- in a row
  last_outcome  TEXT NOT NULL,
  last_error    TEXT NOT NULL,
  last_ok_at    INTEGER
) STRICT;

CREATE TABLE items (
  id         TEXT PRIMARY KEY,      -- digest of the first identity
  feed_id    TEXT NOT NULL,
  url        TEXT,
  title      TEXT NOT NULL,
  summary    TEXT NOT NULL,
  content    TEXT NOT NULL,
  language   TEXT NOT NULL,
  categories TEXT NOT NULL,         -- JSON list
  published  INTEGER,
  first_seen INTEGER NOT NULL,
  dated      INTEGER NOT NULL,      -- published, else first_seen
  revised_at INTEGER,               -- last time its text changed
  history    INTEGER NOT NULL       -- 1: was there when the feed was added; never news
) STRICT;

CREATE INDEX items_by_date ON items (dated, feed_id);

CREATE TABLE item_keys (            -- every identity under which an item was met
  feed_id TEXT NOT NULL,
  key     TEXT NOT NULL,
  item_id TEXT NOT NULL REFERENCES items (id) ON DELETE CASCADE,
  PRIMARY KEY (feed_id, key)
) STRICT;

CREATE INDEX item_keys_by_item ON item_keys (item_id);

CREATE TABLE articles (             -- the full text of shortlisted items
  item_id    TEXT PRIMARY KEY REFERENCES items (id) ON DELETE CASCADE,
  text       TEXT NOT NULL,
  fetched_at INTEGER NOT NULL
) STRICT;

CREATE TABLE editions (
  id          INTEGER PRIMARY KEY,
  newsletter  TEXT NOT NULL,
  day         TEXT NOT NULL,
  state       TEXT NOT NULL,
  reason      TEXT NOT NULL,
  number      INTEGER,              -- NULL when skipped
  document    TEXT,                 -- the frozen edition, JSON; NULL when skipped
  made_at     INTEGER,              -- also the cut-off: items after it are for the next one
  approved_at INTEGER,
  sent_at     INTEGER,
  UNIQUE (newsletter, day),
  UNIQUE (newsletter, number)
) STRICT;

CREATE TABLE printed (              -- what stood in an edition, for « not again tomorrow »
  newsletter TEXT NOT NULL,
  day        TEXT NOT NULL,
  story_id   TEXT NOT NULL,
  item_ids   TEXT NOT NULL,         -- JSON list
  outlets    TEXT NOT NULL,         -- JSON list
  text       TEXT NOT NULL,
  PRIMARY KEY (newsletter, day, story_id)
) STRICT;

CREATE TABLE subscribers (
  id    INTEGER PRIMARY KEY,
  email TEXT NOT NULL UNIQUE,
  state TEXT NOT NULL,
  since INTEGER NOT NULL,
  proof TEXT NOT NULL               -- when and how consent was given
) STRICT;

CREATE TABLE subscriptions (        -- subscriber × newsletter
  subscriber_id INTEGER NOT NULL REFERENCES subscribers (id) ON DELETE CASCADE,
  newsletter    TEXT NOT NULL,
  state         TEXT NOT NULL,
  since         INTEGER NOT NULL,
  ended_at      INTEGER,
  PRIMARY KEY (subscriber_id, newsletter)
) STRICT;

CREATE TABLE deliveries (
  id            INTEGER PRIMARY KEY,
  edition_id    INTEGER NOT NULL REFERENCES editions (id),
  subscriber_id INTEGER NOT NULL REFERENCES subscribers (id),
  state         TEXT NOT NULL,
  attempts      INTEGER NOT NULL,
  next_try_at   INTEGER,
  response      TEXT NOT NULL,
  changed_at    INTEGER NOT NULL,
  UNIQUE (edition_id, subscriber_id)
) STRICT;

CREATE INDEX deliveries_by_state ON deliveries (edition_id, state, id);

CREATE TABLE secrets (              -- random keys, made on first use
  name  TEXT PRIMARY KEY,
  value TEXT NOT NULL               -- hex
) STRICT
"""
