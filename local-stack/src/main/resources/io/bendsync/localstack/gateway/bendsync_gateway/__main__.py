"""Starts the gateway: `python -m bendsync_gateway --host 127.0.0.1 --port 0 --data DIR`.

The users come in the environment variable BENDSYNC_GATEWAY_USERS, a JSON object name→password, so
that no password is in the process list. The library of fixed_ports must be preloaded. Prints
`READY {"port": …, "version": …}` once it serves; what keeps it from that is one line on stderr.
"""

import argparse
import json
import os
import signal
import sys
import threading
import time
import traceback

from .auth import Users
from .data_folder import DataFolder
from .engine import Engine
from .errors import StartError
from .http_server import listen
from .meta_ports import MetaPorts, fixed, one_start_at_a_time
from .queries import Queries
from .routes import Routes
from .sessions import Sessions
from .stage import StageFiles

_HOUSEKEEPING_SECONDS = 0.5
_LOG_SECONDS = 10
_GRACE_SECONDS = 5
_SWITCH_SECONDS = 0.001  # how long a thread may keep the interpreter while a short statement waits for it


def options(arguments):
    parser = argparse.ArgumentParser(prog="bendsync_gateway", description=__doc__.splitlines()[0])
    parser.add_argument("--host", default="127.0.0.1", help="address to listen on")
    parser.add_argument("--port", type=int, default=0, help="port to listen on; 0 takes a free one")
    parser.add_argument("--data", required=True, help="folder of the engine's data")
    parser.add_argument(
        "--meta-port-base", type=int, default=0, help="first of the twelve ports for a new folder; 0 takes a free row"
    )
    parser.add_argument(
        "--idle-session-seconds", type=float, default=900, help="a session idle for longer is rolled back and forgotten"
    )
    parser.add_argument(
        "--result-timeout-seconds", type=float, default=60, help="a query nobody asks about for longer is given up"
    )
    parser.add_argument("--die-with-stdin", action="store_true", help="end when standard input is closed")
    parser.add_argument("--verbose", action="store_true", help="print the gateway's own failures")
    return parser.parse_args(arguments)


def housekeeping(stop, queries, sessions, folder, verbose):
    """Runs beside everything: expires what nobody uses, keeps the logs small."""
    logs_at = 0.0
    while not stop.wait(_HOUSEKEEPING_SECONDS):
        try:
            queries.expire()
            sessions.expire()
            if time.monotonic() >= logs_at:
                logs_at = time.monotonic() + _LOG_SECONDS
                folder.trim_logs()
        except Exception:
            if verbose:
                traceback.print_exc()


def end_with_stdin(stop):
    try:
        while os.read(0, 4096):
            pass
    except OSError:
        pass
    stop.set()


def background(target, *arguments):
    threading.Thread(target=target, args=arguments, daemon=True).start()


def run(opts):
    sys.setswitchinterval(_SWITCH_SECONDS)
    users = Users.from_json(os.environ.pop("BENDSYNC_GATEWAY_USERS", None))
    folder = DataFolder(opts.data)
    server = listen(opts.host, opts.port, opts.verbose)
    engine = Engine(folder.path)
    with one_start_at_a_time():
        base = MetaPorts(folder.path, opts.meta_port_base).settle()
        with fixed(base):
            version = engine.start()

    sessions = Sessions(engine, opts.idle_session_seconds)
    files = StageFiles(folder)
    queries = Queries(sessions, files, opts.result_timeout_seconds)
    server.routes = Routes(users, queries, files, engine, version)

    stop = threading.Event()
    for number in (signal.SIGTERM, signal.SIGINT):
        signal.signal(number, lambda *_: stop.set())
    background(housekeeping, stop, queries, sessions, folder, opts.verbose)
    background(server.serve_forever, 0.1)
    if opts.die_with_stdin:
        background(end_with_stdin, stop)
    print("READY " + json.dumps({"port": server.server_port, "version": version}), flush=True)
    stop.wait()
    server.socket.close()
    queries.wait_for_all(_GRACE_SECONDS)
    sessions.close()


def main():
    opts = options(sys.argv[1:])
    status = 1
    try:
        run(opts)
        status = 0
    except StartError as failure:
        print(failure, file=sys.stderr, flush=True)
    except Exception as failure:
        if opts.verbose:
            traceback.print_exc()
        print(f"the gateway ended: {type(failure).__name__}: {failure}", file=sys.stderr, flush=True)
    # The engine's threads have no end of their own; its data needs none, it is safe against a kill.
    sys.stdout.flush()
    os._exit(status)


if __name__ == "__main__":
    main()
