"""Every SQL statement, by name, in the common subset of SQLite ≥ 3.37 and PostgreSQL."""

FEED_STATES = "SELECT * FROM feeds"

SAVE_FEED_STATE = """
INSERT INTO feeds (id, etag, last_modified, body_hash, next_fetch_at, failures, last_outcome,
                   last_error, last_ok_at, asked_as, address, moving_to, moving_seen, disabled,
                   blocked, failing_since, last_new_at, usual_gap_s, wait_s, skip_hours,
                   skip_days)
VALUES (:id, :etag, :last_modified, :body_hash, :next_fetch_at, :failures, :last_outcome,
        :last_error, :last_ok_at, :asked_as, :address, :moving_to, :moving_seen, :disabled,
        :blocked, :failing_since, :last_new_at, :usual_gap_s, :wait_s, :skip_hours,
        :skip_days)
ON CONFLICT (id) DO UPDATE SET
  etag = excluded.etag, last_modified = excluded.last_modified, body_hash = excluded.body_hash,
  next_fetch_at = excluded.next_fetch_at, failures = excluded.failures,
  last_outcome = excluded.last_outcome, last_error = excluded.last_error,
  last_ok_at = excluded.last_ok_at, asked_as = excluded.asked_as, address = excluded.address,
  moving_to = excluded.moving_to, moving_seen = excluded.moving_seen,
  disabled = excluded.disabled, blocked = excluded.blocked,
  failing_since = excluded.failing_since, last_new_at = excluded.last_new_at,
  usual_gap_s = excluded.usual_gap_s, wait_s = excluded.wait_s,
  skip_hours = excluded.skip_hours, skip_days = excluded.skip_days
"""

ANY_KEY = "SELECT item_id FROM item_keys WHERE feed_id = :feed_id LIMIT 1"

ITEM_BY_KEY = """
SELECT items.* FROM item_keys JOIN items ON items.id = item_keys.item_id
WHERE item_keys.feed_id = :feed_id AND item_keys.key = :key
"""

INSERT_ITEM = """
INSERT INTO items (id, feed_id, url, title, summary, content, language, categories, published,
                   first_seen, dated, revised_at, history)
VALUES (:id, :feed_id, :url, :title, :summary, :content, :language, :categories, :published,
        :first_seen, :dated, NULL, :history)
ON CONFLICT (id) DO NOTHING
"""

REVISE_ITEM = """
UPDATE items SET url = :url, title = :title, summary = :summary, content = :content,
  categories = :categories, revised_at = :now
WHERE id = :id
"""

INSERT_KEY = """
INSERT INTO item_keys (feed_id, key, item_id) VALUES (:feed_id, :key, :item_id)
ON CONFLICT (feed_id, key) DO NOTHING
"""

ITEMS_SINCE = """
SELECT items.*, articles.text AS full_text
FROM items LEFT JOIN articles ON articles.item_id = items.id
WHERE dated >= :since AND first_seen <= :until AND history = 0
ORDER BY dated, items.id
"""

TITLES_BEFORE = """
SELECT title, summary FROM items WHERE dated < :before AND language = :language
ORDER BY dated DESC, id LIMIT :limit
"""

FEED_ACTIVITY = """
SELECT feed_id, COUNT(*) AS items, MAX(first_seen) AS newest, MIN(dated) AS oldest,
  SUM(CASE WHEN dated >= :since THEN 1 ELSE 0 END) AS recent
FROM items GROUP BY feed_id
"""

STANDING = "SELECT id FROM items WHERE feed_id = :feed_id AND standing = 1"

SET_STANDING = "UPDATE items SET standing = :standing WHERE id = :id"

FORGET_ITEMS = """
DELETE FROM items WHERE dated < :before AND first_seen < :before AND NOT (
  standing = 1 AND EXISTS (
    SELECT 1 FROM feeds WHERE feeds.id = items.feed_id AND feeds.last_ok_at >= :before))
"""

EDITION = "SELECT * FROM editions WHERE newsletter = :newsletter AND day = :day"

EDITIONS = """
SELECT * FROM editions WHERE (:newsletter IS NULL OR newsletter = :newsletter)
ORDER BY day DESC, newsletter LIMIT :limit
"""

PAST_EDITIONS = """
SELECT document FROM editions
WHERE newsletter = :newsletter AND day < :day AND document IS NOT NULL
ORDER BY day DESC LIMIT :limit
"""

CUT_OFF_BEFORE = """
SELECT MAX(made_at) AS cut_off FROM editions
WHERE newsletter = :newsletter AND day < :day AND document IS NOT NULL
  AND state NOT IN ('skipped', 'cancelled')
"""

NEXT_NUMBER = """
SELECT COALESCE(MAX(number), 0) + 1 AS number FROM editions WHERE newsletter = :newsletter
"""

SAVE_EDITION = """
INSERT INTO editions (newsletter, day, state, reason, number, document, made_at)
VALUES (:newsletter, :day, :state, :reason, :number, :document, :made_at)
ON CONFLICT (newsletter, day) DO UPDATE SET
  state = excluded.state, reason = excluded.reason, number = excluded.number,
  document = excluded.document, made_at = excluded.made_at
WHERE editions.state IN ('draft', 'held', 'skipped')
RETURNING *
"""

SET_EDITION_STATE = """
UPDATE editions SET state = :state, reason = :reason,
  approved_at = CASE WHEN :state = 'approved' THEN :now ELSE approved_at END,
  sent_at = CASE WHEN :state = 'sent' THEN :now ELSE sent_at END
WHERE id = :id AND state = :known
RETURNING *
"""

EDITION_IN_STATE = "SELECT id FROM editions WHERE id = :id AND state = :known"

FORGET_PRINTED = "DELETE FROM printed WHERE newsletter = :newsletter AND day = :day"

SAVE_PRINTED = """
INSERT INTO printed (newsletter, day, story_id, item_ids, outlets, text)
VALUES (:newsletter, :day, :story_id, :item_ids, :outlets, :text)
ON CONFLICT (newsletter, day, story_id) DO NOTHING
"""

PRINTED_BEFORE = """
SELECT printed.* FROM printed
WHERE newsletter = :newsletter AND day < :day AND day IN (
  SELECT day FROM editions
  WHERE newsletter = :newsletter AND day < :day AND state NOT IN ('skipped', 'cancelled')
  ORDER BY day DESC LIMIT :editions)
ORDER BY day DESC, story_id
"""

ADD_SUBSCRIBER = """
INSERT INTO subscribers (email, state, since, proof) VALUES (:email, 'active', :now, :proof)
ON CONFLICT (lower(email)) DO UPDATE SET
  since = CASE WHEN subscribers.state = 'active' THEN subscribers.since ELSE excluded.since END,
  proof = CASE WHEN subscribers.state = 'active' THEN subscribers.proof ELSE excluded.proof END,
  state = 'active'
RETURNING *
"""

SUBSCRIBE = """
INSERT INTO subscriptions (subscriber_id, newsletter, state, since)
VALUES (:subscriber_id, :newsletter, 'active', :now)
ON CONFLICT (subscriber_id, newsletter) DO UPDATE SET
  state = 'active', since = excluded.since, ended_at = NULL, until = NULL
WHERE subscriptions.state <> 'active'
RETURNING subscriber_id
"""

END_SUBSCRIPTION = """
UPDATE subscriptions SET state = 'gone', ended_at = :now
WHERE subscriber_id = :subscriber_id AND newsletter = :newsletter AND state <> 'gone'
RETURNING subscriber_id
"""

SUPPRESS_DELIVERIES = """
UPDATE deliveries SET state = 'suppressed', changed_at = :now
WHERE subscriber_id = :subscriber_id AND state IN ('queued', 'deferred')
  AND edition_id IN (SELECT id FROM editions WHERE newsletter = :newsletter)
"""

ARRIVAL = """
SELECT subscribers.id, subscribers.state AS reader, subscriptions.state AS subscription
FROM subscribers LEFT JOIN subscriptions
  ON subscriptions.subscriber_id = subscribers.id AND subscriptions.newsletter = :newsletter
WHERE lower(subscribers.email) = lower(:email)
"""

IMPORT_SUBSCRIBER = """
INSERT INTO subscribers (email, state, since, proof) VALUES (:email, 'active', :since, :proof)
ON CONFLICT DO NOTHING
"""

IMPORT_SUBSCRIPTIONS = """
INSERT INTO subscriptions (subscriber_id, newsletter, state, since)
SELECT id, :newsletter, 'active', since FROM subscribers WHERE id > :newest
"""

COUNT_NEWER = "SELECT COUNT(*) AS newer FROM subscribers WHERE id > :newest"

NEWER = "SELECT email FROM subscribers WHERE id > :newest"

IMPORT_SUBSCRIPTION = """
INSERT INTO subscriptions (subscriber_id, newsletter, state, since)
VALUES (:subscriber_id, :newsletter, 'active', :since)
"""

NEWEST_SUBSCRIBER = "SELECT COALESCE(MAX(id), 0) AS id FROM subscribers"

SUBSCRIPTIONS = """
SELECT subscribers.id, subscribers.email, subscribers.proof, subscriptions.since,
  CASE WHEN subscribers.state = 'active' THEN subscriptions.state ELSE subscribers.state END
    AS state
FROM subscribers JOIN subscriptions ON subscriptions.subscriber_id = subscribers.id
WHERE subscriptions.newsletter = :newsletter ORDER BY subscribers.id
"""

SUBSCRIBER = "SELECT * FROM subscribers WHERE id = :id"

SUBSCRIBER_BY_EMAIL = "SELECT * FROM subscribers WHERE lower(email) = lower(:email)"

SUBSCRIBERS = """
SELECT subscribers.* FROM subscribers
JOIN subscriptions ON subscriptions.subscriber_id = subscribers.id
WHERE subscriptions.newsletter = :newsletter AND subscriptions.state = 'active'
  AND subscribers.state = 'active'
ORDER BY subscribers.id
"""

SECRET = "SELECT value FROM secrets WHERE name = :name"

SECRETS = """
SELECT value FROM secrets WHERE name = :name OR name LIKE :older
ORDER BY CASE WHEN name = :name THEN 0 ELSE 1 END, name DESC
"""

FORGET_OLDER_SECRETS = "DELETE FROM secrets WHERE name LIKE :older RETURNING name"

RENAME_SECRET = "UPDATE secrets SET name = :older WHERE name = :name"

SAVE_SECRET = """
INSERT INTO secrets (name, value) VALUES (:name, :value) ON CONFLICT (name) DO NOTHING
"""

# --- the scheduler's logbook

OPEN_DAYS = """
SELECT day FROM editions
WHERE newsletter = :newsletter AND state IN ('draft', 'held', 'approved', 'sending') ORDER BY day
"""

SENT_FROM_THE_FUTURE = """
SELECT MAX(day) AS day FROM editions
WHERE newsletter = :newsletter AND day > :day AND state IN ('sending', 'paused', 'sent')
  AND COALESCE(sent_at, approved_at) > :now AND COALESCE(sent_at, approved_at) < :until
"""

FORGET_UNTRIED_DELIVERIES = """
DELETE FROM deliveries WHERE edition_id = :edition_id AND state = 'queued' AND attempts = 0
"""

FED_FROM_THE_FUTURE = "SELECT 1 FROM feeds WHERE last_ok_at > :now LIMIT 1"

ITEMS_ARE_OF_NOW = """
UPDATE items SET first_seen = :now, dated = CASE WHEN published IS NULL THEN :now ELSE dated END
WHERE first_seen > :now
"""

FEEDS_ARE_OF_NOW = """
UPDATE feeds SET last_ok_at = :now, next_fetch_at = :now WHERE last_ok_at > :now
"""

LAST_TICK = "SELECT last_at FROM ticks WHERE newsletter = :newsletter"

SAVE_TICK = """
INSERT INTO ticks (newsletter, last_at) VALUES (:newsletter, :now)
ON CONFLICT (newsletter) DO UPDATE SET last_at = excluded.last_at
"""

NOTE_ALERT = """
INSERT INTO alerts (kind, about, day, text, noted_at) VALUES (:kind, :about, :day, :text, :now)
ON CONFLICT (kind, about, day) DO NOTHING
RETURNING id
"""

UNMAILED_ALERTS = """
SELECT id, kind, about, text FROM alerts
WHERE mailed_at IS NULL AND noted_at > :since AND (tried_at IS NULL OR tried_at <= :tried_before)
ORDER BY id
"""

SAVE_ALERT_MAILED = "UPDATE alerts SET tried_at = :now, mailed_at = :mailed_at WHERE id = :id"

PAGE = "SELECT * FROM articles WHERE item_id = :item_id"

# An item that was forgotten meanwhile needs no page any more.
SAVE_PAGE = """
INSERT INTO articles (item_id, text, fetched_at, reading, paywalled, note)
SELECT id, :text, :fetched_at, :reading, :paywalled, :note FROM items WHERE id = :item_id
ON CONFLICT (item_id) DO UPDATE SET
  text = excluded.text, fetched_at = excluded.fetched_at, reading = excluded.reading,
  paywalled = excluded.paywalled, note = excluded.note
"""

SAVE_RATE = """
INSERT INTO rates (day, currency, value) VALUES (:day, :currency, :value)
ON CONFLICT (day, currency) DO UPDATE SET value = excluded.value
"""

RATES_SINCE = "SELECT * FROM rates WHERE day >= :since AND day <= :until ORDER BY day, currency"

FORGET_RATES = "DELETE FROM rates WHERE day < :before"

FORGET_APPOINTMENTS = "DELETE FROM appointments WHERE calendar = :calendar"

SAVE_APPOINTMENT = """
INSERT INTO appointments (calendar, day, at, text, source, url)
VALUES (:calendar, :day, :at, :text, :source, :url)
"""

APPOINTMENTS_BETWEEN = """
SELECT * FROM appointments WHERE day >= :since AND day <= :until ORDER BY day, at, id
"""

CALENDARS = "SELECT DISTINCT calendar FROM appointments"

ITEM = """
SELECT items.*, articles.text AS full_text
FROM items LEFT JOIN articles ON articles.item_id = items.id
WHERE items.id = :id AND first_seen <= :until
"""

ADD_CHOICE = """
INSERT INTO choices (newsletter, day, verb, item_ids, title, noted_at)
VALUES (:newsletter, :day, :verb, :item_ids, :title, :noted_at)
RETURNING *
"""

CHOICES_OF = """
SELECT * FROM choices WHERE newsletter = :newsletter AND day = :day ORDER BY id
"""

CHOICES = "SELECT * FROM choices WHERE newsletter = :newsletter ORDER BY id"

FORGET_CHOICE = "DELETE FROM choices WHERE id = :id"

# Of the last edition that there was, and of the mornings without one since.
CHOICES_CARRIED = """
SELECT * FROM choices
WHERE newsletter = :newsletter AND day < :day
  AND day >= COALESCE(
    (SELECT MAX(day) FROM editions
     WHERE newsletter = :newsletter AND day < :day AND document IS NOT NULL
       AND state NOT IN ('skipped', 'cancelled')),
    '')
ORDER BY id
"""

ADD_CORRECTION = """
INSERT INTO corrections (newsletter, day, text, noted_at)
VALUES (:newsletter, :day, :text, :noted_at)
ON CONFLICT (newsletter, day, text) DO NOTHING
"""

CORRECTIONS_OF = """
SELECT * FROM corrections WHERE newsletter = :newsletter AND day = :day ORDER BY noted_at, id
"""

CORRECTED_DAYS = "SELECT DISTINCT day FROM corrections WHERE newsletter = :newsletter"

CORRECTIONS_DUE = """
SELECT * FROM corrections
WHERE newsletter = :newsletter AND day < :day AND noted_at <= :now
  AND noted_at >= COALESCE(
    (SELECT MAX(made_at) FROM editions
     WHERE newsletter = :newsletter AND day < :day
       AND state IN ('approved', 'sending', 'paused', 'sent')),
    0)
ORDER BY noted_at, id
"""
