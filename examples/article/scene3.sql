USE mydb;
UPDATE test_kafka SET name = "update from kafka test" WHERE id = 20;
