"""Databend's HTTP protocol in front of the embedded Databend engine.

The engine is the one in the Python package `databend`: the real query engine, storage and meta
service, but without the server's HTTP and MySQL handlers. This package is the missing HTTP handler,
so that databend-jdbc and every other HTTP client work unchanged.

From the socket inwards: `http_server` and `routes` (requests), `auth` (who), `queries` and `query`
(one statement and its pages), `session` and `sessions` (what a client's session knows), `transaction`
(AutoCommit, Active, Fail), `attachment`, `stage`, `multipart`, `presign` (files), `values` (cells as
the server prints them), `engine` (the only module that touches the engine). `__main__` starts it,
with `data_folder`, `meta_ports` and `fixed_ports` for what makes its data survive.
"""
