"""HTTP/1.1 on a socket: a thread per connection, kept open between requests."""

import json
import os
import shutil
import socketserver
import sys
import traceback
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from urllib.parse import unquote, urlsplit

from .errors import CLIENT_MISTAKES, RequestError, ServerError, StartError
from .request_body import RequestBody

_REST_TO_SKIP = 1 << 20
_GONE = (BrokenPipeError, ConnectionError, TimeoutError)


def listen(host, port, verbose):
    """The server, bound but not yet answering; port 0 takes a free one."""
    try:
        server = _Server((host, port), _Connection)
    except OSError as failure:
        raise StartError(f"cannot listen on {host}:{port}: {failure.strerror}") from None
    server.verbose = verbose
    return server


class _Server(ThreadingHTTPServer):
    daemon_threads = True
    request_queue_size = 256
    routes = None  # set once the engine runs
    verbose = False

    def server_bind(self):
        # HTTPServer's own would look up the host's name, which may take seconds.
        socketserver.TCPServer.server_bind(self)
        self.server_name, self.server_port = self.server_address[:2]

    def handle_error(self, request, client_address):
        if self.verbose and not isinstance(sys.exception(), _GONE):
            traceback.print_exc()


class _Connection(BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"
    server_version = "bendsync-databend-gateway"
    sys_version = ""
    disable_nagle_algorithm = True
    timeout = 600  # seconds without a byte, between requests or within one
    rbufsize = 1 << 18

    def do_GET(self):
        self._handle()

    do_POST = do_PUT = do_DELETE = do_GET

    def log_message(self, *_):
        pass  # a line per request is of no use to anyone

    def _handle(self):
        body = None
        try:
            body = RequestBody(self.headers, self.rfile)
            path = unquote(urlsplit(self.path).path)
            self._send(self.server.routes.answer(self.command, path, self.headers, body), body)
        except _GONE:
            self.close_connection = True
        except RequestError as refused:
            self._refuse(refused.status, refused.code, refused.message, body)
        except ServerError as error:
            self._refuse(400 if error.code in CLIENT_MISTAKES else 500, error.code, error.message, body)
        except Exception as failure:
            if self.server.verbose:
                traceback.print_exc()
            self._refuse(500, 1001, f"the gateway failed: {type(failure).__name__}", body)

    def _refuse(self, status, code, message, body):
        try:
            content = json.dumps({"error": {"code": code, "message": message}}).encode()
            self._headers(status, "application/json", len(content), (), body)
            self.wfile.write(content)
        except _GONE:
            self.close_connection = True

    def _send(self, answer, body):
        if answer.file is not None:
            self._send_file(answer, body)
            return
        content = answer.body if isinstance(answer.body, bytes) else json.dumps(answer.body).encode()
        self._headers(answer.status, answer.kind, len(content), answer.headers, body, content)

    def _send_file(self, answer, body):
        try:
            source = open(answer.file, "rb")
        except OSError:
            raise RequestError(404, "no such file") from None
        with source:
            self._headers(200, answer.kind, os.fstat(source.fileno()).st_size, (), body)
            shutil.copyfileobj(source, self.wfile, 1 << 20)

    def _headers(self, status, kind, length, headers, body, content=b""):
        """Sends the head, with a short content in the same packet."""
        if body is None or not body.skip(_REST_TO_SKIP):
            self.close_connection = True  # too much of the request is unread to find the next one
        self.send_response(status)
        self.send_header("Content-Type", kind)
        self.send_header("Content-Length", str(length))
        if self.close_connection:
            self.send_header("Connection", "close")
        for name, value in headers:
            self.send_header(name, value)
        self._headers_buffer.append(b"\r\n")
        head, self._headers_buffer = b"".join(self._headers_buffer), []
        self.wfile.write(head + content)
