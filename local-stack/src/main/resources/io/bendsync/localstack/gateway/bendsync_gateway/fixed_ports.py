"""Compiles fixed_ports.c: `python -m bendsync_gateway.fixed_ports OUT_DIR` prints the library's path.

The library has to be preloaded (LD_PRELOAD), so it is compiled before the gateway starts. It is kept
under the hash of its source and of the machine's kind, and a second call only prints the path.
"""

import hashlib
import importlib.util
import os
import platform
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path

SOURCE = Path(__file__).with_name("fixed_ports.c")
FLAGS = ["-shared", "-fPIC", "-O2"]


class NoCompiler(Exception):
    """No C compiler could make the library; the message says which were tried and what each said."""


def compilers():
    """The commands to try, in order: the machine's own, then Zig's from the `ziglang` package."""
    for name in ("cc", "gcc", "clang"):
        path = shutil.which(name)
        if path:
            yield [path]
    if importlib.util.find_spec("ziglang") is not None:
        yield [sys.executable, "-m", "ziglang", "cc"]


def library(out_dir):
    """The path of the compiled library in out_dir, compiled now if it is not there yet."""
    folder = Path(out_dir).resolve()
    folder.mkdir(parents=True, exist_ok=True)
    digest = hashlib.sha256(SOURCE.read_bytes() + platform.machine().encode()).hexdigest()[:16]
    target = folder / f"fixed_ports-{digest}.so"
    if not target.is_file():
        compile_to(target)
    return target


def compile_to(target):
    """Compiles beside the target and renames, so that a compilation cut short leaves nothing usable."""
    said = []
    for command in compilers():
        handle, part = tempfile.mkstemp(suffix=".so", prefix=".fixed_ports-", dir=target.parent)
        os.close(handle)
        try:
            run = subprocess.run(
                [*command, *FLAGS, "-o", part, str(SOURCE), "-ldl"],
                capture_output=True,
                text=True,
                timeout=300,
                env={k: v for k, v in os.environ.items() if k != "LD_PRELOAD"},
            )
            if run.returncode == 0:
                os.chmod(part, 0o755)
                os.replace(part, target)
                return
            said.append(f"{' '.join(command)}: {(run.stderr.strip() or 'failed').splitlines()[0]}")
        except (OSError, subprocess.TimeoutExpired) as failure:
            said.append(f"{' '.join(command)}: {failure}")
        finally:
            if os.path.exists(part):
                os.unlink(part)
    tried = "; ".join(said) if said else "none of cc, gcc, clang and the Python package ziglang is there"
    raise NoCompiler(f"no C compiler for fixed_ports.c ({tried}); install one, for example gcc")


def main(arguments):
    if len(arguments) != 1:
        print("usage: python -m bendsync_gateway.fixed_ports OUT_DIR", file=sys.stderr)
        return 2
    try:
        print(library(arguments[0]))
        return 0
    except (NoCompiler, OSError) as failure:
        print(failure, file=sys.stderr)
        return 1


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
