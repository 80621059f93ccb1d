"""What a part of a proof found, and whether its control turned red."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class ProofOutcome:
    """One part of a proof.

    Attributes:
        name: Of the part.
        said: What was done, with numbers.
        wrong: What should not be; none if it holds.
        caught: What the control, which is broken on purpose, was caught with; None where another part is the control.
    """

    name: str
    said: str
    wrong: tuple[str, ...]
    caught: str | None

    @property
    def holds(self) -> bool:
        """Whether nothing is wrong and the control was caught."""
        return not self.wrong and self.caught != ""

    def lines(self) -> list[str]:
        """For the person."""
        verdict = "holds" if self.holds else "FAILED"
        control = {None: [], "": ["    the control was NOT caught: this proves nothing"]}.get(
            self.caught, [f"    control caught: {self.caught}"]
        )
        return [f"{self.name}: {verdict}; {self.said}", *(f"    {one}" for one in self.wrong[:20]), *control]
