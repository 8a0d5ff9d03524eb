"""The tables, as migrations: a change is a new function at the end, never an edit of an old one.

Times are integer seconds UTC, days are ISO text, flags 0 or 1, lists JSON text that only Python
reads: what is here runs on PostgreSQL too.
"""

from sqlite_utils import Database, Migrations

from briefing.store.audience_tables import SIGN_UPS

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


@migrations()
def one_reader_per_address(db: Database) -> None:
    """Jean@x and jean@x are one subscriber; those written twice so far become one."""
    for statement in _ONE_READER_PER_ADDRESS.split(";\n\n"):
        db.execute(statement)


# The oldest row stays. Who left under either spelling has left: nobody who left is written to.
_ONE_READER_PER_ADDRESS = """
CREATE TEMPORARY TABLE spellings AS
SELECT id, (SELECT MIN(first.id) FROM subscribers AS first
            WHERE lower(first.email) = lower(subscribers.email)) AS kept
FROM subscribers;

DELETE FROM spellings WHERE id = kept;

INSERT INTO subscriptions (subscriber_id, newsletter, state, since, ended_at)
SELECT spellings.kept, newsletter, state, since, ended_at
FROM subscriptions JOIN spellings ON spellings.id = subscriptions.subscriber_id
WHERE 1 ORDER BY subscriptions.subscriber_id
ON CONFLICT (subscriber_id, newsletter) DO UPDATE SET
  state = excluded.state, ended_at = excluded.ended_at WHERE excluded.state = 'gone';

UPDATE OR IGNORE deliveries
SET subscriber_id = (SELECT kept FROM spellings WHERE spellings.id = subscriber_id)
WHERE subscriber_id IN (SELECT id FROM spellings);

DELETE FROM deliveries WHERE subscriber_id IN (SELECT id FROM spellings);

DELETE FROM subscribers WHERE id IN (SELECT id FROM spellings);

DROP TABLE spellings;

CREATE UNIQUE INDEX subscribers_by_address ON subscribers (lower(email))
"""


@migrations()
def logbook(db: Database) -> None:
    """What the scheduler remembers: when it last looked, and what it told the operator."""
    for statement in _LOGBOOK.split(";\n\n"):
        db.execute(statement)


_LOGBOOK = """
CREATE TABLE ticks (                -- a morning that passed since then was missed
  newsletter TEXT PRIMARY KEY,
  last_at    INTEGER NOT NULL
) STRICT;

CREATE TABLE alerts (               -- one of a kind a day
  id        INTEGER PRIMARY KEY,
  kind      TEXT NOT NULL,
  about     TEXT NOT NULL,          -- a newsletter, or ""
  day       TEXT NOT NULL,
  text      TEXT NOT NULL,
  noted_at  INTEGER NOT NULL,
  tried_at  INTEGER,                -- last time the mail server was asked to take it
  mailed_at INTEGER,                -- NULL = still to be mailed, where there is an operator
  UNIQUE (kind, about, day)
) STRICT
"""


@migrations()
def feed_health(db: Database) -> None:
    """Where a feed moved to, since when it fails or is silent, and why it is off."""
    for column in _FEED_HEALTH.strip().splitlines():
        db.execute(f"ALTER TABLE feeds ADD COLUMN {column}")


_FEED_HEALTH = """
asked_as TEXT NOT NULL DEFAULT ''
address TEXT NOT NULL DEFAULT ''
moving_to TEXT NOT NULL DEFAULT ''
moving_seen INTEGER NOT NULL DEFAULT 0
disabled TEXT NOT NULL DEFAULT ''
blocked INTEGER NOT NULL DEFAULT 0
failing_since INTEGER
last_new_at INTEGER
usual_gap_s INTEGER
wait_s INTEGER
skip_hours INTEGER NOT NULL DEFAULT 0
skip_days INTEGER NOT NULL DEFAULT 0
"""


@migrations()
def pages_rates_calendars(db: Database) -> None:
    """What came of reading a page; the central bank's rates; the dates of calendars."""
    for statement in _PAGES_RATES_CALENDARS.split(";\n\n"):
        db.execute(statement)


_PAGES_RATES_CALENDARS = """
ALTER TABLE articles ADD COLUMN reading TEXT NOT NULL DEFAULT 'read';

ALTER TABLE articles ADD COLUMN paywalled INTEGER NOT NULL DEFAULT 0;

ALTER TABLE articles ADD COLUMN note TEXT NOT NULL DEFAULT '';

CREATE TABLE rates (                -- of one euro
  day      TEXT NOT NULL,
  currency TEXT NOT NULL,
  value    REAL NOT NULL,
  PRIMARY KEY (day, currency)
) STRICT;

CREATE TABLE appointments (         -- what calendars announce; replaced with each fetch of one
  id       INTEGER PRIMARY KEY,
  calendar TEXT NOT NULL,
  day      TEXT NOT NULL,           -- in the calendar's own zone
  at       INTEGER,                 -- NULL = all day
  text     TEXT NOT NULL,
  source   TEXT NOT NULL,
  url      TEXT NOT NULL
) STRICT;

CREATE INDEX appointments_by_day ON appointments (day)
"""


@migrations()
def deliveries_in_order(db: Database) -> None:
    """When an edition began to leave: the date of its mails. Deliveries go in the order of readers.

    The index by state cost a third of queueing a million readers, and two entries a message.
    """
    db.execute("ALTER TABLE editions ADD COLUMN begun_at INTEGER")
    db.execute("DROP INDEX deliveries_by_state")


@migrations()
def corrections(db: Database) -> None:
    """What the editors corrected, in their own words."""
    db.execute(_CORRECTIONS)


_CORRECTIONS = """
CREATE TABLE corrections (
  id         INTEGER PRIMARY KEY,
  newsletter TEXT NOT NULL,
  day        TEXT NOT NULL,         -- of the edition that was wrong
  text       TEXT NOT NULL,
  noted_at   INTEGER NOT NULL,
  UNIQUE (newsletter, day, text)
) STRICT
"""


@migrations()
def archive(db: Database) -> None:
    """What can be found in the editions that were let out, and the words of each piece."""
    from briefing.store.archive import entries

    for statement in _ARCHIVE.split(";\n\n"):
        db.execute(statement)
    for id, document in list(db.execute(_LET_OUT)):
        for statement, values in entries(id, document):
            db.execute(statement, values)


_ARCHIVE = """
CREATE TABLE archive_pieces (       -- a story, number, quote or event of an edition
  id         INTEGER PRIMARY KEY,
  edition_id INTEGER NOT NULL REFERENCES editions (id) ON DELETE CASCADE,
  kind       TEXT NOT NULL,
  story_id   TEXT NOT NULL          -- "" = none
) STRICT;

CREATE INDEX archive_pieces_by_edition ON archive_pieces (edition_id);

CREATE VIRTUAL TABLE archive_words USING fts5 (text, tokenize = 'unicode61 remove_diacritics 2')
"""

_LET_OUT = """
SELECT id, document FROM editions
WHERE state IN ('approved', 'sending', 'paused', 'sent') AND document IS NOT NULL ORDER BY day
"""


@migrations()
def choices(db: Database) -> None:
    """What the operator said of stories, for one edition each."""
    for statement in _CHOICES.split(";\n\n"):
        db.execute(statement)


_CHOICES = """
CREATE TABLE choices (
  id         INTEGER PRIMARY KEY,
  newsletter TEXT NOT NULL,
  day        TEXT NOT NULL,
  verb       TEXT NOT NULL,         -- pin, drop, merge, split, defer
  item_ids   TEXT NOT NULL,         -- JSON list
  title      TEXT NOT NULL,
  noted_at   INTEGER NOT NULL
) STRICT;

CREATE INDEX choices_by_day ON choices (newsletter, day)
"""


@migrations()
def returns(db: Database) -> None:
    """Mail that came back: bounces, complaints, wishes to leave; each counted once."""
    for statement in _RETURNS.split(";\n\n"):
        db.execute(statement)


_RETURNS = """
CREATE TABLE returns (
  digest        TEXT PRIMARY KEY,   -- of the mail: read twice, it counts once
  subscriber_id INTEGER NOT NULL REFERENCES subscribers (id) ON DELETE CASCADE,
  delivery_id   INTEGER,            -- NULL = not known which
  kind          TEXT NOT NULL,      -- hard, soft, complaint, leave
  told          TEXT NOT NULL,      -- the other side's words, without addresses
  noted_at      INTEGER NOT NULL
) STRICT;

CREATE INDEX returns_by_reader ON returns (subscriber_id, noted_at)
"""


@migrations()
def sign_ups(db: Database) -> None:
    """Who asked for mail, what became of each subscription, and whom never to write to again."""
    for statement in SIGN_UPS.split(";\n\n"):
        db.execute(statement)


@migrations()
def standing_items(db: Database) -> None:
    """Which items stood in their feed's last body: forgotten, they would come back as new."""
    db.execute("ALTER TABLE items ADD COLUMN standing INTEGER NOT NULL DEFAULT 1")
    db.execute("CREATE INDEX items_standing ON items (feed_id) WHERE standing = 1")
