# SPDX-License-Identifier: Apache-2.0
"""One run of the library: threads, progress, and the way to stop it."""

import concurrent.futures
import dataclasses
import threading
from collections.abc import Callable
from typing import Any, TypeVar

from modelseal import _declarations as declarations
from modelseal._ffi import call, create, lib
from modelseal._handle import Handle
from modelseal.dataset.enums import Phase

Result = TypeVar("Result")

_WAIT_SECONDS = 0.1


@dataclasses.dataclass(frozen=True, slots=True)
class Progress:
    """How far building has come: records that were added, or parts of a later phase."""

    phase: Phase
    done: int
    #: None while records are added.
    total: int | None


class Job(Handle):
    """A run that can be watched and stopped.

    What the progress callback raises stops the run and comes out of the call that was made; while
    records are added it comes out when those of the call are added, so that none is lost.
    """

    def __init__(
        self, threads: int = 0, progress: Callable[[Progress], None] | None = None
    ) -> None:
        super().__init__(create("modelseal_job", "modelseal_job_new"), "modelseal_job_free")
        self._failure: BaseException | None = None
        call("modelseal_job_set_threads", self._handle, threads)
        if progress is not None:
            self._callback = self._make_callback(progress)
            name = "modelseal_job_set_dataset_progress"
            call(name, self._handle, self._callback, None)

    def _make_callback(self, progress: Callable[[Progress], None]) -> Any:
        def report(pointer: Any, user: object) -> int:
            state = pointer.contents
            try:
                if self._failure is None:
                    progress(Progress(Phase(state.phase), state.done, state.total or None))
            except BaseException as error:  # ctypes would print it and go on
                self._failure = error
            return int(self._failure is not None and state.phase != Phase.ADDING)

        return declarations.modelseal_dataset_progress_fn(report)

    def call(self, function: Callable[[], Result]) -> Result:
        """Makes a short call; then raises what the progress callback raised."""
        try:
            return function()
        finally:
            self.raise_failure()

    def run(self, function: Callable[[], Result]) -> Result:
        """Makes a long call on a thread of its own, so that Ctrl-C reaches Python and stops it."""
        if threading.current_thread() is not threading.main_thread():
            return self.call(function)
        with concurrent.futures.ThreadPoolExecutor(max_workers=1) as pool:
            future = pool.submit(function)
            try:
                # In slices: a signal that comes just before a wait does not end it.
                while not future.done():
                    concurrent.futures.wait([future], timeout=_WAIT_SECONDS)
                return future.result()
            except KeyboardInterrupt:
                lib.modelseal_job_cancel(self._handle)
                raise
            finally:
                concurrent.futures.wait([future])
                self.raise_failure()

    def raise_failure(self) -> None:
        """Raises what the progress callback raised, once."""
        failure, self._failure = self._failure, None
        if failure is not None:
            raise failure
