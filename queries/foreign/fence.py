"""Keeps a process from the network for good, where the system can: on Linux, by a filter of its calls (seccomp).

What is refused before a query runs is refused by its text; this holds whatever an engine makes of a text.
"""

import ctypes
import platform
import struct
import sys

NO_NEW_PRIVILEGES, SET_SECCOMP, FILTER = 38, 22, 2  # <linux/prctl.h>, <linux/seccomp.h>
ALLOW, REFUSE = 0x7FFF0000, 0x00050001  # the latter with EPERM
LOAD, EQUAL, AT_LEAST, RETURN = 0x20, 0x15, 0x35, 0x06  # <linux/bpf_common.h>
CALL, ARCHITECTURE = 0, 4  # where struct seccomp_data holds them
OTHER_ABI = 0x40000000  # of x86: calls by other numbers
RING = 425  # io_uring_setup: can open sockets without a call for each
SOCKETS = {"x86_64": (0xC000003E, 41), "aarch64": (0xC00000B7, 198)}  # <linux/audit.h>; the call's number


def shut_network() -> bool:
    """Let this process open no socket any more; return whether the system does so."""
    known = SOCKETS.get(platform.machine()) if sys.platform == "linux" else None
    if known is None:
        return False
    program = ctypes.create_string_buffer(_program(*known))
    count = len(program.raw) // 8
    header = ctypes.create_string_buffer(struct.pack("@HP", count, ctypes.addressof(program)))
    library = ctypes.CDLL(None, use_errno=True)
    return not (library.prctl(NO_NEW_PRIVILEGES, 1, 0, 0, 0) or library.prctl(SET_SECCOMP, FILTER, header, 0, 0))


def _program(architecture: int, socket: int) -> bytes:
    """Return the filter: each step an operation, how many steps to skip if it holds and if not, and a value."""
    steps = [
        (LOAD, 0, 0, ARCHITECTURE),
        (EQUAL, 0, 5, architecture),
        (LOAD, 0, 0, CALL),
        (AT_LEAST, 3, 0, OTHER_ABI),
        (EQUAL, 2, 0, socket),
        (EQUAL, 1, 0, RING),
        (RETURN, 0, 0, ALLOW),
        (RETURN, 0, 0, REFUSE),
    ]
    return b"".join(struct.pack("@HBBI", *step) for step in steps)
