-- The table of the article, with its timestamp column from the start, so that updates are seen too.
CREATE TABLE test_kafka (
    id INTEGER NOT NULL AUTO_INCREMENT PRIMARY KEY,
    name VARCHAR(255) NOT NULL,
    description VARCHAR(512),
    tms TIMESTAMP NOT NULL DEFAULT CURRENT_TIMESTAMP ON UPDATE CURRENT_TIMESTAMP
);
ALTER TABLE test_kafka AUTO_INCREMENT = 10;
INSERT INTO test_kafka (name, description) VALUES
    ("scooter", "Small 2-wheel scooter"),
    ("car battery", "12V car battery"),
    ("12-pack drill bits", "12-pack of drill bits with sizes ranging from #40 to #3"),
    ("hammer", "12oz carpenter's hammer"),
    ("hammer", "14oz carpenter's hammer"),
    ("hammer", "16oz carpenter's hammer"),
    ("rocks", "box of assorted rocks"),
    ("jacket", "water resistent black wind breaker"),
    ("cloud", "test for databend"),
    ("spare tire", "24 inch spare tire");
