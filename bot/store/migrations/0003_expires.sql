-- When a remembered value may be forgotten; one without a date never is.
ALTER TABLE state ADD COLUMN expires BIGINT;
