"""The cells of a result as the server's HTTP handler prints them.

The rules are those of the server's FieldEncoderValues::create_for_http_handler
(src/query/formats/src/field_encoder/values.rs): every cell is text, NULL is JSON's null, and inside an
array, map or tuple strings are quoted and NULL is the word. `schema` reads the result's types,
`columns` renders whole Arrow columns, `cells` single values of the types Arrow has no cast for.
"""
