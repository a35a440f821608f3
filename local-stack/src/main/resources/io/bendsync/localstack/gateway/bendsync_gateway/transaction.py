"""A session's transaction state, and what a statement does to it, as on the server.

The bare engine leaves a transaction open when a statement fails. The server fails it: later statements
are refused with 4002 until COMMIT or ROLLBACK, and COMMIT of a failed one says ok and commits nothing.
The rules are those of the server's TxnManager (storages/common/session/src/transaction.rs),
`auto_commit_if_not_allowed_in_transaction` (interpreters/interpreter.rs) and
`execute_commit_statement` (interpreters/interpreter_txn_commit.rs).
"""

from .errors import SYNTAX, TRANSACTION_ABORTED, ServerError
from .statement import Kind

AUTO_COMMIT, ACTIVE, FAIL = "AutoCommit", "Active", "Fail"


class Transaction:
    """The state of one session; `engine` is the engine session that holds the open transaction."""

    def __init__(self, engine, state=AUTO_COMMIT):
        self._engine = engine
        self.state = state

    def admit(self, statement):
        """Before any statement but BEGIN, COMMIT, ROLLBACK: DDL commits, a failed transaction refuses."""
        if statement.kind is Kind.DDL and self.state != AUTO_COMMIT:
            self._parse(statement.sql)
            self.commit()  # of a failed one too: the server's order, so DDL ends it and then runs
        if self.state == FAIL:
            raise ServerError(
                TRANSACTION_ABORTED,
                "Current transaction is aborted, commands ignored until end of transaction block",
            )

    def begin(self):
        """BEGIN inside a transaction, failed or not, does nothing."""
        if self.state == AUTO_COMMIT:
            self._engine.run("BEGIN")
            self.state = ACTIVE

    def commit(self):
        """Leaves AutoCommit behind whether it succeeds (ok), finds a failed one (ok), or conflicts (4001)."""
        state, self.state = self.state, AUTO_COMMIT
        if state == ACTIVE:
            try:
                self._engine.run("COMMIT")
            except ServerError:
                self._undo()
                raise

    def rollback(self):
        state, self.state = self.state, AUTO_COMMIT
        if state == ACTIVE:
            self._engine.run("ROLLBACK")

    def fail(self):
        """A statement failed; outside a transaction that changes nothing."""
        if self.state == ACTIVE:
            self._undo()
            self.state = FAIL

    def _undo(self):
        try:
            self._engine.run("ROLLBACK")
        except ServerError:
            pass  # there is nothing left to roll back

    def _parse(self, sql):
        """The server parses before it commits, so a misspelt DDL fails the transaction instead."""
        try:
            self._engine.run("EXPLAIN SYNTAX " + sql)
        except ServerError as error:
            if error.code == SYNTAX:
                self._engine.run(sql)  # raises too, with the positions of the client's own text
