"""What can be made to go wrong with the next calls of a method."""

from dataclasses import dataclass


@dataclass
class Fault:
    """Spoils the next `times` calls of `method` (any method when empty), after letting `skip` of them pass.

    `status` answers with that code (with `description`, and `retry_after` seconds); `delay` waits that many seconds;
    `drop` ends the connection without an answer; `torn` does so in the middle of one; `garbage` answers no JSON.
    `drip` writes the answer byte by byte, with so many seconds between them. With `carried_out` the call has its effect
    before that: the message is sent, and the bot does not hear so.
    """

    method: str = ""
    times: int = 1
    skip: int = 0
    status: int = 0
    description: str = ""
    retry_after: int = 0
    delay: float = 0.0
    drip: float = 0.0
    drop: bool = False
    torn: bool = False
    garbage: bool = False
    carried_out: bool = False


class Faults:
    """The faults that are still to come."""

    def __init__(self) -> None:
        self.coming: list[Fault] = []
        self.struck = 0

    def strikes(self, method: str) -> Fault | None:
        """The fault that hits this call, if there is one."""
        for fault in self.coming:
            if fault.method in ("", method):
                if fault.skip:
                    fault.skip -= 1
                    continue
                self.struck += 1
                fault.times -= 1
                if not fault.times:
                    self.coming.remove(fault)
                return fault
        return None
