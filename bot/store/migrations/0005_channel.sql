-- Where a briefing was claimed for: its schedule may have been moved to another channel since.
ALTER TABLE deliveries ADD COLUMN channel_id BIGINT NOT NULL DEFAULT 0;
UPDATE deliveries SET channel_id = coalesce(
    (SELECT channel_id FROM schedules s WHERE s.id = deliveries.schedule_id), 0
);
