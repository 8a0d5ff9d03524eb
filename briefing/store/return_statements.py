"""Every SQL statement about what came back, in the common subset of SQLite and PostgreSQL."""

OF_DELIVERY = "SELECT id, subscriber_id FROM deliveries WHERE id = :id"

OF_ADDRESS = """
SELECT deliveries.id, deliveries.subscriber_id FROM deliveries
JOIN subscribers ON subscribers.id = deliveries.subscriber_id
JOIN editions ON editions.id = deliveries.edition_id
WHERE lower(subscribers.email) = lower(:email) AND deliveries.state IN ('sent', 'ambiguous')
  AND deliveries.changed_at >= :since
ORDER BY deliveries.changed_at DESC, deliveries.id DESC LIMIT 1
"""

NOTE = """
INSERT INTO returns (digest, subscriber_id, delivery_id, kind, told, noted_at)
VALUES (:digest, :subscriber_id, :delivery_id, :kind, :told, :now)
ON CONFLICT (digest) DO NOTHING RETURNING digest
"""

COUNTED = """
SELECT COUNT(DISTINCT delivery_id) AS n FROM returns
WHERE subscriber_id = :subscriber_id AND kind = :kind AND noted_at >= :since
  AND noted_at >= (SELECT COALESCE(MAX(since), 0) FROM subscriptions
                   WHERE subscriptions.subscriber_id = :subscriber_id)
"""

NEWSLETTERS = """
SELECT newsletter FROM subscriptions
WHERE subscriber_id = :subscriber_id AND state <> 'gone' ORDER BY newsletter
"""
