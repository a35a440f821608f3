-- The tables that these examples read, and the two accounts that they read them by:
--   mysql -h127.0.0.1 -P3306 -uroot < examples/shop.sql
CREATE DATABASE IF NOT EXISTS shop;
CREATE TABLE shop.orders (
  id INT AUTO_INCREMENT PRIMARY KEY,
  note VARCHAR(20),
  phone VARCHAR(20),
  updated_at TIMESTAMP(6) NOT NULL DEFAULT CURRENT_TIMESTAMP(6) ON UPDATE CURRENT_TIMESTAMP(6)
);
CREATE TABLE shop.clients (
  id INT AUTO_INCREMENT PRIMARY KEY,
  name VARCHAR(20),
  updated_at TIMESTAMP(6) NOT NULL DEFAULT CURRENT_TIMESTAMP(6) ON UPDATE CURRENT_TIMESTAMP(6)
);
CREATE TABLE shop.items (id INT AUTO_INCREMENT PRIMARY KEY, name VARCHAR(20));
CREATE TABLE shop.people (id INT AUTO_INCREMENT PRIMARY KEY, name VARCHAR(20));
INSERT INTO shop.orders (note, phone) VALUES ('one', '555-1'), ('two', '555-2'), ('three', NULL);
INSERT INTO shop.clients (name) VALUES ('one'), ('two'), ('three');
INSERT INTO shop.items (name) VALUES ('one'), ('two'), ('three');
INSERT INTO shop.people (name) VALUES ('one'), ('two'), ('three');

-- Nothing but SELECT.
CREATE USER reader IDENTIFIED BY 'reader';
GRANT SELECT ON shop.* TO reader;

-- And what deletes in the binlog want.
CREATE USER deleter IDENTIFIED BY 'deleter';
GRANT SELECT ON shop.* TO deleter;
GRANT PROCESS, REPLICATION SLAVE ON *.* TO deleter;
