"""Every SQL statement about sign-ups and consent, by name, for SQLite and PostgreSQL."""

KEEP_SIGN_UP = """
INSERT INTO sign_ups (kind, email, newsletters, subscriber_id, shown, address_hash, network_hash,
                      asked_at, verdict)
VALUES (:kind, :email, :newsletters, :subscriber_id, :shown, :address_hash, :network_hash,
        :now, :verdict)
"""

# What was refused is counted too where a network is: its rows are what it costs us.
COUNT_SIGN_UPS = """
SELECT
  (SELECT COUNT(*) FROM sign_ups WHERE address_hash = :address_hash AND asked_at > :a_day_ago
     AND verdict IN ('wanted', 'mailed', 'confirmed', 'expired')) AS address_day,
  (SELECT COUNT(*) FROM sign_ups WHERE address_hash = :address_hash
     AND verdict IN ('wanted', 'mailed', 'expired')
     AND id > COALESCE((SELECT MAX(id) FROM sign_ups WHERE address_hash = :address_hash
                        AND verdict = 'confirmed'), 0)) AS address_unanswered,
  (SELECT COUNT(*) FROM (SELECT 1 FROM sign_ups
     WHERE network_hash = :network_hash AND asked_at > :an_hour_ago LIMIT :most) AS some)
    AS network_hour
"""

COUNT_ALL = """
SELECT
  COALESCE(SUM(CASE WHEN asked_at > :an_hour_ago THEN 1 ELSE 0 END), 0) AS all_hour,
  COALESCE(SUM(CASE WHEN mailed_at IS NOT NULL AND mailed_at < :settled_before
                    THEN 1 ELSE 0 END), 0) AS mailed_day,
  COALESCE(SUM(CASE WHEN mailed_at IS NOT NULL AND mailed_at < :settled_before
                     AND verdict = 'confirmed' THEN 1 ELSE 0 END), 0) AS confirmed_day
FROM sign_ups WHERE asked_at > :a_day_ago AND verdict IN ('wanted', 'mailed', 'confirmed')
"""

WAITING = """
SELECT * FROM sign_ups WHERE verdict = 'wanted' AND (tried_at IS NULL OR tried_at <= :tried_before)
ORDER BY id LIMIT :limit
"""

CLAIM = """
UPDATE sign_ups SET token_hash = :token_hash, tried_at = :now, mailed_at = :now, verdict = 'mailed'
WHERE id = :id AND verdict = 'wanted' RETURNING id
"""

GIVE_BACK = """
UPDATE sign_ups SET verdict = 'wanted', token_hash = NULL, mailed_at = NULL
WHERE id = :id AND verdict = 'mailed'
"""

REFUSED = "UPDATE sign_ups SET verdict = 'refused', email = '', token_hash = NULL WHERE id = :id"

SIGN_UP = """
SELECT * FROM sign_ups
WHERE token_hash = :token_hash AND verdict IN ('mailed', 'confirmed') AND mailed_at > :not_before
"""

SIGN_UP_CONFIRMED = """
UPDATE sign_ups SET verdict = 'confirmed', email = '', subscriber_id = :subscriber_id
WHERE id = :id AND verdict = 'mailed' RETURNING id
"""

EXPIRE = """
UPDATE sign_ups SET verdict = 'expired', email = ''
WHERE (verdict = 'mailed' AND mailed_at <= :not_before)
  OR (verdict = 'wanted' AND asked_at <= :not_before)
RETURNING id
"""

# « Three ever » is counted for as long as a hash is kept; what was refused is kept for a month.
FORGET_REFUSED = """
DELETE FROM sign_ups WHERE asked_at <= :before
  AND verdict IN ('again', 'often', 'network', 'overall', 'stopped', 'refused')
"""

STANDING = """
SELECT subscribers.state AS reader, subscriptions.* FROM subscriptions
JOIN subscribers ON subscribers.id = subscriptions.subscriber_id
WHERE subscriber_id = :subscriber_id ORDER BY newsletter
"""

SUBSCRIPTION = """
SELECT * FROM subscriptions WHERE subscriber_id = :subscriber_id AND newsletter = :newsletter
"""

SET_SUBSCRIPTION = """
INSERT INTO subscriptions (subscriber_id, newsletter, state, since, ended_at, until)
VALUES (:subscriber_id, :newsletter, :state, :now, :ended_at, :until)
ON CONFLICT (subscriber_id, newsletter) DO UPDATE SET
  since = CASE WHEN subscriptions.state = 'gone' THEN excluded.since ELSE subscriptions.since END,
  state = excluded.state, ended_at = excluded.ended_at, until = excluded.until
"""

KEEP_CONSENT = """
INSERT INTO consents (subscriber_id, newsletter, before, after, reason, shown, at)
VALUES (:subscriber_id, :newsletter, :before, :after, :reason, :shown, :now)
"""

LAST_CONSENT = """
SELECT * FROM consents WHERE subscriber_id = :subscriber_id AND newsletter = :newsletter
ORDER BY id DESC LIMIT 1
"""

SAY_WHY = "UPDATE consents SET shown = :why WHERE id = :id"

CONSENTS = "SELECT * FROM consents WHERE subscriber_id = :subscriber_id ORDER BY id"

PAUSES_OVER = """
SELECT subscriber_id, newsletter FROM subscriptions WHERE state = 'paused' AND until <= :now
"""

MOVE = "UPDATE subscribers SET email = :email WHERE id = :id"

RECEIVED = """
SELECT deliveries.id, deliveries.state, deliveries.changed_at, deliveries.response,
  editions.newsletter, editions.day
FROM deliveries JOIN editions ON editions.id = deliveries.edition_id
WHERE deliveries.subscriber_id = :subscriber_id ORDER BY deliveries.id
"""

CAME_BACK = """
SELECT kind, told, noted_at FROM returns WHERE subscriber_id = :subscriber_id ORDER BY noted_at
"""

SIGN_UPS_OF = """
SELECT id, kind, newsletters, asked_at, verdict FROM sign_ups
WHERE address_hash = :address_hash OR subscriber_id = :subscriber_id ORDER BY id
"""

SUPPRESS = """
INSERT INTO suppressed (address_hash, at) VALUES (:address_hash, :now)
ON CONFLICT (address_hash) DO NOTHING
"""

UNSUPPRESS = "DELETE FROM suppressed WHERE address_hash = :address_hash"

IS_SUPPRESSED = "SELECT 1 AS found FROM suppressed WHERE address_hash = :address_hash"

ANY_SUPPRESSED = "SELECT 1 AS found FROM suppressed LIMIT 1"

# The number stays: deliveries and their sums refer to it. Nothing that says whose it was does.
# Only their own leaving or pausing suppressed them, and no server ever took them.
QUEUE_AGAIN = """
UPDATE deliveries SET state = 'queued', next_try_at = NULL, changed_at = :now
WHERE subscriber_id = :subscriber_id AND state = 'suppressed' AND changed_at >= :left_at
  AND edition_id IN (SELECT id FROM editions
    WHERE newsletter = :newsletter AND state IN ('approved', 'sending', 'paused'))
"""

ERASE_SUBSCRIBER = """
UPDATE subscribers SET email = :nobody, proof = '', since = 0, state = 'gone' WHERE id = :id
"""

ERASE_DELIVERIES = """
UPDATE deliveries SET response = '',
  state = CASE WHEN state IN ('queued', 'deferred') THEN 'suppressed' ELSE state END
WHERE subscriber_id = :id
"""

ERASE_REST = (
    "DELETE FROM subscriptions WHERE subscriber_id = :id",
    "DELETE FROM consents WHERE subscriber_id = :id",
    "DELETE FROM returns WHERE subscriber_id = :id",
)

# Their hash stays where it limits mails to that address; the address itself goes.
ERASE_SIGN_UPS = """
UPDATE sign_ups SET email = '', shown = '', subscriber_id = NULL, network_hash = '',
  verdict = CASE WHEN verdict IN ('wanted', 'mailed') THEN 'expired' ELSE verdict END,
  token_hash = NULL
WHERE address_hash = :address_hash OR subscriber_id = :id
RETURNING id
"""
