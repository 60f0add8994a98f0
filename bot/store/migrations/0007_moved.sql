-- Where a feed has moved for good, as its old address says.
ALTER TABLE feeds ADD COLUMN moved_to TEXT;
