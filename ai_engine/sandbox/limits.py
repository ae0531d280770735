"""What one run may use."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Limits:
    """Limits of one sandboxed process; bytes and seconds.

    Attributes:
        wall_s: from the job's arrival to its end; then the whole tree is killed.
        cpu_s: processor time of the process's whole life.
        memory_bytes: address space, the interpreter's own 30 MB included.
        tmp_bytes: the private /tmp, the only place that can be written.
        file_bytes: the largest single file.
        files: in the private /tmp.
        threads: at the same time.
        output_bytes: of standard output and error together; what comes after is dropped and the program ended.
        reply_bytes: of the report about one job.
    """

    wall_s: float = 5.0
    cpu_s: int = 5
    memory_bytes: int = 256 * 2**20
    tmp_bytes: int = 16 * 2**20
    file_bytes: int = 8 * 2**20
    files: int = 2_000
    threads: int = 100
    output_bytes: int = 64 * 2**10
    reply_bytes: int = 4 * 2**20
