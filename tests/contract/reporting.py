"""A report of a hard event in the ICU, by its form, on any platform."""

from tests.contract.stage import Entered, Person, Shown


async def report_by_form(
    who: Person,
    kind: str = "medication_event",
    harm: str = "moderate",
    *,
    day: str = "2026-03-02",
    time: str = "08:30",
    **whom: Entered,
) -> Shown:
    """Fill in the form, look at the preview, and confirm it; returns the preview.

    ``whom`` is ``people="sam"`` or ``everyone="everyone"``.
    """
    form = await who.types("/support-admin activate")
    preview = await who.sends(
        form, again=False, kind=kind, harm=harm, unit="icu", day=day, time=time, **whom
    )
    await who.sends(preview)
    return preview
