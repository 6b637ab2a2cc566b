"""What one submitted notebook may use."""

from __future__ import annotations

from dataclasses import dataclass

MB = 1 << 20


@dataclass(frozen=True)
class Limits:
    """Limits of one notebook; the same for every student.

    Args:
        cell_seconds: processor time of one cell, all its processes together.
        notebook_seconds: processor time of the whole notebook.
        patience: how many times as long either may take by the clock, where something sleeps or the machine is busy.
        start_seconds: by the clock, until its kernel answers.
        memory_mb: memory of all its processes together, beyond what the fork server shares with them.
        files_mb: everything it writes: its working folder, /tmp and shared memory, each.
        files: how many files and folders it may have at once.
        processes: processes and threads at once. TensorFlow starts a few threads per processor.
        output_mb: what its cells may print and display altogether before it is stopped.
        messages: how many pieces that output may have.
    """

    cell_seconds: float = 120.0
    notebook_seconds: float = 1800.0
    patience: float = 10.0
    start_seconds: float = 120.0
    memory_mb: int = 3072
    files_mb: int = 512
    files: int = 20_000
    processes: int = 512
    output_mb: int = 50
    messages: int = 20_000

    @property
    def cell_clock_seconds(self) -> float:
        """How long one cell may take by the clock."""
        return self.cell_seconds * self.patience

    @property
    def notebook_clock_seconds(self) -> float:
        """How long the whole notebook may take by the clock."""
        return self.notebook_seconds * self.patience
