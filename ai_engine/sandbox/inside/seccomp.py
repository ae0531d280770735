"""A seccomp filter, written as the kernel's own BPF, that takes from this process what no learner's program needs.

Denied with EPERM: new processes and programs, sockets of every family, looking into or signalling others, mounts, keys,
namespaces, modules, clocks, other processes' shared memory and queues. Threads stay. A system call of another
architecture's table ends the process; one younger than these tables does not exist.
Sources: Linux's seccomp(2), <linux/filter.h>, <linux/audit.h> and the tables of system calls.
"""

import ctypes
import os
import platform
import struct

ALLOW, KILL, ERRNO = 0x7FFF0000, 0x80000000, 0x00050000
EPERM, ENOSYS = 1, 38
LOAD, JUMP_EQUAL, JUMP_SET, JUMP_AT_LEAST, RETURN = 0x20, 0x15, 0x45, 0x35, 0x06
NUMBER_AT, ARCH_AT, FIRST_ARGUMENT_AT, SECOND_ARGUMENT_AT = 0, 4, 16, 24
CLONE_THREAD = 0x00010000
X32_BIT = 0x40000000
NEWER = 449  # from here on calls are younger than the tables below; C libraries do without them
PR_SET_PDEATHSIG, PR_SET_NO_NEW_PRIVS, PR_SET_SECCOMP, SECCOMP_MODE_FILTER = 1, 38, 22, 2

# name: (x86_64, aarch64); None where the architecture has no such call
_CALLS: dict[str, tuple[int | None, int | None]] = {
    "fork": (57, None), "vfork": (58, None), "execve": (59, 221), "execveat": (322, 281), "socket": (41, 198),
    "socketpair": (53, 199), "connect": (42, 203), "bind": (49, 200), "listen": (50, 201), "accept": (43, 202),
    "accept4": (288, 242), "sendto": (44, 206), "sendmsg": (46, 211), "sendmmsg": (307, 269), "ptrace": (101, 117),
    "process_vm_readv": (310, 270), "process_vm_writev": (311, 271), "kcmp": (312, 272), "pidfd_open": (434, 434),
    "pidfd_getfd": (438, 438), "pidfd_send_signal": (424, 424), "process_madvise": (440, 440),
    "rt_sigqueueinfo": (129, 138), "rt_tgsigqueueinfo": (297, 240), "prlimit64": (302, 261), "setrlimit": (160, 164),
    "mount": (165, 40), "umount2": (166, 39), "pivot_root": (155, 41), "chroot": (161, 51), "unshare": (272, 97),
    "setns": (308, 268), "open_tree": (428, 428), "move_mount": (429, 429), "fsopen": (430, 430),
    "fsconfig": (431, 431), "fsmount": (432, 432), "fspick": (433, 433), "mount_setattr": (442, 442),
    "mknod": (133, None), "mknodat": (259, 33), "open_by_handle_at": (304, 265), "name_to_handle_at": (303, 264),
    "keyctl": (250, 219), "add_key": (248, 217), "request_key": (249, 218), "bpf": (321, 280),
    "perf_event_open": (298, 241), "userfaultfd": (323, 282), "io_uring_setup": (425, 425),
    "io_uring_enter": (426, 426), "io_uring_register": (427, 427), "io_setup": (206, 0), "memfd_create": (319, 279),
    "memfd_secret": (447, 447), "shmget": (29, 194), "shmat": (30, 196), "shmctl": (31, 195), "shmdt": (67, 197),
    "msgget": (68, 186), "msgctl": (71, 187), "msgrcv": (70, 188), "msgsnd": (69, 189), "semget": (64, 190),
    "semctl": (66, 191), "semop": (65, 193), "semtimedop": (220, 192), "mq_open": (240, 180),
    "mq_unlink": (241, 181), "mq_timedsend": (242, 182), "mq_timedreceive": (243, 183), "mq_notify": (244, 184),
    "mq_getsetattr": (245, 185), "sync": (162, 81), "syncfs": (306, 267),
    "init_module": (175, 105), "finit_module": (313, 273), "delete_module": (176, 106), "kexec_load": (246, 104),
    "kexec_file_load": (320, 294), "reboot": (169, 142), "swapon": (167, 224), "swapoff": (168, 225),
    "acct": (163, 89), "quotactl": (179, 60), "syslog": (103, 116), "settimeofday": (164, 170),
    "clock_settime": (227, 112), "clock_adjtime": (305, 266), "adjtimex": (159, 171), "sethostname": (170, 161),
    "setdomainname": (171, 162), "iopl": (172, None), "ioperm": (173, None), "personality": (135, 92),
    "setpriority": (141, 140), "ioprio_set": (251, 30), "sched_setaffinity": (203, 122),
    "sched_setscheduler": (144, 119), "vhangup": (153, 58), "fanotify_init": (300, 262), "inotify_init1": (294, 26),
    "setuid": (105, 146), "setgid": (106, 144), "setreuid": (113, 145), "setregid": (114, 143),
    "setresuid": (117, 147), "setresgid": (119, 149), "setgroups": (116, 159), "setfsuid": (122, 151),
    "setfsgid": (123, 152), "capset": (126, 91), "setsid": (112, 157), "setpgid": (109, 154),
    "seccomp": (317, 277), "modify_ldt": (154, None), "uselib": (134, None), "vmsplice": (278, 75),
    "mbind": (237, 235), "set_mempolicy": (238, 237), "migrate_pages": (256, 238), "move_pages": (279, 239),
    "sched_setparam": (142, 118), "sched_setattr": (314, 274), "process_mrelease": (448, 448),
    "quotactl_fd": (443, 443), "inotify_init": (253, None), "lookup_dcookie": (212, 18), "nfsservctl": (180, 42),
}  # fmt: skip
# Landlock watches over the opening of files, not over these: they would change the host's files by name.
_BY_NAME: dict[str, tuple[int | None, int | None]] = {
    "chmod": (90, None), "fchmod": (91, 52), "fchmodat": (268, 53), "chown": (92, None),
    "fchown": (93, 55), "lchown": (94, None), "fchownat": (260, 54), "utime": (132, None), "utimes": (235, None),
    "futimesat": (261, None), "utimensat": (280, 88), "setxattr": (188, 5), "lsetxattr": (189, 6),
    "fsetxattr": (190, 7), "removexattr": (197, 14), "lremovexattr": (198, 15), "fremovexattr": (199, 16),
    "truncate": (76, 45),
}  # fmt: skip
_ARCHITECTURES = {"x86_64": (0, 0xC000003E), "aarch64": (1, 0xC00000B7), "arm64": (1, 0xC00000B7)}
_CLONE = (56, 220)
_CLONE3 = (435, 435)
_PRCTL = (157, 167)
_HARMLESS_PRCTL = (15, 16)  # a thread's name, set and read
# To whom a signal goes when a file is ready, which signal, leases and notices: a way to signal others without kill.
_FCNTL, _REFUSED_FCNTL = (72, 25), (8, 10, 15, 1024, 1026)
# Typing into a terminal, and the owner of its signals.
_IOCTL, _REFUSED_IOCTL = (16, 29), (0x5412, 0x541C, 0x8901, 0x8902)
_SIGNALS = {"kill": (62, 129), "tkill": (200, 130), "tgkill": (234, 131)}


def _step(code: int, constant: int, if_true: int = 0, if_false: int = 0) -> bytes:
    return struct.pack("HBBI", code, if_true, if_false, constant)


def supported() -> bool:
    """Whether the table knows this machine's architecture."""
    return platform.machine() in _ARCHITECTURES


def program(pid: int, by_name: bool = False) -> bytes:
    """The filter for a process that may signal only itself (`pid`, as it sees itself).

    `by_name` also takes away what changes a file's owner, mode, times or length by its name.
    """
    column, audit = _ARCHITECTURES[platform.machine()]
    steps = [_step(LOAD, ARCH_AT), _step(JUMP_EQUAL, audit, 1, 0), _step(RETURN, KILL), _step(LOAD, NUMBER_AT)]
    if column == 0:  # x86_64's second table, reached by a bit in the number
        steps += [_step(JUMP_AT_LEAST, X32_BIT, 0, 1), _step(RETURN, KILL)]
    steps += [_step(JUMP_AT_LEAST, NEWER, 0, 1), _step(RETURN, ERRNO | ENOSYS)]
    # A new process is denied, a thread is not; clone3 hides its flags in memory, so libc is sent back to clone.
    steps += [_step(JUMP_EQUAL, _CLONE3[column], 0, 1), _step(RETURN, ERRNO | ENOSYS)]
    steps += [
        _step(JUMP_EQUAL, _CLONE[column], 0, 4),
        _step(LOAD, FIRST_ARGUMENT_AT),
        _step(JUMP_SET, CLONE_THREAD, 1, 0),
        _step(RETURN, ERRNO | EPERM),
        _step(RETURN, ALLOW),
    ]
    for numbers in _SIGNALS.values():
        steps += [
            _step(JUMP_EQUAL, numbers[column], 0, 4),
            _step(LOAD, FIRST_ARGUMENT_AT),
            _step(JUMP_EQUAL, pid, 1, 0),
            _step(RETURN, ERRNO | EPERM),
            _step(RETURN, ALLOW),
        ]
    # Not to be kept alive after the server's death, nor opened to debuggers.
    steps += [_step(JUMP_EQUAL, _PRCTL[column], 0, 5), _step(LOAD, FIRST_ARGUMENT_AT)]
    steps += [_step(JUMP_EQUAL, _HARMLESS_PRCTL[0], 2, 0), _step(JUMP_EQUAL, _HARMLESS_PRCTL[1], 1, 0)]
    steps += [_step(RETURN, ERRNO | EPERM), _step(RETURN, ALLOW)]
    for numbers, refused in ((_FCNTL, _REFUSED_FCNTL), (_IOCTL, _REFUSED_IOCTL)):
        steps += [_step(JUMP_EQUAL, numbers[column], 0, 2 + 2 * len(refused)), _step(LOAD, SECOND_ARGUMENT_AT)]
        for value in refused:
            steps += [_step(JUMP_EQUAL, value, 0, 1), _step(RETURN, ERRNO | EPERM)]
        steps.append(_step(RETURN, ALLOW))
    for entry in [*_CALLS.values(), *(_BY_NAME.values() if by_name else ())]:
        if (number := entry[column]) is not None:
            steps += [_step(JUMP_EQUAL, number, 0, 1), _step(RETURN, ERRNO | EPERM)]
    steps.append(_step(RETURN, ALLOW))
    return b"".join(steps)


def die_with_parent() -> None:
    """Have the kernel kill this process when the thread that started it ends. Raises OSError."""
    libc = ctypes.CDLL(None, use_errno=True)
    if libc.prctl(PR_SET_PDEATHSIG, ctypes.c_ulong(9), *(ctypes.c_ulong(0) for _ in range(3))) != 0:
        raise OSError(ctypes.get_errno(), os.strerror(ctypes.get_errno()))


def install(by_name: bool = False) -> None:
    """Put the filter on this process and all its threads to come. It can't be taken off. Raises OSError."""
    code = program(os.getpid(), by_name)
    buffer = ctypes.create_string_buffer(code)
    fprog = struct.pack("HxxxxxxQ", len(code) // 8, ctypes.addressof(buffer))
    libc = ctypes.CDLL(None, use_errno=True)
    argument = ctypes.create_string_buffer(fprog)
    for arguments in (
        (PR_SET_NO_NEW_PRIVS, 1, 0, 0, 0),
        (PR_SET_SECCOMP, SECCOMP_MODE_FILTER, ctypes.addressof(argument), 0, 0),
    ):
        option, second, *rest = arguments
        if libc.prctl(option, ctypes.c_ulong(second), *map(ctypes.c_ulong, rest)) != 0:
            number = ctypes.get_errno()
            raise OSError(number, os.strerror(number))
