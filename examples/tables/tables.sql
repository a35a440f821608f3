-- What the pipeline files in this folder read. Load it: mysql -h127.0.0.1 -P3306 -uroot < examples/tables/tables.sql
CREATE DATABASE shop_eu;
CREATE TABLE shop_eu.orders (id INT AUTO_INCREMENT PRIMARY KEY, customer VARCHAR(40) NOT NULL, amount DECIMAL(10,2));
INSERT INTO shop_eu.orders (customer, amount) VALUES ('Ann', 10.50), ('Bob', 20.00);

CREATE DATABASE shop_us;
CREATE TABLE shop_us.orders (id INT AUTO_INCREMENT PRIMARY KEY, customer VARCHAR(40) NOT NULL, amount DECIMAL(10,2));
INSERT INTO shop_us.orders (customer, amount) VALUES ('Cid', 30.00), ('Dee', NULL), ('Eve', 5.25);

CREATE DATABASE IF NOT EXISTS shop;
CREATE TABLE shop.customers (
  id INT AUTO_INCREMENT PRIMARY KEY,
  customer_no VARCHAR(20) NOT NULL,
  email VARCHAR(80),
  phone VARCHAR(20),
  salary DECIMAL(10,2),
  notes TEXT,
  status ENUM('lead', 'open', 'closed') NOT NULL
);
INSERT INTO shop.customers (customer_no, email, phone, salary, notes, status) VALUES
  ('c-1', 'ann@example.com', '555-1', 4200.00, 'likes tea', 'open'),
  ('c-2', 'bob@example.com', NULL, NULL, NULL, 'lead'),
  ('c-3', NULL, '555-3', 100.10, 'calls often', 'closed');
CREATE TABLE shop.invoices (id INT AUTO_INCREMENT PRIMARY KEY, customer_no VARCHAR(20), amount DECIMAL(10,2));
INSERT INTO shop.invoices (customer_no, amount) VALUES ('c-1', 1.00), ('c-1', 2.00), ('c-3', 3.00);
