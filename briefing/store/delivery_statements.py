"""Every SQL statement about deliveries, by name, in the common subset of SQLite and PostgreSQL."""

# Where the next slice ends: an edition is queued for so many readers at a time.
SLICE = """
SELECT MAX(subscriber_id) AS upto, COUNT(*) AS n FROM (
  SELECT subscriber_id FROM subscriptions
  WHERE newsletter = :newsletter AND state = 'active' AND subscriber_id > :after
  ORDER BY subscriber_id LIMIT :limit) AS slice
"""

# Who left before the last slice and came back is queued again: nothing was approved yet.
QUEUE = """
INSERT INTO deliveries (edition_id, subscriber_id, state, attempts, response, changed_at)
SELECT :edition_id, subscribers.id, 'queued', 0, '', :now
FROM subscribers JOIN subscriptions ON subscriptions.subscriber_id = subscribers.id
WHERE subscriptions.newsletter = :newsletter AND subscriptions.state = 'active'
  AND subscribers.state = 'active' AND subscribers.id > :after AND subscribers.id <= :upto
ON CONFLICT (edition_id, subscriber_id) DO UPDATE SET state = 'queued', changed_at = :now
WHERE deliveries.state = 'suppressed' AND deliveries.attempts = 0
"""

READERS = """
SELECT COUNT(*) AS n
FROM subscriptions JOIN subscribers ON subscribers.id = subscriptions.subscriber_id
WHERE subscriptions.newsletter = :newsletter AND subscriptions.state = 'active'
  AND subscribers.state = 'active'
"""

_DELIVERY = """
SELECT deliveries.id AS delivery_id, deliveries.edition_id, deliveries.state AS delivery_state,
  deliveries.attempts, deliveries.next_try_at, deliveries.response, deliveries.changed_at,
  subscribers.*
"""

# In the order in which they are read: this is once for each message.
DUE = """
SELECT deliveries.id AS delivery_id, subscribers.id, subscribers.email, subscribers.since,
  subscribers.proof, deliveries.attempts, deliveries.response,
  CASE WHEN subscribers.state = 'active' AND subscriptions.state = 'active' THEN 1 ELSE 0 END
    AS wanted
FROM deliveries JOIN subscribers ON subscribers.id = deliveries.subscriber_id
LEFT JOIN subscriptions ON subscriptions.subscriber_id = deliveries.subscriber_id
  AND subscriptions.newsletter = :newsletter
WHERE deliveries.edition_id = :edition_id AND deliveries.subscriber_id > :after
  AND (deliveries.state = 'queued'
    OR (deliveries.state = 'deferred' AND deliveries.next_try_at <= :now))
ORDER BY deliveries.subscriber_id LIMIT :limit
"""

# One statement for a batch that was just read, and whose unwanted rows were settled.
CLAIM = """
UPDATE deliveries SET state = 'in_flight', attempts = attempts + 1, changed_at = :now
WHERE edition_id = :edition_id AND subscriber_id >= :first AND subscriber_id <= :last
  AND (state = 'queued' OR (state = 'deferred' AND next_try_at <= :now))
"""

WANTED = """
SELECT deliveries.id FROM deliveries
JOIN editions ON editions.id = deliveries.edition_id AND editions.state = 'sending'
JOIN subscribers ON subscribers.id = deliveries.subscriber_id AND subscribers.state = 'active'
JOIN subscriptions ON subscriptions.subscriber_id = deliveries.subscriber_id
  AND subscriptions.newsletter = editions.newsletter AND subscriptions.state = 'active'
WHERE deliveries.edition_id = :edition_id AND deliveries.state = 'in_flight'
  AND deliveries.subscriber_id >= :first AND deliveries.subscriber_id <= :last
"""

# Who left meanwhile stays suppressed, save that what the server said of the message is a fact.
# By place: names take a third longer, and this is once for each message.
SETTLE = """
UPDATE deliveries SET state = ?1, attempts = ?2, next_try_at = ?3, response = ?4, changed_at = ?5
WHERE id = ?6 AND (state <> 'suppressed' OR ?1 NOT IN ('queued', 'deferred'))
"""

IN_FLIGHT = f"""{_DELIVERY}
FROM deliveries JOIN subscribers ON subscribers.id = deliveries.subscriber_id
WHERE deliveries.state = 'in_flight' AND deliveries.edition_id IN (
  SELECT id FROM editions WHERE state IN ('sending', 'paused', 'cancelled'))
ORDER BY deliveries.id
"""

REFUSED = f"""{_DELIVERY}
FROM deliveries JOIN subscribers ON subscribers.id = deliveries.subscriber_id
WHERE deliveries.edition_id = :edition_id AND deliveries.state = 'failed'
  AND deliveries.id > :after
ORDER BY deliveries.id LIMIT :limit
"""

LISTED = f"""{_DELIVERY}, editions.newsletter, editions.day
FROM deliveries JOIN subscribers ON subscribers.id = deliveries.subscriber_id
JOIN editions ON editions.id = deliveries.edition_id
WHERE deliveries.state = :state AND editions.newsletter = :newsletter
  AND (:day IS NULL OR editions.day = :day)
ORDER BY editions.day DESC, deliveries.id LIMIT :limit
"""

RESOLVE = """
UPDATE deliveries SET state = :state, response = :response, next_try_at = NULL, changed_at = :now
WHERE edition_id = :edition_id AND state = 'ambiguous' AND (:id IS NULL OR id = :id)
RETURNING id
"""

CANCEL = """
UPDATE deliveries SET state = 'suppressed', next_try_at = NULL, response = 'cancelled',
  changed_at = :now
WHERE edition_id = :edition_id AND state IN ('queued', 'deferred')
"""

UNFINISHED = """
SELECT COUNT(*) AS n FROM deliveries
WHERE edition_id = :edition_id AND state IN ('queued', 'in_flight', 'deferred')
"""

TROUBLES = """
SELECT state, response, COUNT(*) AS n, MIN(next_try_at) AS next_try_at FROM deliveries
WHERE edition_id = :edition_id AND state IN ('deferred', 'failed', 'ambiguous')
GROUP BY state, response ORDER BY n DESC, state, response LIMIT :limit
"""

COUNTS = """
SELECT state, COUNT(*) AS n FROM deliveries
WHERE (:edition_id IS NULL OR edition_id = :edition_id) GROUP BY state
"""

BEGUN_AT = "SELECT begun_at FROM editions WHERE id = :id"

SAVE_BEGUN = "UPDATE editions SET begun_at = COALESCE(begun_at, :now) WHERE id = :id"
