USE mydb;
-- The article says "add column tms timestamp", which in MySQL 5.7 made a column that follows every change.
ALTER TABLE test_kafka ADD COLUMN tms TIMESTAMP NOT NULL DEFAULT CURRENT_TIMESTAMP ON UPDATE CURRENT_TIMESTAMP;
INSERT INTO test_kafka VALUES (20, "new data", "from kafka", now());
