"""Everything that speaks of a deployment's health, read as its readers read it."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass

from adapters.commands.administration import examined
from bot.core.context import Context
from bot.core.conversation import Say
from bot.core.health import Finding
from bot.core.people import Person
from tests.chaos.house import House, Process
from tests.wording import phrase
from tests.world import World, text_of


@dataclass(frozen=True)
class View:
    """One view: the findings it shows, or the text that people read."""

    name: str
    findings: list[Finding]
    text: str = ""

    def denies(self, expects: Mapping[str, str]) -> list[str]:
        """What it should say and does not: a cause, or the words of its remedy."""
        found = {each.cause: each for each in self.findings}
        said = ", ".join(sorted(found)) or "nothing"
        wrong = []
        for cause, remedy in expects.items():
            if cause not in found:
                wrong.append(f"{self.name} does not say {cause}, but {said}")
            elif remedy not in found[cause].mend:
                wrong.append(f"{self.name} says of {cause}: {found[cause].mend}")
            elif self.text and found[cause].what not in self.text:
                wrong.append(f"{self.name} does not show: {found[cause].what}")
        return wrong

    @property
    def broken(self) -> set[str]:
        """The causes for which somebody must act."""
        return {each.cause for each in self.findings if each.broken}

    def still_says(self, expects: Mapping[str, str], before: Collection[str]) -> list[str]:
        """The causes it says although they are gone, and what is broken only since."""
        found = {each.cause for each in self.findings} & expects.keys()
        return [
            f"{self.name} still says {cause}" for cause in found | self.broken.difference(before)
        ]


async def views(house: House, *, readable: bool = True) -> list[View]:
    """Let a minute's duties run in every process, and read every view.

    The command line's doctor is a process of its own, which also looks where nothing else runs.
    Chat and Home need a database that is ``readable``, and a web process.
    """
    for each in house.processes:
        await each.looks()
    found = [View(f"/health of {web.name}", await web.parts.findings()) for web in house.webs]
    doctor = Process(house, "doctor")
    try:
        # Where the database is away, the command says so and stops before it examines anything.
        examines = examined(doctor.parts) if readable else doctor.parts.findings()
        found.append(View("doctor", await examines))
    finally:
        await doctor.ends()
    web = house.web
    if web is not None and readable:
        here = await web.parts.findings()
        answer = await web.world.command("kit", "/support-admin doctor")
        assert isinstance(answer, Say)
        found.append(View("doctor in chat", here, text_of(answer)))
        count = len(here)
        things = phrase("home.page.to_mend", count=count)
        # Home only counts them.
        found.append(View("home", here if things in await _home(web.world) else []))
    return found


async def _home(world: World) -> str:
    """The coordinator's page."""
    async with world.storage.reading() as work:
        kit = await work.of(Person).get(world.people["kit"])
        assert kit is not None
        roles = await world.directory.roles_of(work, kit)
        words = world.wording.words("en", "UTC")
        context = Context(work, words, world.directory.lines(), person=kit, roles=roles)
        return text_of(await world.registry.screen("home.home")(context, ""))
